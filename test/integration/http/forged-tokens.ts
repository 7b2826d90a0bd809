import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  base64url,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
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

/** A token whose header and claims are these texts, as the suite's own key has signed them. */
export async function tokenAsWritten({ run }: Suite, header: (kid: string) => string, claims: string): Promise<string> {
  const { jwk, kid } = await ownKey(run.dataDir);
  const signed = `${base64url.encode(header(kid))}.${base64url.encode(claims)}`;
  const signature = sign('RSA-SHA256', Buffer.from(signed), createPrivateKey({ key: jwk, format: 'jwk' }));
  return `${signed}.${signature.toString('base64url')}`;
}

/** Tokens that nobody may trust, by what is wrong with them; `keysAt` is an address that some of them call the issuer's. */
export async function untrustedTokens(suite: Suite, keysAt: string): Promise<Readonly<Record<string, string>>> {
  const { run, url } = suite;
  const { jwk, kid } = await ownKey(run.dataDir);
  const good = await suite.tokenFor(CLIENT);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const changed = encoded({ ...decoded(payload), district: 'farsta' });
  const strangers = await generateKeyPair('RS256', { extractable: true });
  const strangersJwk = await exportJWK(strangers.publicKey);
  const curve = await generateKeyPair('ES256');
  const byStranger = (header: object) =>
    new SignJWT(claimsWith(url)).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(strangers.privateKey);
  const byOwnKey = async (alg: string) =>
    new SignJWT(claimsWith(url)).setProtectedHeader({ alg, kid }).sign(await importJWK(jwk, alg));
  const asWritten = (header: (known: string) => string) =>
    tokenAsWritten(suite, header, JSON.stringify(claimsWith(url)));
  const publicPem = createPublicKey({ key: { kty: jwk.kty, n: jwk.n, e: jwk.e }, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const byHmac = (secret: string) =>
    new SignJWT(claimsWith(url)).setProtectedHeader({ alg: 'HS256', kid }).sign(new TextEncoder().encode(secret));
  const past = Math.floor(Date.now() / 1000) - 3600;
  return {
    'is no token at all': 'no-token',
    'has an empty header': `.${payload}.${signature}`,
    'has had its content changed after it was signed': `${header}.${changed}.${signature}`,
    'has lost its signature': `${header}.${payload}.`,
    'says that it needs no signature': `${encoded({ alg: 'none' })}.${payload}.`,
    'says that it needs no signature, and keeps one': `${encoded({ alg: 'none', kid })}.${payload}.${signature}`,
    'takes the public key for a shared secret': await byHmac(String(publicPem)),
    'takes the public modulus for a shared secret': await byHmac(jwk.n),
    'takes the published key for a shared secret': await byHmac(JSON.stringify({ kty: jwk.kty, n: jwk.n, e: jwk.e })),
    'says in capitals that it needs no signature': `${encoded({ alg: 'NONE', kid })}.${payload}.`,
    'names its algorithm twice': await asWritten((known) => `{"alg":"RS256","kid":"${known}","alg":"none"}`),
    'is signed in another way than its issuer signs': await byOwnKey('PS256'),
    'is signed with a longer digest than its issuer takes': await byOwnKey('RS512'),
    'is signed on a curve under the known name': await new SignJWT(claimsWith(url))
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(curve.privateKey),
    'demands to be read in a way that nobody knows': await asWritten((known) =>
      JSON.stringify({ alg: 'RS256', kid: known, crit: ['district'], district: 'farsta' }),
    ),
    'has content that is signed as it lies': await asWritten((known) =>
      JSON.stringify({ alg: 'RS256', kid: known, crit: ['b64'], b64: false }),
    ),
    'is in five parts': `${header}.${payload}.${signature}.${payload}.${signature}`,
    'is signed by a key of someone else under the known name': await byStranger({}),
    'is signed by a key that nobody knows': await byStranger({ kid: 'unknown' }),
    'names no key at all': await byStranger({ kid: undefined }),
    'names a file as its key': await byStranger({ kid: '../../../../dev/null' }),
    'brings its key along': await byStranger({ jwk: strangersJwk }),
    'brings its key along under another name': await byStranger({ kid: 'mine', jwk: { ...strangersJwk, kid: 'mine' } }),
    'brings a certificate along': await byStranger({ x5c: [Buffer.from(strangersJwk.n ?? '').toString('base64')] }),
    'says where its keys are to be fetched': await byStranger({ kid: 'mine', jku: `${keysAt}/keys.json` }),
    'says where its certificate is to be fetched': await byStranger({ kid: 'mine', x5u: `${keysAt}/certificate.pem` }),
    'is of the issuer that has those keys': await ownToken(suite, { iss: keysAt }),
    'is of an issuer with a like name': await ownToken(suite, { iss: `${url}/` }),
    'is of several issuers': await ownToken(suite, { iss: [url, keysAt] }),
    'has expired': await ownToken(suite, { iat: past - 600, exp: past }),
    'never expires': await ownToken(suite, { exp: undefined }),
    'is not valid yet': await ownToken(suite, { nbf: Math.floor(Date.now() / 1000) + 3600 }),
    'comes from another issuer': await ownToken(suite, { iss: 'https://issuer.example' }),
    'belongs to a client that is not ours': await ownToken(suite, { client_id: 'someone-else' }),
    'is meant for another API': await ownToken(suite, { aud: 'another-api' }),
    'is meant for other APIs': await ownToken(suite, { aud: ['another-api', 'a-third'] }),
    'is meant for its own client, as tokens that tell who somebody is are': await ownToken(suite, {
      aud: CLIENT,
      token_use: 'id',
    }),
    'tells who somebody is, dressed as one that opens': await ownToken(suite, { token_use: 'id' }),
    'is there to fetch others with': await ownToken(suite, { token_use: 'refresh' }),
    'has its rights in a list': await ownToken(suite, { scope: RIGHTS.split(' ') }),
    'has no rights': await ownToken(suite, { scope: undefined }),
    'expires on a day in words': await ownToken(suite, { exp: '9999-12-31' }),
    'speaks for a district without a name': await ownToken(suite, { district: '' }),
    'speaks for a list of districts': await ownToken(suite, { district: ['bromma', 'farsta'] }),
    'does not speak for the city': await ownToken(suite, { district: undefined, city: 'false' }),
    'speaks for the city by a number': await ownToken(suite, { district: undefined, city: 1 }),
    'speaks for the city in capitals': await ownToken(suite, { district: undefined, city: 'TRUE' }),
    'speaks for a district and not for the city': await ownToken(suite, { city: false }),
    'names no client': await ownToken(suite, { client_id: undefined }),
    'speaks for nobody': await ownToken(suite, { district: undefined }),
    'speaks for two at once': await ownToken(suite, { office: 'kista' }),
    'speaks for an office and the city': await ownToken(suite, { district: undefined, office: 'kista', city: true }),
    'speaks for a district and the city': await ownToken(suite, { city: 'true' }),
    'has no subject': await ownToken(suite, { sub: undefined }),
  };
}

/** Scopes that are near to `cases:read` and are not it, by what is wrong with them. */
export const POWERLESS: Readonly<Record<string, Changes>> = {
  'has none': { scope: '' },
  'has it in capitals': { scope: 'CASES:READ' },
  'may write, which is not to read': { scope: 'cases:write' },
  'has all there are by a star': { scope: '*' },
  'has all of cases by a star': { scope: 'cases:*' },
  'has cases as a whole': { scope: 'cases' },
  'has more of it than there is': { scope: 'cases:read:all' },
  'is called an administrator': { scope: 'admin root superuser' },
  'has it under the name of its server': { scope: 'jobbtorg/cases:read' },
  'has it behind a comma': { scope: 'feed:read,cases:read' },
  'has it behind a tab': { scope: 'feed:read\tcases:read' },
  'has it on the next line': { scope: 'feed:read\ncases:read' },
  'has it behind a space that does not break': { scope: 'feed:read\u00a0cases:read' },
  'has it with a nought at its end': { scope: 'cases:read\0' },
  'has it in quotes': { scope: '"cases:read"' },
  'has it as JSON': { scope: '["cases:read"]' },
  'has it where others look for it': {
    scope: '',
    scp: 'cases:read',
    scopes: ['cases:read'],
    permissions: ['cases:read'],
    roles: ['admin'],
  },
};

/** Parties that are near to Bromma or Vällingby and are neither. */
export const NOBODIES: ReadonlyArray<Changes> = [
  { district: 'BROMMA' },
  { district: 'bromma ' },
  { district: 'brоmma' },
  { district: 'bromma,farsta' },
  { district: 'bromma\0' },
  { district: '*' },
  { district: '__proto__' },
  { district: 'vallingby' },
  { district: undefined, office: 'bromma' },
  { district: undefined, office: 'VALLINGBY' },
  { district: undefined, office: 'constructor' },
];

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
