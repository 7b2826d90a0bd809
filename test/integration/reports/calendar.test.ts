import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildReport } from '../../../functions/build-report/build-report.ts';
import { askDueReports } from '../../../functions/request-reports/ask-due-reports.ts';
import { dueReports } from '../../../shared/domain/reports/calendar.ts';
import { reportSchema } from '../../../shared/domain/reports/report-json.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import type { ReportRecord } from '../../../shared/ports/report-store.ts';
import type { StandingReport } from '../../../shared/ports/standing-reports.ts';
import { DISCLOSURE } from '../../../shared/reference/disclosure.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { aReferral } from '../../support/referrals.ts';
import { district, office } from '../../unit/reports/calls.ts';
import { total } from '../../unit/reports/rows.ts';
import { type ReportWorld, startReportWorld } from './report-world.ts';

const APRIL_FIRST = '2026-04-01T03:15:00Z';
const MAY_FIRST = '2026-05-01T03:15:00Z';

let world: ReportWorld;
beforeAll(async () => {
  world = await startReportWorld();
});
afterAll(() => world.stop());

/** Builds a report as it is built for the city: what few persons are behind is withheld. */
const build = (id: string) =>
  buildReport(
    { kind: 'build-report', report: id },
    { ...world.deps, rules: { ...world.deps.rules, threshold: DISCLOSURE.threshold } },
  );
/** A report's json, fetched by its link. */
async function json(id: string): Promise<string> {
  const { body } = await world.read(id);
  const file = [body['files']].flat().find((one) => Object(one).format === 'json');
  return (await fetch(String(Object(file).href))).text();
}
const report = async (id: string) => reportSchema.parse(JSON.parse(await json(id)));
const all = async (): Promise<ReadonlyArray<ReportRecord>> =>
  (await world.deps.reports.list({ kind: 'city' }, { limit: 1000, page: 1 })).items;
/** The city's report on the outcomes of March that was asked for with a cut-off. */
const ofMarch = ({ question: { kind, from, to, scope } }: ReportRecord) =>
  kind === 'outcomes' && from === '2026-03-01' && to === '2026-03-31' && scope.kind === 'city';

describe('The calendar', () => {
  test('asks for every report once, however often it runs and wherever it was interrupted', async () => {
    const asked: Array<StandingReport> = [];
    const remember = { ask: async (reports: ReadonlyArray<StandingReport>) => asked.push(...reports) };
    await askDueReports(APRIL_FIRST, { ...world.deps, standing: remember });
    expect(await world.deps.standing.ask(asked.slice(0, 37))).toBe(37);

    await askDueReports(APRIL_FIRST, world.deps);
    const due = dueReports(localDate('2026-04-01'), STOCKHOLM);
    expect(asked).toHaveLength(due.length);
    expect(world.lines.at(-1)).toMatchObject({ code: 'REPORTS_DUE', fields: { ordered: due.length - 37 } });
    await askDueReports(APRIL_FIRST, world.deps);
    expect(world.lines.at(-1)).toMatchObject({ code: 'REPORTS_DUE', fields: { ordered: 0 } });
    const ordered = (await world.work()).map((work) => work.report);
    expect(ordered).toHaveLength(due.length);
    expect(new Set(ordered)).toEqual(new Set(asked.map(({ id }) => id)));
  });

  test('lists a report with its place, and one that is asked for once more when it says something new', async () => {
    const due = dueReports(localDate('2026-04-01'), STOCKHOLM);
    expect((await world.list({ query: { limit: '1' } })).body['total']).toBe(due.filter((one) => !one.isAgain).length);
    const ofKista = due.filter(
      ({ question: { scope }, isAgain }) => scope.kind === 'office' && scope.code === 'kista' && !isAgain,
    );
    expect((await world.list({ as: office('kista'), query: { limit: '1' } })).body['total']).toBe(ofKista.length);
    expect((await world.list({ as: district('bromma'), query: { limit: '1' } })).body['total']).toBe(ofKista.length);
  });
});

describe('The figures of a month', () => {
  const close = (id: string) => world.call('POST', `/v1/cases/${id}/closures`, { on: '2026-03-20', outcome: 'work' });
  const ids: Array<string> = [];
  let first = '';

  test('stand as a first version', async () => {
    world.setClock('2026-03-02T09:00:00.000Z');
    for (let index = 0; index < 20; index++) {
      const { body } = await world.call('POST', '/v1/referrals', aReferral(`p-${index}`), { key: `version-${index}` });
      ids.push(body.id);
    }
    world.setClock('2026-03-20T09:00:00.000Z');
    for (const id of ids.slice(0, 8)) expect(await close(id)).toMatchObject({ status: 201 });
    first = (await all()).find(ofMarch)?.id ?? '';
    await build(first);
    expect(total(await report(first))).toMatchObject({ referred: 20, closed: 8 });
    expect(await world.read(first)).toMatchObject({
      body: { status: 'ready', version: 1, changes: [], progress: { counted: 20 }, failure: null },
    });
  });

  test('stand when one has been registered late, asked about by whomever', async () => {
    world.setClock('2026-04-10T09:00:00.000Z');
    expect(await close(ids[8] ?? '')).toMatchObject({ status: 201 });
    const asked = await world.ask({ kind: 'outcomes', from: '2026-03-01', to: '2026-03-31' });
    const id = String(asked.body['id']);
    await build(id);
    expect(await json(id)).toBe(await json(first));
    expect(await world.read(id)).toMatchObject({ body: { version: 1, changes: [] } });
  });

  test('are a new version, listed and named, when enough have, and the first stays as it was', async () => {
    const before = await json(first);
    for (const id of ids.slice(9, 14)) expect(await close(id)).toMatchObject({ status: 201 });
    await askDueReports(MAY_FIRST, world.deps);
    const again = await askedOnMayFirst();
    const listed = async () => (await world.list()).body['total'];
    const known = await listed();
    await build(again);
    expect(total(await report(again))).toMatchObject({ referred: 20, closed: 14 });
    expect(await world.read(again)).toMatchObject({ body: { version: 2 } });
    const { body } = await world.read(again);
    expect([body['changes']].flat()).toContainEqual({
      table: 'by-office',
      rows: ['vallingby', 'total'],
      measures: ['closed', 'shareClosed', 'work'],
    });
    expect(await listed()).toBe(Number(known) + 1);
    expect(await json(first)).toBe(before);
    const text = await json(again);
    await build(again);
    expect(await json(again)).toBe(text);
  });

  async function askedOnMayFirst(): Promise<string> {
    const asked: Array<StandingReport> = [];
    const remember = { ask: async (reports: ReadonlyArray<StandingReport>) => asked.push(...reports) };
    await askDueReports(MAY_FIRST, { ...world.deps, standing: remember });
    return asked.find(ofMarch)?.id ?? '';
  }
});

describe('A report that has failed', () => {
  const orders = async (id: string) => (await world.work()).filter((work) => work.report === id);

  test('is ordered anew when the calendar asks again, once for each failure', async () => {
    const { id, standing, ...record } = await queued();
    const again = () => world.deps.standing.ask([{ ...record, id, standing, status: 'queued' }]);
    for (const [failures, order] of [2, 3].entries()) {
      await world.deps.reports.markFailed(id, 'interrupted');
      expect([await again(), await again()]).toEqual([1, 0]);
      expect(await world.deps.reports.get(id)).toMatchObject({ status: 'queued', orders: order });
      expect(await orders(id)).toHaveLength(failures + 2);
    }
    await build(id);
    expect((await world.read(id)).body).toMatchObject({ status: 'ready', failure: null });
  });

  async function queued(): Promise<StandingReport> {
    const report = (await all()).find(({ status }) => status === 'queued');
    if (report?.standing === undefined) throw new Error('the calendar has asked for many');
    return { ...report, standing: report.standing };
  }
});
