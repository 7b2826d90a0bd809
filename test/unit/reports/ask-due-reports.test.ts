import { expect, test } from 'vitest';
import { askDueReports } from '../../../functions/request-reports/ask-due-reports.ts';
import { derivedId } from '../../../shared/adapters/ids.ts';
import { REPORT_KINDS } from '../../../shared/domain/reports/question.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { keepingObserver, memoryPeriods, memoryReports, memoryStanding } from './memory.ts';

/** The city, six offices and, after the mergers of 2020 and 2023, eleven districts. */
const PLACES = 1 + 6 + 11;

function world() {
  const reports = memoryReports();
  const observer = keepingObserver();
  const deps = { periods: memoryPeriods(), standing: memoryStanding(reports), observer, city: STOCKHOLM, derivedId };
  return { reports, observer, ask: (scheduledTime: string) => askDueReports(scheduledTime, deps) };
}

test('the reports of the day are asked for by what was recorded when the run was scheduled', async () => {
  const { reports, observer, ask } = world();
  await ask('2026-03-01T04:15:00Z');
  const due = REPORT_KINDS.length * PLACES * 2;
  const all = [...reports.records.values()];
  expect(all).toHaveLength(due);
  expect(new Set(all.map(({ question }) => question.cutOff))).toEqual(new Set(['2026-03-01T04:15:00.000Z']));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['queued']));
  expect(observer.lines).toEqual([
    { code: 'REPORTS_DUE', fields: { scheduledTime: '2026-03-01T04:15:00.000Z', due, ordered: due } },
  ]);
});

test('twice the same asks for nothing more', async () => {
  const { reports, observer, ask } = world();
  await ask('2026-03-01T04:15:00Z');
  const before = [...reports.records.keys()];
  await ask('2026-03-01T04:15:00Z');
  expect([...reports.records.keys()]).toEqual(before);
  expect(observer.lines.at(-1)).toMatchObject({ fields: { ordered: 0 } });
});

test('the day is that of Stockholm: 22:15 UTC on the last of April is the first of May', async () => {
  const { reports, ask } = world();
  await ask('2026-04-30T22:15:00Z');
  expect([...reports.records.values()].some(({ question }) => question.to === '2026-04-30')).toBe(true);
});

test('the same question a month later is another report on the same', async () => {
  const { reports, ask } = world();
  await ask('2026-05-01T03:15:00Z');
  const april = [...reports.records.values()].filter(({ question }) => question.from === '2026-04-01');
  await ask('2026-06-01T03:15:00Z');
  const both = [...reports.records.values()].filter(
    ({ question }) => question.from === '2026-04-01' && question.to === '2026-04-30',
  );
  expect(both).toHaveLength(2 * april.length);
  expect(new Set(both.map(({ standing }) => standing?.question)).size).toBe(april.length);
  expect(both.filter(({ standing }) => standing?.isAgain)).toHaveLength(april.length);
});
