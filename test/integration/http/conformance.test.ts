import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays } from '../../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../../shared/domain/time/stockholm.ts';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import type { ApiAnswer, ApiCall } from '../../support/embedded.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import { historyLine } from './history-line.ts';
import { watchedSuite } from './watched-suite.ts';

const idIn = z.looseObject({ id: z.string() });
const runIn = z.looseObject({ id: z.string(), finishedAt: z.string().nullable() });
const retentionIn = z.looseObject({ id: z.string(), status: z.string() });
const reportIn = z.looseObject({ id: z.string(), status: z.string() });
const document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
});

/** Of a city that has confirmed the retention rule, so that a run can be approved. */
const suite = watchedSuite({ environment: () => ({ CONFIRMED_RETENTION: 'case-file-2025' }) });

describe('Every answer is as GET /v1/openapi.json describes it', () => {
  const today = dateInStockholm(new Date().toISOString());
  const received = addDays(today, -30);
  /** `GET /v1/cases 200`: what has been answered, and found to conform. */
  const seen = new Map<string, ApiAnswer>();
  let city: string;
  let caseId: string;

  beforeAll(async () => {
    city = await suite.tokenFor('city-admin');
  });

  /** A call as the city's; each answer is held against the description when it comes. */
  const ask = async (method: string, path: string, call: ApiCall = {}) => {
    const answer = await suite.call(method, path, { token: city, officer: 'C-1', ...call });
    seen.set(`${suite.routeKeyOf(method, path)} ${answer.status}`, answer);
    return answer;
  };
  const get = (path: string) => ask('GET', path);
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    ask('POST', path, { body, headers: { 'idempotency-key': crypto.randomUUID(), ...headers } });
  const statusOf = async (answer: Promise<ApiAnswer>) => (await answer).status;

  it('for a referral, taken, repeated and refused', async () => {
    const body = aReferral('conforming', { receivedOn: received, benefitDecision: 'awaited' });
    const key = { 'idempotency-key': 'conformance-1' };
    const opened = await post('/v1/referrals', body, key);
    expect(opened.status, opened.text).toBe(201);
    caseId = opened.read(idIn).id;
    expect(await statusOf(post('/v1/referrals', body, key))).toBe(201);
    expect(await statusOf(post('/v1/referrals', { ...body, note: 'x' }, key))).toBe(422);
    expect(await statusOf(post('/v1/referrals', body))).toBe(409);
    expect(await statusOf(post('/v1/referrals', { ...body, ground: 'none' }))).toBe(422);
    expect(await statusOf(post('/v1/referrals', { ...body, disclosure: undefined }))).toBe(422);
    expect(await statusOf(post('/v1/referrals', '{'))).toBe(400);
    expect(await statusOf(post('/v1/referrals', body, { 'content-type': 'text/plain' }))).toBe(415);
    expect(await statusOf(post('/v1/referrals', 'x'.repeat(70_000)))).toBe(413);
    const district = await suite.tokenFor('district-farsta');
    expect(await statusOf(ask('POST', '/v1/referrals', { token: district, body, headers: key }))).toBe(403);
    expect(await statusOf(ask('POST', '/v1/referrals', { token: 'x', body }))).toBe(401);
  });

  it('for a case of each state on its way, with every command', async () => {
    const on = (days: number) => addDays(received, days);
    const answer = { method: 'paper', language: 'sv' };
    const steps: ReadonlyArray<readonly [string, object]> = [
      ['hold-releases', { on: on(1), reason: 'decision-made' }],
      ['enrolments', { heldOn: on(2), form: 'group-information' }],
      ['coaches', { coach: 'Coach Exempel', from: on(2) }],
      ['plans', aPlan(on(3))],
      ['plans/1/answers', { answer: 'approved', answeredOn: on(12), ...answer }],
      ['plans/1/receipts', { kind: 'delivered', on: on(13) }],
      ['occasions', { date: on(14), kind: 'meeting' }],
      ['attendances', { occasion: `${on(14)}.meeting.1`, presence: 'present' }],
      ['reviews', { planVersion: 1, heldOn: on(20), outcome: 'kept', participants: ['aspirant'] }],
      ['measures', { kind: 'work', startedOn: on(21) }],
      ['interruptions', { from: on(22), reason: 'travel' }],
      ['restarts', { on: on(23) }],
      ['transfers', { on: on(24), toOffice: 'skarholmen', reason: 'Närmare hemmet.' }],
      ['person-changes', { on: on(25), givenName: 'Nytt' }],
      ['disclosure-withdrawals', { on: on(26) }],
      ['restrictions', { on: on(26), scope: 'rapporter' }],
      ['restriction-liftings', { on: on(26) }],
      ['statements', { on: on(26), concerns: 1, text: 'Så var det inte.' }],
      ['closures', { on: on(27), outcome: 'moved' }],
      ['reopenings', { on: on(28), reason: 'Avslutat av misstag.' }],
      ['closures', { on: on(29), outcome: 'work' }],
    ];
    for (const [step, body] of steps) {
      const path = `/v1/cases/${caseId}/${step}`;
      expect(await statusOf(get(`/v1/cases/${caseId}`))).toBe(200);
      expect(await statusOf(post(path, body, { 'if-match': '"9999"' }))).toBe(412);
      expect(await statusOf(post(path, { ...body, unknownField: 1 }))).toBe(422);
      expect(await statusOf(post(`/v1/cases/absent/${step}`, body))).toBe(404);
      if (step === 'reviews') await checked();
      expect(await statusOf(post(path, body)), step).toBe(201);
    }
    expect(await statusOf(post(`/v1/cases/${caseId}/plans`, aPlan(today)))).toBe(409);
    const read = await get(`/v1/cases/${caseId}`);
    expect(read.json()).toMatchObject({ status: 'closed', clocks: expect.any(Array), findings: [{}] });
  });

  const checked = async () => {
    const started = await post('/v1/check-runs', { asOf: addDays(received, 8) });
    expect(started.status, started.text).toBe(202);
    const { id } = started.read(runIn);
    await ends(async () => (await get(`/v1/check-runs/${id}`)).read(runIn).finishedAt !== null);
  };
  const ends = async (done: () => Promise<boolean>) => {
    for (let tries = 0; tries < 300; tries++) {
      if (await done()) return;
      await delay(200);
    }
    throw new Error('it did not come to an end within a minute');
  };

  it('for what is read of cases: facts, lists and findings, page by page', async () => {
    for (const path of [
      `/v1/cases/${caseId}/facts?limit=3&page=2`,
      `/v1/cases/${caseId}/occasions`,
      `/v1/cases/${caseId}/access-log`,
      '/v1/disclosure-grounds?ground=withdrawn',
      `/v1/access-reviews?day=${today}`,
      '/v1/cases?status=closed',
      '/v1/worklists',
      '/v1/findings?kind=missed',
    ]) {
      const answer = await get(path);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.read(z.looseObject({ items: z.array(z.unknown()) })).items.length, path).toBeGreaterThan(0);
    }
    expect(await statusOf(get(`/v1/cases/${caseId}/register-extract`))).toBe(200);
    const asPage = { headers: { accept: 'text/html' } };
    expect(await statusOf(ask('GET', `/v1/cases/${caseId}/register-extract`, asPage))).toBe(200);
    expect(await statusOf(get('/v1/cases/absent/access-log'))).toBe(404);
    expect(await statusOf(get('/v1/cases/absent/register-extract'))).toBe(404);
    const odd = { headers: { 'access-purpose': 'curiosity' } };
    expect(await statusOf(ask('GET', `/v1/cases/${caseId}`, odd))).toBe(400);
    expect(await statusOf(get('/v1/worklists/without-coach'))).toBe(200);
    expect(await statusOf(get('/v1/worklists/nothing'))).toBe(404);
    expect(await statusOf(post('/v1/persons/searches', { identityNumber: '19900118-9811' }))).toBe(200);
    expect(await statusOf(post('/v1/persons/searches', { identityNumber: 'nobody' }))).toBe(422);
    expect(await statusOf(get('/v1/cases/absent/occasions'))).toBe(404);
    expect(await statusOf(get('/v1/cases/absent/facts'))).toBe(404);
    expect(await statusOf(get('/v1/cases?limit=0'))).toBe(422);
    expect(await statusOf(get('/v1/findings?kind=lost'))).toBe(422);
    expect(await statusOf(get('/v1/check-runs/absent'))).toBe(404);
    expect(await statusOf(post('/v1/check-runs', { asOf: addDays(today, 1) }))).toBe(422);
  });

  it('for a protected person’s case, whose person is shown to the named alone', async () => {
    const { person } = aReferral('protected');
    const namedOfficers = [{ client: 'district-bromma', officer: 'B-1' }];
    const body = aReferral('', { person: { ...person, protection: 'secrecy-marking', namedOfficers } });
    const opened = await post('/v1/referrals', body);
    expect(opened.json()).toMatchObject({ person: null });
    expect(await statusOf(get(`/v1/cases/${opened.read(idIn).id}`))).toBe(404);
  });

  it('for history, brought in, brought in again and refused', async () => {
    const past = { ...aReferral('past'), receivedOn: '2026-03-02' };
    const line = historyLine('conformance', past, [['closures', { on: '2026-03-30', outcome: 'work' }]]);
    expect(await statusOf(post('/v1/history', line))).toBe(201);
    expect(await statusOf(post('/v1/history', line))).toBe(200);
    expect(await statusOf(post('/v1/history', historyLine('conformance', past)))).toBe(409);
    expect(await statusOf(post('/v1/history', historyLine('other', past, [['closures', {}]])))).toBe(422);
    expect(await statusOf(post('/v1/history', historyLine('other', past, [['plans', aPlan('2026-03-03')]])))).toBe(409);
  });

  it('for retention, from the asking to the certificate', async () => {
    const run = { asOf: today, dryRun: false };
    const asked = await post('/v1/retention-runs', run);
    expect(asked.status, asked.text).toBe(202);
    const { id } = asked.read(retentionIn);
    const path = `/v1/retention-runs/${id}`;
    const becomes = (status: string) => ends(async () => (await get(path)).read(retentionIn).status === status);
    await becomes('awaiting-approval');
    expect(await statusOf(post(`${path}/approvals`, { due: 1 }))).toBe(409);
    expect(await statusOf(post(`${path}/approvals`, { due: 0 }))).toBe(409);
    expect(await statusOf(get(`${path}/certificate`))).toBe(404);
    const other = { officer: 'C-2', body: { due: 0 } };
    expect(await statusOf(ask('POST', `${path}/approvals`, other))).toBe(202);
    await becomes('finished');
    expect(await statusOf(get(`${path}/certificate`))).toBe(200);
    expect(await statusOf(post('/v1/retention-runs', { ...run, asOf: '2025-06-30' }))).toBe(409);
    expect(await statusOf(post('/v1/retention-runs', { ...run, asOf: addDays(today, 1) }))).toBe(422);
    expect(await statusOf(get('/v1/retention-runs/absent'))).toBe(404);
    const hold = { ground: 'legal-claim', until: addDays(today, 30) };
    expect(await statusOf(post(`/v1/cases/${caseId}/retention-holds`, hold))).toBe(200);
    expect(await statusOf(post('/v1/cases/absent/retention-holds', hold))).toBe(404);
    expect(await statusOf(post(`/v1/cases/${caseId}/retention-holds`, { ...hold, until: '9999-12-31' }))).toBe(422);
  });

  it('for reports, from the asking to the file', async () => {
    const period = { from: '2026-01-01', to: today };
    for (const kind of ['outcomes', 'compliance']) {
      const asked = await post('/v1/reports', { kind, ...period });
      expect(asked.status, asked.text).toBe(202);
      const { id } = asked.read(reportIn);
      await ends(async () => (await get(`/v1/reports/${id}`)).read(reportIn).status === 'ready');
    }
    expect(await statusOf(get('/v1/reports?limit=1'))).toBe(200);
    expect(await statusOf(get('/v1/reports?limit=none'))).toBe(422);
    expect(await statusOf(get('/v1/reports/absent'))).toBe(404);
    expect(await statusOf(post('/v1/reports', { kind: 'outcomes', from: today, to: received }))).toBe(422);
    const office = await suite.tokenFor('office-kista');
    const others = { kind: 'outcomes', ...period, office: 'vallingby' };
    expect(await statusOf(ask('POST', '/v1/reports', { token: office, body: others }))).toBe(404);
  });

  it('for the feed, from the beginning and from a place on', async () => {
    const page = z.looseObject({ items: z.array(z.unknown()), next: z.string() });
    await ends(async () => (await get('/v1/feed')).read(page).items.length > 0);
    const { next } = (await get('/v1/feed?limit=1')).read(page);
    expect(await statusOf(get(`/v1/feed?after=${next}`))).toBe(200);
    expect(await statusOf(get('/v1/feed?after=made-up'))).toBe(422);
    expect(await statusOf(get('/v1/feed?limit=101'))).toBe(422);
    const district = await suite.tokenFor('district-bromma');
    expect(await statusOf(ask('GET', `/v1/feed?after=${next}`, { token: district }))).toBe(422);
  });

  it('for the reference data of every time, the calendar and the pages about problems', async () => {
    for (const on of ['2008-01-01', '2009-02-01', '2018-09-01', '2020-07-01', today]) {
      for (const collection of ['offices', 'districts', 'target-groups', 'owner-boards', 'services', 'policies']) {
        expect(await statusOf(get(`/v1/reference/${collection}?on=${on}`))).toBe(200);
      }
    }
    expect(await statusOf(get('/v1/reference/nothing'))).toBe(404);
    expect(await statusOf(get('/v1/reference/offices?on=2026-02-30'))).toBe(422);
    expect(await statusOf(get('/v1/reference/calendar'))).toBe(200);
    expect(await statusOf(get('/v1/reference/calendar?from=2008-01-01&to=2007-01-01'))).toBe(422);
    expect(await statusOf(get('/v1/problems/not-eligible'))).toBe(200);
    expect(await statusOf(get('/v1/problems/nothing'))).toBe(404);
    for (const path of ['/v1/health', '/v1/api-info', '/v1/openapi.json', '/v1/docs', '/v1/docs/start.js']) {
      expect(await statusOf(get(path))).toBe(200);
    }
    expect(await statusOf(get('/v1/docs/nothing.js'))).toBe(404);
    expect(await statusOf(get('/v1/nothing'))).toBe(404);
  });

  it('and every success that is described has been seen, of every operation', async () => {
    const { paths } = (await get('/v1/openapi.json')).read(document);
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) =>
        Object.keys(responses)
          .filter((status) => status.startsWith('2'))
          .map((status) => `${method.toUpperCase()} /v1${path} ${status}`),
      ),
    );
    expect(described.length).toBeGreaterThanOrEqual(ENDPOINTS.filter(({ scope }) => scope !== null).length);
    expect(described.filter((answer) => !seen.has(answer))).toEqual([]);
  });

  it('while an answer that differs in anything would be found', async () => {
    const deviationsOf = await suite.deviations();
    const found = (route: string, status: number, change: (json: Record<string, unknown>) => object) => {
      const answer = seen.get(`${route} ${status}`);
      if (answer === undefined) throw new Error(`${route} ${status} has not been seen`);
      const text = JSON.stringify(change(answer.read(z.record(z.string(), z.unknown()))));
      return deviationsOf(route, {
        ...answer,
        text,
        json: () => JSON.parse(text),
        read: (form) => form.parse(JSON.parse(text)),
      });
    };
    const route = 'GET /v1/cases/{caseId}';
    expect(found(route, 200, (json) => json)).toEqual([]);
    expect(found(route, 200, (json) => ({ ...json, secret: 1 }))).toHaveLength(1);
    expect(found(route, 200, ({ clocks: _, ...json }) => json)).toHaveLength(1);
    expect(found(route, 200, (json) => ({ ...json, receivedOn: '2026-02-30' }))).toHaveLength(1);
    expect(found(route, 200, (json) => ({ ...json, status: 'lost' }))).toHaveLength(1);
    expect(found(route, 404, (json) => ({ ...json, type: '/v1/problems/not-eligible' }))).toHaveLength(1);
    expect(found(route, 404, ({ en: _, ...json }) => json)).toHaveLength(1);
    const answer = seen.get(`${route} 200`);
    if (answer === undefined) throw new Error('a case has been read');
    expect(deviationsOf(route, { ...answer, status: 202 })).toHaveLength(1);
    expect(deviationsOf(route, { ...answer, headers: new Headers({ 'content-type': 'text/plain' }) })).toHaveLength(1);
    expect(
      deviationsOf(route, { ...answer, headers: new Headers({ 'content-type': 'application/json' }) }),
    ).toHaveLength(3);
  });

  it('and no function has had to send an answer that does not match its schema', () => {
    expect([...suite.logs().values()].join('')).not.toMatch(/REQUEST_FAILED|RESPONSE_MISMATCH/);
    expect(suite.problems()).toEqual([]);
  });
});
