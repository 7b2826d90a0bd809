import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { base64url, calculateJwkThumbprint, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import * as z from 'zod';
import type { EmbeddedSuite } from '../../support/embedded.ts';

const signingJwk = z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), d: z.string() });

/** Claims by their names; `undefined` takes one away. */
type Changes = Readonly<Record<string, unknown>>;

type Suite = Pick<EmbeddedSuite, 'run' | 'url' | 'tokenFor'>;

const CLIENT = 'district-bromma';
const RIGHTS = 'referrals:write cases:read compliance:read reports:read feed:read';

/** What a good token of a district's system says, but for these changes. */
export function claimsWith(url: string, changes: Changes = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: url,
    sub: CLIENT,
    client_id: CLIENT,
    scope: RIGHTS,
    district: 'bromma',
    iat: now,
    exp: now + 600,
    ...changes,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}

/** A token that the suite's own key has signed. */
export async function ownToken({ run, url }: Suite, changes: Changes = {}): Promise<string> {
  const { jwk, kid } = await ownKey(run.dataDir);
  return new SignJWT(claimsWith(url, changes))
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(await importJWK(jwk, 'RS256'));
}

/** Tokens that nobody may trust, by what is wrong with them. */
export async function untrustedTokens(suite: Suite): Promise<Readonly<Record<string, string>>> {
  const { run, url } = suite;
  const { jwk, kid } = await ownKey(run.dataDir);
  const good = await suite.tokenFor(CLIENT);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const changed = encoded({ ...decoded(payload), district: 'farsta' });
  const strangers = await generateKeyPair('RS256');
  const publicPem = createPublicKey({ key: { kty: jwk.kty, n: jwk.n, e: jwk.e }, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const byHmac = (secret: string) =>
    new SignJWT(claimsWith(url)).setProtectedHeader({ alg: 'HS256', kid }).sign(new TextEncoder().encode(secret));
  const past = Math.floor(Date.now() / 1000) - 3600;
  return {
    'is no token at all': 'abc',
    'has an empty header': `.${payload}.${signature}`,
    'has had its content changed after it was signed': `${header}.${changed}.${signature}`,
    'has lost its signature': `${header}.${payload}.`,
    'says that it needs no signature': `${encoded({ alg: 'none' })}.${payload}.`,
    'says that it needs no signature, and keeps one': `${encoded({ alg: 'none', kid })}.${payload}.${signature}`,
    'takes the public key for a shared secret': await byHmac(String(publicPem)),
    'takes the public modulus for a shared secret': await byHmac(jwk.n),
    'is signed by a key of someone else under the known name': await new SignJWT(claimsWith(url))
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(strangers.privateKey),
    'is signed by a key that nobody knows': await new SignJWT(claimsWith(url))
      .setProtectedHeader({ alg: 'RS256', kid: 'unknown' })
      .sign(strangers.privateKey),
    'has expired': await ownToken(suite, { iat: past - 600, exp: past }),
    'never expires': await ownToken(suite, { exp: undefined }),
    'is not valid yet': await ownToken(suite, { nbf: Math.floor(Date.now() / 1000) + 3600 }),
    'comes from another issuer': await ownToken(suite, { iss: 'https://issuer.example' }),
    'belongs to a client that is not ours': await ownToken(suite, { client_id: 'someone-else' }),
    'is meant for another API': await ownToken(suite, { aud: 'another-api' }),
    'names no client': await ownToken(suite, { client_id: undefined }),
    'speaks for nobody': await ownToken(suite, { district: undefined }),
    'speaks for two at once': await ownToken(suite, { office: 'kista' }),
    'speaks for a district and the city': await ownToken(suite, { city: 'true' }),
    'has no subject': await ownToken(suite, { sub: undefined }),
  };
}

async function ownKey(dataDir: string) {
  const jwk = signingJwk.parse(JSON.parse(readFileSync(join(dataDir, 'keys', 'token-signing.json'), 'utf8')));
  return { jwk, kid: await calculateJwkThumbprint(jwk) };
}

function encoded(content: object): string {
  return base64url.encode(JSON.stringify(content));
}

function decoded(part: string): object {
  return z.looseObject({}).parse(JSON.parse(new TextDecoder().decode(base64url.decode(part))));
}
