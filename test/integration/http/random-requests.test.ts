import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { aReferral } from '../../support/referrals.ts';
import { ownToken } from './forged-tokens.ts';
import { hostileRequests, OPERATIONS } from './hostile-requests.ts';
import { watchedSuite } from './watched-suite.ts';

const deep = process.env['JOBBTORG_DEEP'] !== undefined;
const REQUESTS = deep ? 20_000 : 300;
if (deep) vi.setConfig({ testTimeout: 30 * 60_000 });

const problem = z.looseObject({ type: z.string(), status: z.int(), en: z.object({ title: z.string() }) });

const suite = watchedSuite();

describe('Whatever is sent to whatever address', () => {
  const tokens = new Map<string, string>();
  let caseId = '';

  beforeAll(async () => {
    tokens.set('city-admin', await suite.tokenFor('city-admin'));
    tokens.set('stranger', await ownToken(suite, { iss: 'https://issuer.example' }));
    const headers = { 'idempotency-key': 'something-to-lose' };
    const call = { token: await suite.tokenFor('district-bromma'), officer: 'B-1', headers, body: aReferral('a') };
    const opened = await suite.call('POST', '/v1/referrals', call);
    expect(opened.status, opened.text).toBe(201);
    caseId = opened.read(z.looseObject({ id: z.string() })).id;
  });

  it('is refused as a described problem, fails nothing on our side and changes nothing', async () => {
    const before = await suite.tableHash();
    const answered = new Map<string, number>();
    const meant = new Set<string>();
    await fc.assert(
      fc.asyncProperty(hostileRequests(caseId), async ({ routeKey, method, path, client, headers, body }) => {
        meant.add(routeKey);
        const token = tokens.get(client);
        const answer = await suite.call(method, path, {
          headers,
          ...(token === undefined ? {} : { token }),
          ...(body === undefined ? {} : { body }),
        });
        expect(answer.headers.get('content-type'), answer.text).toBe('application/problem+json');
        const { type, status } = answer.read(problem);
        expect(answer.status).toBe(status);
        expect(status, type).toSatisfy((code: number) => code >= 400 && code < 500);
        answered.set(type, (answered.get(type) ?? 0) + 1);
      }),
      { numRuns: REQUESTS },
    );
    expect(await suite.tableHash()).toBe(before);
    const logs = [...suite.logs().values()].join('');
    expect(logs).not.toMatch(/REQUEST_FAILED|RESPONSE_MISMATCH/);
    expect(suite.problems()).toEqual([]);
    const counts = [...answered].map(([type, count]) => `${count} ${type.replace('/v1/problems/', '')}`);
    console.info(
      `${REQUESTS} hostile requests to ${meant.size} operations, all refused: ${counts.toSorted().join(', ')}`,
    );
    expect(answered.size).toBeGreaterThan(5);
    expect(meant.size).toBeGreaterThan(deep ? OPERATIONS.length - 1 : OPERATIONS.length / 2);
  });
});
