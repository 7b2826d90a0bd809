import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Invocation } from '../../../infra/local/container.ts';
import { openDataFolder } from '../../../infra/local/data-folder.ts';
import { readSigningKey, type SigningKey, tokenEndpoints } from '../../../infra/local/token-issuer.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ISSUER = 'http://127.0.0.1:3000';
const NOW = new Date('2026-03-02T08:00:00Z');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const GRANT = { grant_type: 'client_credentials', client_id: 'district-bromma', client_secret: 'local' };
const SCOPES = ['party/district.bromma', 'jobbtorg/cases:read', 'jobbtorg/referrals:write'];

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });
const tokenSchema = z.object({ access_token: z.string(), expires_in: z.int(), token_type: z.literal('Bearer') });

const override = (accessTokenGeneration: unknown): Invocation => ({
  kind: 'done',
  result: { response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } },
});

const keyFolder = mkdtempSync(join(tmpdir(), 'jobbtorg-test-'));
let key: SigningKey;
beforeAll(async () => {
  const folder = openDataFolder(keyFolder, { fresh: false });
  key = await readSigningKey(folder);
  folder.release();
});
afterAll(() => rmSync(keyFolder, { recursive: true, force: true }));

function issuer(answer: Invocation | undefined = undefined) {
  const asked: Array<unknown> = [];
  const endpoints = tokenEndpoints({
    issuer: ISSUER,
    region: 'eu-north-1',
    key,
    now: () => NOW,
    identity: {
      poolId: 'pool',
      triggerName: 'issue-claims',
      clients: [
        { id: 'district-bromma', scopes: SCOPES, tokenSeconds: 900 },
        { id: 'nobody', scopes: [], tokenSeconds: 900 },
      ],
    },
    trigger:
      answer === undefined
        ? undefined
        : async (event) => {
            asked.push(event);
            return answer;
          },
  });
  const call = async (path: string, headers: IncomingHttpHeaders, body: string) => {
    const endpoint = endpoints.find((candidate) => candidate.path === path);
    if (endpoint === undefined) throw new Error(`nothing answers ${path}`);
    const given = await endpoint.answer(headers, Buffer.from(body));
    return { ...given, content: JSON.parse(given.body.toString()) as unknown };
  };
  return {
    asked,
    keys: () => call('/.well-known/jwks.json', {}, ''),
    token: (form: Readonly<Record<string, string>>, headers: IncomingHttpHeaders = FORM) =>
      call('/oauth2/token', headers, new URLSearchParams(form).toString()),
  };
}

describe('A token', () => {
  test('is signed by the published key and says what Cognito would', async () => {
    const { token, keys } = issuer();
    const given = await token(GRANT);
    expect(given).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    const { access_token, expires_in } = tokenSchema.parse(given.content);
    expect(expires_in).toBe(900);
    const published = createLocalJWKSet(keySetSchema.parse((await keys()).content));
    const { payload } = await jwtVerify(access_token, published, { issuer: ISSUER, currentDate: NOW });
    expect(payload).toMatchObject({
      sub: 'district-bromma',
      client_id: 'district-bromma',
      token_use: 'access',
      scope: SCOPES.join(' '),
      exp: NOW.getTime() / 1000 + 900,
    });
    expect(payload).not.toHaveProperty('aud');
  });

  test('carries what the trigger adds, and not what it takes away', async () => {
    const { token, asked } = issuer(
      override({
        claimsToAddOrOverride: { district: 'bromma', token_use: 'forged' },
        scopesToAdd: ['cases:read'],
        scopesToSuppress: SCOPES,
      }),
    );
    const { access_token } = tokenSchema.parse((await token(GRANT)).content);
    const payload: unknown = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
    expect(payload).toMatchObject({ district: 'bromma', scope: 'cases:read', token_use: 'access' });
    expect(asked).toMatchObject([
      {
        version: '3',
        triggerSource: 'TokenGeneration_ClientCredentials',
        userPoolId: 'pool',
        callerContext: { clientId: 'district-bromma' },
        request: { scopes: SCOPES },
      },
    ]);
  });

  test('has the scopes asked for, when the client may have them', async () => {
    const { token } = issuer();
    const narrow = await token({ ...GRANT, scope: 'jobbtorg/cases:read' });
    const { access_token } = tokenSchema.parse(narrow.content);
    const payload: unknown = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
    expect(payload).toMatchObject({ scope: 'jobbtorg/cases:read' });
  });

  test('can be asked for with the secret in a header', async () => {
    const { token } = issuer();
    const authorization = `Basic ${Buffer.from('district-bromma:local').toString('base64')}`;
    const given = await token({ grant_type: 'client_credentials' }, { ...FORM, authorization });
    expect(given.status).toBe(200);
  });
});

describe('A request for a token is refused, as RFC 6749 has it,', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['without a grant type', { client_id: 'district-bromma' }, 'invalid_request'],
    ['for another grant', { ...GRANT, grant_type: 'password' }, 'unsupported_grant_type'],
    ['from an unknown client', { ...GRANT, client_id: 'someone' }, 'invalid_client'],
    ['with a wrong secret', { ...GRANT, client_secret: 'guess' }, 'invalid_client'],
    ['without a secret', { grant_type: 'client_credentials', client_id: 'district-bromma' }, 'invalid_client'],
    ['from a client of another kind', { ...GRANT, client_id: 'nobody' }, 'unauthorized_client'],
    ['for a scope of others', { ...GRANT, scope: 'jobbtorg/history:write' }, 'invalid_scope'],
  ])('%s', async (_what, form, error) => {
    const { token } = issuer();
    expect(await token(form)).toMatchObject({ status: 400, content: { error } });
  });

  test('with a challenge when a header carries the wrong secret', async () => {
    const { token } = issuer();
    const authorization = `Basic ${Buffer.from('district-bromma:guess').toString('base64')}`;
    const given = await token({ grant_type: 'client_credentials' }, { ...FORM, authorization });
    expect(given).toMatchObject({ status: 401, content: { error: 'invalid_client' } });
    expect(given.headers).toHaveProperty('www-authenticate');
  });

  test('when it is not a form', async () => {
    const { token } = issuer();
    const given = await token(GRANT, { 'content-type': 'application/json' });
    expect(given).toMatchObject({ status: 400, content: { error: 'invalid_request' } });
  });

  test.each<Invocation>([
    { kind: 'failed', errorType: 'Error', errorMessage: '' },
    { kind: 'timed-out', errorType: 'Timeout', errorMessage: '' },
    { kind: 'done', result: 'nonsense' },
  ])('when the trigger fails: %j', async (answer) => {
    const { token } = issuer(answer);
    expect(await token(GRANT)).toMatchObject({ status: 400 });
  });
});

describe('The signing key', () => {
  test('is the same at the next start', async () => {
    const path = temporaryFolder();
    const ids: Array<string> = [];
    for (const fresh of [false, false, true]) {
      const folder = openDataFolder(path, { fresh });
      ids.push((await readSigningKey(folder)).id);
      folder.release();
    }
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});
