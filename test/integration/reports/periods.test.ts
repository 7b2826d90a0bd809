import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildReport } from '../../../functions/build-report/build-report.ts';
import { tableReportPeriods } from '../../../shared/adapters/reports/table-report-periods.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import type { ReportPeriods } from '../../../shared/ports/report-periods.ts';
import { DISCLOSURE } from '../../../shared/reference/disclosure.ts';
import { type CaseTable, startTableEngine, type TableEngine } from '../../support/case-table.ts';
import { aReferral } from '../../support/referrals.ts';
import { total } from '../../unit/reports/rows.ts';
import { type ReportWorld, startReportWorld } from './report-world.ts';

const days = (from: string, to: string) => ({ from: localDate(from), to: localDate(to) });
const YEAR = days('2008-01-01', '2008-12-31');
const MONTH = days('2008-03-01', '2008-03-31');

describe('The periods that have been reported on', () => {
  let engine: TableEngine;
  let table: CaseTable;
  let periods: ReportPeriods;
  beforeAll(async () => {
    engine = await startTableEngine();
    table = await engine.createTable();
    periods = tableReportPeriods(table.client, table.name);
  });
  afterAll(async () => {
    await table.stop();
    await engine.stop();
  });

  test('are none before anybody has asked', async () => {
    expect(await periods.noted('outcomes', 2008)).toEqual([]);
  });

  test('stand in the order in which they were first asked about, by kind and year, each once', async () => {
    for (const period of [YEAR, MONTH, YEAR, days('2009-01-01', '2009-01-31')])
      await periods.note('outcomes', period, 60);
    await periods.note('compliance', MONTH, 60);
    expect(await periods.noted('outcomes', 2008)).toEqual([YEAR, MONTH]);
    expect(await periods.noted('outcomes', 2009)).toEqual([days('2009-01-01', '2009-01-31')]);
    expect(await periods.noted('compliance', 2008)).toEqual([MONTH]);
  });

  test('are so many and no more, of which those that are there stay', async () => {
    const some = [1, 2, 3, 4].map((day) => days(`2011-01-0${day}`, `2011-01-0${day}`));
    for (const day of some) await periods.note('outcomes', day, 3);
    expect(await periods.noted('outcomes', 2011)).toEqual(some.slice(0, 3));
    await periods.note('outcomes', MONTH, 3);
    await periods.note('outcomes', days('2011-05-01', '2011-05-31'), 4);
    expect(await periods.noted('outcomes', 2011)).toHaveLength(4);
  });

  test('lack none of those that are asked about at once', async () => {
    const weeks = Array.from({ length: 12 }, (_, index) =>
      days(`2010-${String(index + 1).padStart(2, '0')}-01`, `2010-${String(index + 1).padStart(2, '0')}-07`),
    );
    await Promise.all([...weeks, ...weeks].map((week) => periods.note('flow', week, 60)));
    const noted = await periods.noted('flow', 2010);
    expect(noted).toHaveLength(weeks.length);
    expect(noted.map(({ from }) => from).toSorted()).toEqual(weeks.map(({ from }) => from));
  });
});

describe('A report on some days of a month', () => {
  let world: ReportWorld;
  beforeAll(async () => {
    world = await startReportWorld();
    for (const [day, people] of [
      ['2026-03-02', 12],
      ['2026-03-20', 3],
    ] as const) {
      world.setClock(`${day}T09:00:00.000Z`);
      for (let index = 0; index < people; index++) {
        const key = `on-${day}-${index}`;
        const { status } = await world.call('POST', '/v1/referrals', aReferral(key), { key });
        expect(status).toBe(201);
      }
    }
    world.setClock('2026-04-02T09:00:00.000Z');
  });
  afterAll(() => world.stop());

  const referred = async (from: string, to: string) => {
    const { body } = await world.ask({ kind: 'outcomes', from, to });
    const id = String(body['id']);
    const rules = { ...world.deps.rules, threshold: DISCLOSURE.threshold };
    await buildReport({ kind: 'build-report', report: id }, { ...world.deps, rules });
    return total(await world.report(id))['referred'];
  };

  test('is told, and so is one asked again after the whole month was, which then is not', async () => {
    expect(await referred('2026-03-01', '2026-03-10')).toBe(12);
    expect(await referred('2026-03-01', '2026-03-31')).toBe(null);
    expect(await referred('2026-03-01', '2026-03-10')).toBe(12);
    expect(await referred('2026-03-01', '2026-03-31')).toBe(null);
  });
});
