import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { Access } from '../../../shared/domain/access/access.ts';
import { type Caller, SCOPES } from '../../../shared/http/caller.ts';
import { httpHandler } from '../../../shared/http/chain.ts';
import { problem, type Reply, reply, route } from '../../../shared/http/endpoint.ts';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import { refusalNotes } from '../../../shared/http/refused-calls.ts';

const MAY_DO_NOTHING: Caller = { client: 'city-admin', party: { kind: 'city' }, scopes: new Set() };
const MAY_DO_ALL: Caller = { ...MAY_DO_NOTHING, scopes: new Set(SCOPES) };
const succeeding = async () => reply(200, {});
const AT = '2026-03-02T09:00:00.000Z';

/** A chain whose use cases all answer the same, and what it notes of those it refuses. */
function chain(answer: () => Promise<Reply>, caller: Caller, fails = false) {
  const noted: Array<Access> = [];
  const notes = {
    logAccess: async (access: Access) => {
      if (fails) throw new Error('nothing can be written');
      noted.push(access);
    },
  };
  const observer = { log: () => {}, failed: () => {}, count: () => {}, begin: () => {}, end: () => {} };
  const handler = httpHandler(
    ENDPOINTS.map((endpoint) => route(endpoint, answer)),
    {
      verify: async (token) => (token === 'trusted' ? caller : undefined),
      observer,
      noteRefusal: refusalNotes(notes, () => AT),
    },
  );
  const call = async (routeKey: string, token: string) => {
    const event = {
      routeKey,
      rawPath: '/v1/secret-in-the-path',
      headers: { authorization: `Bearer ${token}`, 'officer-id': 'C-1' },
      pathParameters: { caseId: 'secret-in-the-path' },
      queryStringParameters: { secret: 'in-the-query' },
      requestContext: { requestId: 'r' },
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2;
    return (await handler(event, {})).statusCode;
  };
  return { noted, call };
}

const secured = ENDPOINTS.filter(({ scope }) => scope !== null);

describe('A caller who is refused', () => {
  test.each(secured.map(({ routeKey }) => routeKey))(
    '%s for want of its scope is noted before it is told',
    async (routeKey) => {
      const { noted, call } = chain(succeeding, MAY_DO_NOTHING);
      expect(await call(routeKey, 'trusted')).toBe(403);
      expect(noted).toEqual([
        {
          caseId: 'nobody',
          client: 'city-admin',
          officer: 'C-1',
          party: 'city',
          what: expect.stringMatching(new RegExp(`^${routeKey.split(' ', 1)[0]} [a-z/-]+$`)),
          why: 'no-case',
          outcome: 'refused',
          refusal: 'missing-scope',
          at: AT,
        },
      ]);
    },
  );

  test('by a use case is noted too, but not again where that has noted it with a case that it met', async () => {
    const refusing = chain(async () => problem('not-found'), MAY_DO_ALL);
    expect(await refusing.call('GET /v1/reports/{reportId}', 'trusted')).toBe(404);
    expect(refusing.noted).toMatchObject([{ what: 'GET report', refusal: 'not-found' }]);
    const noting = chain(async () => problem('not-found', { noted: true }), MAY_DO_ALL);
    expect(await noting.call('GET /v1/reports/{reportId}', 'trusted')).toBe(404);
    expect(noting.noted).toEqual([]);
  });

  test('is not told so where that could not be noted', async () => {
    const { call } = chain(succeeding, MAY_DO_NOTHING, true);
    expect(await call('GET /v1/feed', 'trusted')).toBe(500);
  });

  test('without a token that is trusted is nobody whom an entry could name', async () => {
    const { noted, call } = chain(succeeding, MAY_DO_NOTHING);
    for (const { routeKey } of secured) expect([routeKey, await call(routeKey, 'other')]).toEqual([routeKey, 401]);
    expect(noted).toEqual([]);
  });
});

describe('What the access log calls an operation', () => {
  test('is one name for each that takes a token, and another for each', () => {
    expect(new Set(secured.map(({ act }) => act)).size).toBe(secured.length);
    expect(ENDPOINTS.filter(({ act }) => act === null)).toEqual(ENDPOINTS.filter(({ scope }) => scope === null));
  });
});
