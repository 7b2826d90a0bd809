import { beforeEach, describe, expect, test } from 'vitest';
import { askDueReports } from '../../../functions/request-reports/ask-due-reports.ts';
import { routes } from '../../../functions/request-reports/routes.ts';
import { derivedId } from '../../../shared/adapters/ids.ts';
import { httpHandler } from '../../../shared/http/chain.ts';
import { DAYS } from '../../../shared/reference/days.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { type Call, CITY, caller, district, office, send, verifyByName } from './calls.ts';
import { keepingObserver, memoryFiles, memoryPeriods, memoryReports, memoryStanding } from './memory.ts';

const YEAR_2008 = { kind: 'outcomes', from: '2008-01-01', to: '2008-12-31' };

function world() {
  let now = '2026-11-20T12:00:00.000Z';
  const observer = keepingObserver();
  const reports = memoryReports();
  const standing = memoryStanding(reports);
  const deps = {
    reports,
    periods: memoryPeriods(),
    standing,
    files: memoryFiles(),
    observer,
    clock: () => now,
    city: STOCKHOLM,
    firstDay: DAYS.jobbtorgDecided,
    derivedId,
    verify: verifyByName,
  };
  const handler = httpHandler(routes(deps), { ...deps, noteRefusal: async () => {} });
  return {
    observer,
    reports,
    standing,
    setClock: (instant: string) => {
      now = instant;
    },
    ask: (call: Partial<Call> = {}) => send(handler, { method: 'POST', body: YEAR_2008, as: CITY, ...call }),
    read: (call: Partial<Call> = {}) => send(handler, { method: 'GET', as: CITY, ...call }),
  };
}

let { observer, reports, standing, setClock, ask, read } = world();
beforeEach(() => {
  ({ observer, reports, standing, setClock, ask, read } = world());
});

const idOf = (answer: { readonly body: Readonly<Record<string, unknown>> }) => String(answer.body['id']);

describe('asking for a report', () => {
  test('is answered at once, with where to look for it', async () => {
    const answer = await ask();
    expect(answer.status).toBe(202);
    expect(answer.headers['location']).toBe(`/v1/reports/${idOf(answer)}`);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{26}$/),
      ...YEAR_2008,
      status: 'queued',
      progress: { counted: 0 },
      failure: null,
      version: null,
      changes: [],
      files: [],
    });
    expect(observer.lines).toEqual([{ code: 'REPORT_REQUESTED', fields: { report: idOf(answer), kind: 'outcomes' } }]);
  });

  test('its cut-off is the instant of asking', async () => {
    const { question } = (await reports.get(idOf(await ask()))) ?? {};
    expect(question?.cutOff).toBe('2026-11-20T12:00:00.000Z');
  });

  test('the same at the same instant is the same report; anything else is another', async () => {
    const same = [await ask(), await ask()].map(idOf);
    setClock('2026-11-20T12:00:00.001Z');
    const others = [
      await ask(),
      await ask({ body: { ...YEAR_2008, kind: 'compliance' } }),
      await ask({ body: { ...YEAR_2008, to: '2008-12-30' } }),
      await ask({ body: { ...YEAR_2008, division: '2023' } }),
      await ask({ body: { ...YEAR_2008, office: 'kista' } }),
      await ask({ key: 'a-key-of-mine' }),
    ].map(idOf);
    expect(new Set(same).size).toBe(1);
    expect(new Set([...same, ...others]).size).toBe(1 + others.length);
  });
});

describe('what a report covers', () => {
  const scopeOf = async (call: Partial<Call>) => (await reports.get(idOf(await ask(call))))?.question.scope;

  test('the city for the city, or the office it names', async () => {
    expect(await scopeOf({})).toEqual({ kind: 'city' });
    expect(await scopeOf({ body: { ...YEAR_2008, office: 'kista' } })).toEqual({ kind: 'office', code: 'kista' });
  });

  test('its own for an office, named or not', async () => {
    const own = { kind: 'office', code: 'kista' };
    expect(await scopeOf({ as: office('kista') })).toEqual(own);
    expect(await scopeOf({ as: office('kista'), body: { ...YEAR_2008, office: 'kista' } })).toEqual(own);
  });

  test('another office than its own is not there for an office', async () => {
    const answer = await ask({ as: office('kista'), body: { ...YEAR_2008, office: 'vallingby' } });
    expect(answer).toMatchObject({ status: 404, body: { type: '/v1/problems/not-found' } });
  });

  test('an office that does not exist is pointed out to the city', async () => {
    const answer = await ask({ body: { ...YEAR_2008, office: 'nowhere' } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/office', code: 'unknown-office' }] } });
  });

  test('a district may read reports, not ask for them', async () => {
    expect(await ask({ as: district('bromma') })).toMatchObject({ status: 403 });
  });

  test('a district whose token lets it ask covers itself, and no office', async () => {
    const as = { ...district('bromma'), scopes: new Set(['reports:write']) };
    expect(await scopeOf({ as })).toEqual({ kind: 'district', code: 'bromma' });
    expect(await ask({ as, body: { ...YEAR_2008, office: 'vallingby' } })).toMatchObject({ status: 404 });
  });
});

describe('a period that cannot be', () => {
  test.each([
    ['that ends before it starts', '2008-03-02', '2008-03-01', '/to', 'before-start'],
    ['before there were any Jobbtorg', '2007-12-31', '2008-03-01', '/from', 'before-jobbtorg'],
    ['longer than ten years', '2008-01-01', '2018-01-01', '/to', 'over-ten-years'],
    ['that has not begun', '2026-11-21', '2026-12-31', '/from', 'in-the-future'],
  ])('%s is refused', async (_, from, to, pointer, code) => {
    const answer = await ask({ body: { kind: 'outcomes', from, to } });
    expect(answer).toMatchObject({
      status: 422,
      body: { type: '/v1/problems/invalid-request', errors: [{ pointer, code, detail: expect.any(String) }] },
    });
  });

  test('everything that is wrong with it is told at once', async () => {
    const answer = await ask({ body: { kind: 'outcomes', from: '2007-03-01', to: '2007-02-01', office: 'nowhere' } });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/from' }, { pointer: '/to' }, { pointer: '/office' }] },
    });
  });

  test.each([
    ['of exactly ten years', '2008-01-01', '2017-12-31'],
    ['that has begun and ends next month', '2026-11-20', '2026-12-31'],
  ])('one %s is none', async (_, from, to) => {
    expect(await ask({ body: { kind: 'outcomes', from, to } })).toMatchObject({ status: 202 });
  });

  test('today is reckoned in Stockholm: at 23:30 UTC it is tomorrow there', async () => {
    setClock('2026-11-20T23:30:00.000Z');
    expect(await ask({ body: { kind: 'outcomes', from: '2026-11-21', to: '2026-11-30' } })).toMatchObject({
      status: 202,
    });
  });

  test.each([
    [{ ...YEAR_2008, kind: 'gossip' }, '/kind', 'not-allowed'],
    [{ ...YEAR_2008, formats: ['docx'] }, '/formats/0', 'not-allowed'],
    [{ ...YEAR_2008, division: '1997' }, '/division', 'not-allowed'],
    [{ ...YEAR_2008, from: '2008-02-30' }, '/from', 'malformed'],
    [{ ...YEAR_2008, until: '2008-12-31' }, '/until', 'unknown-field'],
  ])('and so is a form that is not that of a report: %o', async (body, pointer, code) => {
    expect(await ask({ body })).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } });
  });
});

describe('asking again with the same key', () => {
  test('the same leads to the same report, whatever time has passed', async () => {
    const first = await ask({ key: 'my-first-report' });
    setClock('2026-11-24T07:00:00.000Z');
    await reports.markBuilding(idOf(first));
    const again = await ask({ key: 'my-first-report' });
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again).toMatchObject({
      status: 202,
      headers: { location: `/v1/reports/${idOf(first)}`, 'idempotency-replayed': 'true' },
      body: { id: idOf(first), status: 'building' },
    });
  });

  test('something else is refused', async () => {
    await ask({ key: 'my-first-report' });
    const other = await ask({ key: 'my-first-report', body: { ...YEAR_2008, kind: 'compliance' } });
    expect(other).toMatchObject({ status: 422, body: { type: '/v1/problems/idempotency-key-reused' } });
  });

  test("another client's key is its own", async () => {
    const mine = await ask({ key: 'the-same-key-1' });
    const theirs = await ask({ key: 'the-same-key-1', as: office('kista') });
    expect(theirs).toMatchObject({ status: 202 });
    expect(idOf(theirs)).not.toBe(idOf(mine));
  });

  test('a refusal is not remembered', async () => {
    await ask({ key: 'my-first-report', body: { ...YEAR_2008, from: '2007-01-01' } });
    expect(await ask({ key: 'my-first-report' })).toMatchObject({ status: 202 });
  });
});

describe('asking what the calendar asks too', () => {
  const question = { kind: 'outcomes', from: '2026-10-01', to: '2026-10-31' };
  const scheduled = async () => {
    const deps = { periods: memoryPeriods(), standing, observer: keepingObserver(), city: STOCKHOLM, derivedId };
    await askDueReports('2026-11-01T04:15:00Z', deps);
  };

  test('makes the next version of its answer, which can be compared', async () => {
    await scheduled();
    const record = await reports.get(idOf(await ask({ body: question })));
    const first = [...reports.records.values()].find(
      ({ question: { kind, scope, from } }) => kind === 'outcomes' && scope.kind === 'city' && from === '2026-10-01',
    );
    expect(record?.standing).toEqual({ question: first?.standing?.question, isAgain: false });
    expect(record?.formats).toContain('json');
  });

  test('of another scope, kind, period or division is a question of its own', async () => {
    await scheduled();
    for (const body of [
      { ...question, office: 'kista', from: '2026-10-02' },
      { ...question, to: '2026-10-30' },
      { ...question, division: '2007' },
    ]) {
      expect((await reports.get(idOf(await ask({ body }))))?.standing).toBeUndefined();
    }
    const kista = await reports.get(idOf(await ask({ as: office('kista'), body: question })));
    expect(kista?.standing).toBeDefined();
  });

  test('before the calendar has asked it is a question of its own', async () => {
    expect((await reports.get(idOf(await ask({ body: question }))))?.standing).toBeUndefined();
  });
});

describe('a report that could not be built', () => {
  test('says why, in Swedish and English', async () => {
    const id = idOf(await ask());
    await reports.markFailed(id, 'unavailable');
    expect(await read({ id })).toMatchObject({
      body: {
        status: 'failed',
        failure: { code: 'unavailable', sv: expect.stringContaining('Beställ'), en: expect.stringContaining('Ask') },
      },
    });
  });

  test('is ordered again, under the same id, by the same request', async () => {
    const first = await ask({ key: 'my-first-report' });
    await reports.markFailed(idOf(first), 'interrupted');
    const again = await ask({ key: 'my-first-report' });
    expect(again.body).toMatchObject({ id: idOf(first), status: 'queued', failure: null });
    expect(reports.orderedAgain).toEqual([idOf(first)]);
    await ask({ key: 'my-first-report' });
    expect(reports.orderedAgain).toHaveLength(1);
  });
});

describe('reading a report', () => {
  const file = { format: 'json', key: 'reports/x/outcomes.json', bytes: 12, sha256: 'ab' } as const;

  test('tells its files with links made for this reading', async () => {
    const id = idOf(await ask());
    await reports.markReady(id, [file]);
    expect(await read({ id })).toMatchObject({
      status: 200,
      body: {
        id,
        status: 'ready',
        files: [{ format: 'json', href: 'https://files.test/reports/x/outcomes.json', bytes: 12, sha256: 'ab' }],
      },
    });
  });

  test('of another scope is like reading nothing', async () => {
    const ofCity = idOf(await ask());
    const ofKista = idOf(await ask({ body: { ...YEAR_2008, office: 'kista' } }));
    expect(await read({ id: ofKista, as: office('kista') })).toMatchObject({ status: 200 });
    expect(await read({ id: ofKista })).toMatchObject({ status: 200 });
    const absent = await read({ id: ofKista.replace(/^./, (first) => (first === '0' ? '1' : '0')) });
    for (const hidden of [
      await read({ id: ofKista, as: office('vallingby') }),
      await read({ id: ofKista, as: caller({ kind: 'district', code: 'kista' }) }),
      await read({ id: ofCity, as: office('kista') }),
      await read({ id: 'REPORT#anything' }),
    ]) {
      expect([hidden.status, hidden.body]).toEqual([absent.status, absent.body]);
    }
    expect(absent.status).toBe(404);
  });
});

describe('listing reports', () => {
  test('the newest first, page by page, each its own and the city all', async () => {
    const ids: Array<string> = [];
    for (const [minute, code] of [...['kista', 'vallingby', 'kista'].entries()]) {
      setClock(`2026-11-20T12:0${minute}:00.000Z`);
      ids.push(idOf(await ask({ as: office(code) })));
    }
    const [first, second, third] = ids;
    const listed = async (as: Call['as'], query = {}) => {
      const { body } = await read({ as, query });
      return { ...body, items: [body['items']].flat().map((item) => idOf({ body: { ...Object(item) } })) };
    };
    expect(await listed(office('kista'))).toEqual({ items: [third, first], page: 1, limit: 20, total: 2 });
    expect(await listed(CITY)).toMatchObject({ items: [third, second, first], total: 3 });
    expect(await listed(CITY, { limit: '2', page: '2' })).toEqual({ items: [first], page: 2, limit: 2, total: 3 });
    expect(await listed(district('bromma'))).toMatchObject({ items: [], total: 0 });
  });
});
