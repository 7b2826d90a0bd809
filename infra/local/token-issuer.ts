import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { Invocation } from './container.ts';
import { type DataFolder, damaged } from './data-folder.ts';
import type { DeployedClient, Deployment } from './deployment.ts';
import { writeDurably } from './durable-file.ts';
import type { HttpAnswer, OwnEndpoint } from './http-api.ts';

const ALGORITHM = 'RS256';

/** The secret of every embedded client: this issuer guards nothing but test data on one machine. */
export const LOCAL_SECRET = 'local';

/** The key that signs tokens, and its public half as a key set. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: CryptoKey;
  readonly publicKeys: string;
}

const privateJwk = z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), d: z.string() });

/** The signing key of the data folder, made at the first start, so that tokens outlive a restart. */
export async function readSigningKey(folder: DataFolder): Promise<SigningKey> {
  const file = folder.at('keys', 'token-signing.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    writeDurably(file, JSON.stringify(await exportJWK(privateKey)));
  }
  try {
    return await signingKey(privateJwk.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    throw damaged(file, error);
  }
}

async function signingKey(jwk: JWK): Promise<SigningKey> {
  const privateKey = await importJWK(jwk, ALGORITHM);
  if (privateKey instanceof Uint8Array) throw new Error('not a private key');
  const id = await calculateJwkThumbprint(jwk);
  const { kty, n, e } = jwk;
  const keys = [{ kty, n, e, kid: id, use: 'sig', alg: ALGORITHM }];
  return { id, privateKey, publicKeys: JSON.stringify({ keys }) };
}

export interface TokenIssuerOptions {
  readonly issuer: string;
  readonly region: string;
  readonly identity: Deployment['identity'];
  readonly key: SigningKey;
  /** Asks the pool's trigger, where the template has one. */
  readonly trigger: ((event: unknown) => Promise<Invocation>) | undefined;
  readonly now?: () => Date;
}

/** RFC 6749's refusal of a token request. */
class OAuthError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, description: string, status = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }
}

/** The token endpoint and the key set of the template's user pool, as Cognito serves them. */
export function tokenEndpoints(options: TokenIssuerOptions): ReadonlyArray<OwnEndpoint> {
  return [
    {
      method: 'POST',
      path: '/oauth2/token',
      answer: (headers, body) => tokenAnswer(options, headers, body),
    },
    {
      method: 'GET',
      path: '/.well-known/jwks.json',
      answer: async () => ({
        status: 200,
        headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
        body: options.key.publicKeys,
      }),
    },
  ];
}

async function tokenAnswer(
  options: TokenIssuerOptions,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<HttpAnswer> {
  try {
    return json(200, await issue(options, headers, body.toString('utf8')));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const challenge = error.status === 401 ? { 'www-authenticate': 'Basic realm="token"' } : {};
    return json(error.status, { error: error.code, error_description: error.message }, challenge);
  }
}

/** Tokens are never to be kept by anything in between. */
function json(status: number, content: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache', ...headers },
    body: JSON.stringify(content),
  };
}

async function issue(options: TokenIssuerOptions, headers: IncomingHttpHeaders, body: string) {
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')) {
    throw new OAuthError('invalid_request', 'the request must be application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(body);
  const grant = form.get('grant_type');
  if (grant === null) throw new OAuthError('invalid_request', 'grant_type is missing');
  if (grant !== 'client_credentials') throw new OAuthError('unsupported_grant_type', 'only client_credentials');
  const client = authenticate(options.identity.clients, headers.authorization, form);
  const scopes = scopesOf(client, form.get('scope'));
  return {
    access_token: await signed(options, client, await accessClaims(options, client, scopes)),
    expires_in: client.tokenSeconds,
    token_type: 'Bearer',
  };
}

function authenticate(
  clients: ReadonlyArray<DeployedClient>,
  authorization: string | undefined,
  form: URLSearchParams,
): DeployedClient {
  const [, basic] = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '') ?? [];
  const [id, secret] =
    basic === undefined
      ? [form.get('client_id') ?? '', form.get('client_secret') ?? '']
      : Buffer.from(basic, 'base64').toString('utf8').split(':', 2).map(decoded);
  const client = clients.find((candidate) => candidate.id === id);
  if (client === undefined || secret !== LOCAL_SECRET) {
    throw new OAuthError('invalid_client', 'unknown client or wrong secret', basic === undefined ? 400 : 401);
  }
  if (client.scopes.length === 0) throw new OAuthError('unauthorized_client', 'not a client for client_credentials');
  return client;
}

/** RFC 6749 has both halves form-encoded before they are put into the header; few clients do, and it rarely shows. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function scopesOf(client: DeployedClient, asked: string | null): ReadonlyArray<string> {
  const names = (asked ?? '').split(' ').filter((name) => name !== '');
  if (names.length === 0) return client.scopes;
  if (names.every((name) => client.scopes.includes(name))) return names;
  throw new OAuthError('invalid_scope', 'a scope that this client may not ask for');
}

const overridesSchema = z.object({
  claimsToAddOrOverride: z.record(z.string(), z.unknown()).nullish(),
  claimsToSuppress: z.array(z.string()).nullish(),
  scopesToAdd: z.array(z.string()).nullish(),
  scopesToSuppress: z.array(z.string()).nullish(),
});
const triggeredSchema = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z.object({ accessTokenGeneration: overridesSchema.nullish() }).nullish(),
  }),
});

/** The claims that the pool's trigger leaves and adds; its failure means that there is no token. */
async function accessClaims(
  { trigger, identity, region }: TokenIssuerOptions,
  client: DeployedClient,
  scopes: ReadonlyArray<string>,
): Promise<Readonly<Record<string, unknown>>> {
  if (trigger === undefined) return { scope: scopes.join(' ') };
  const invocation = await trigger({
    version: '3',
    triggerSource: 'TokenGeneration_ClientCredentials',
    region,
    userPoolId: identity.poolId,
    userName: client.id,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.id },
    request: { userAttributes: {}, groupConfiguration: {}, scopes: [...scopes] },
    response: { claimsAndScopeOverrideDetails: null },
  });
  const parsed = triggeredSchema.safeParse(invocation.kind === 'done' ? invocation.result : undefined);
  if (!parsed.success) throw new OAuthError('invalid_request', 'the function asked before a token is issued failed');
  const overrides = parsed.data.response.claimsAndScopeOverrideDetails?.accessTokenGeneration ?? {};
  const { claimsToAddOrOverride, claimsToSuppress, scopesToAdd, scopesToSuppress } = overrides;
  const granted = new Set([...scopes, ...(scopesToAdd ?? [])]);
  for (const name of scopesToSuppress ?? []) granted.delete(name);
  const claims = { ...claimsToAddOrOverride, scope: [...granted].join(' ') };
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !claimsToSuppress?.includes(name)));
}

function signed(
  { issuer, key, now = () => new Date() }: TokenIssuerOptions,
  client: DeployedClient,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const seconds = Math.floor(now().getTime() / 1000);
  return new SignJWT({
    ...claims,
    token_use: 'access',
    auth_time: seconds,
    version: 2,
    client_id: client.id,
  })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.id })
    .setSubject(client.id)
    .setIssuer(issuer)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + client.tokenSeconds)
    .setJti(randomUUID())
    .sign(key.privateKey);
}
