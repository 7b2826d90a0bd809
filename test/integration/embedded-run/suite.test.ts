import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import { DISTRICTS } from '../../../shared/reference/districts.ts';
import { OFFICES } from '../../../shared/reference/offices.ts';
import { embeddedSuite } from '../../support/embedded.ts';
import { aReferral } from '../../support/referrals.ts';

const SOON = { timeout: 30_000, interval: 100 };

const suite = embeddedSuite();

const runSchema = z.object({ id: z.string(), finishedAt: z.string().nullable(), failed: z.int() });
const feedSchema = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
const reportSchema = z.object({ status: z.string(), files: z.array(z.object({ format: z.string(), href: z.url() })) });

describe('The embedded run of the suite', () => {
  test('serves every route of the catalogue', () => {
    const served = suite.run.deployment.routes.map(({ routeKey }) => routeKey);
    expect(served.toSorted()).toEqual(ENDPOINTS.map(({ routeKey }) => routeKey).toSorted());
  });

  test('has a client for every district and office and for the city, as the contract names them', () => {
    const clients = suite.run.deployment.identity.clients.map(({ id }) => id);
    expect(clients.toSorted()).toEqual(
      [
        ...DISTRICTS.map(({ code }) => `district-${code}`),
        ...OFFICES.map(({ code }) => `office-${code}`),
        'city-admin',
      ].toSorted(),
    );
  });

  test.each([
    ['district-bromma', { district: 'bromma' }, 'referrals:write'],
    ['office-kista-youth', { office: 'kista-youth' }, 'cases:write'],
    ['city-admin', { city: 'true' }, 'history:write'],
  ])('issues tokens to %s as the deployed pool would', async (client, party, scope) => {
    const claims = decodeJwt(await suite.tokenFor(client));
    expect(claims).toMatchObject({ ...party, iss: suite.url, sub: client, client_id: client, token_use: 'access' });
    expect(String(claims['scope']).split(' ')).toContain(scope);
  });

  test('answers what its tokens allow, and nothing without one', async () => {
    const token = await suite.tokenFor('office-vallingby');
    expect((await suite.api('GET', '/v1/cases', { token, officer: 'V-1' })).status).toBe(200);
    const without = await suite.api('GET', '/v1/cases', { officer: 'V-1' });
    expect([without.status, without.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    expect((await suite.api('GET', '/nothing/like/it')).status).toBe(404);
  });

  test('runs a check through table, stream, queue and back', async () => {
    const district = await suite.tokenFor('district-bromma');
    const referred = await suite.api('POST', '/v1/referrals', {
      token: district,
      officer: 'B-1',
      headers: { 'idempotency-key': 'embedded-suite-1' },
      body: aReferral('embedded-suite-1'),
    });
    expect(referred.status).toBe(201);
    const token = await suite.tokenFor('city-admin');
    const asOf = new Date().toISOString().slice(0, 10);
    const asked = await suite.api('POST', '/v1/check-runs', { token, body: { asOf } });
    expect(asked.status).toBe(202);
    const place = asked.headers.get('location') ?? '';
    const finished = async () => (await suite.api('GET', place, { token })).read(runSchema);
    await expect.poll(async () => (await finished()).finishedAt, SOON).not.toBeNull();
    expect(await finished()).toMatchObject({ failed: 0 });
  });

  test('tells a district by the feed what has happened in its case', async () => {
    const token = await suite.tokenFor('district-farsta');
    const referred = await suite.api('POST', '/v1/referrals', {
      token,
      officer: 'F-1',
      headers: { 'idempotency-key': 'embedded-suite-feed' },
      body: aReferral('embedded-suite-feed', { district: 'farsta' }),
    });
    const { id } = referred.read(z.looseObject({ id: z.string() }));
    const events = async () => (await suite.api('GET', '/v1/feed', { token })).read(feedSchema).items;
    await expect.poll(events, SOON).toEqual([expect.objectContaining({ id: `${id}/1`, type: 'case.received' })]);
  });

  test('builds a report that can be fetched from its link without a token', async () => {
    const token = await suite.tokenFor('city-admin');
    const body = { kind: 'compliance', from: '2026-01-01', to: '2026-12-31', formats: ['json'] };
    const asked = await suite.api('POST', '/v1/reports', { token, body });
    expect(asked.status).toBe(202);
    const place = asked.headers.get('location') ?? '';
    const report = async () => (await suite.api('GET', place, { token })).read(reportSchema);
    await expect.poll(async () => (await report()).status, SOON).toBe('ready');
    const [file] = (await report()).files;
    const fetched = await fetch(file?.href ?? '');
    expect(fetched.status).toBe(200);
    expect(await fetched.json()).toMatchObject({ kind: 'compliance' });
  });

  test('complains of nothing', () => {
    expect(suite.problems()).toEqual([]);
  });
});
