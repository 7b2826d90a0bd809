import { describe, expect, test } from 'vitest';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { countFinish, countFound, daysUnassessed } from '../../../shared/observability/check-metrics.ts';
import type { MetricName } from '../../../shared/observability/metrics.ts';
import { keepingObserver } from '../reports/memory.ts';

function countingObserver() {
  const told: Array<readonly [MetricName, number]> = [];
  return { ...keepingObserver(), told, count: (name: MetricName, value: number) => told.push([name, value]) };
}

describe('How long a case has waited for its check', () => {
  const waited = (on: string, recordedAt: string, asOf: string) =>
    daysUnassessed({ on: localDate(on), recordedAt }, localDate(asOf));

  test.each([
    ['not at all on the night it asked for', '2026-03-08', '2026-03-02T09:00:00.000Z', '2026-03-08', 0],
    ['one day when a night was missed', '2026-03-08', '2026-03-02T09:00:00.000Z', '2026-03-09', 1],
    ['each day across the change to summer time', '2026-03-27', '2026-03-20T09:00:00.000Z', '2026-03-31', 4],
    ['not at all when imported yesterday, whatever its age', '2008-03-14', '2026-03-02T09:00:00.000Z', '2026-03-03', 0],
    ['from the first check that knew of it', '2026-01-10', '2026-03-02T09:00:00.000Z', '2026-03-05', 2],
    ['from the same morning when recorded before 04:15', '2026-01-10', '2026-03-02T03:14:00.000Z', '2026-03-05', 3],
    ['not at all for a check of an earlier day', '2026-01-10', '2026-03-02T09:00:00.000Z', '2026-02-01', 0],
  ])('%s', (_, on, recordedAt, asOf, days) => {
    expect(waited(on, recordedAt, asOf)).toBe(days);
  });
});

describe('A check tells', () => {
  test('what it found, and how long the oldest had waited', () => {
    const observer = countingObserver();
    countFound({ cases: 120, oldestDays: 3 }, observer);
    expect(observer.told).toEqual([
      ['CasesDue', 120],
      ['OldestUnassessedDays', 3],
    ]);
  });

  test.each([
    ['by the schedule', '2026-03-02', '2026-03-02T03:15:01.000Z'],
    ['hours late', '2026-03-02', '2026-03-02T07:15:01.000Z'],
    ['by hand in the evening', '2026-03-02', '2026-03-02T20:00:01.000Z'],
    ['by hand before the next check is due', '2026-03-02', '2026-03-03T03:14:01.000Z'],
  ])('that the night is finished, and how long it took, when started %s', (_, asOf, startedAt) => {
    const observer = countingObserver();
    const finishedAt = new Date(Date.parse(startedAt) + 90_500).toISOString();
    countFinish({ asOf: localDate(asOf), startedAt }, finishedAt, observer);
    expect(observer.told).toEqual([
      ['CheckDurationSeconds', 90.5],
      ['NightlyChecksFinished', 1],
    ]);
  });

  test('only how long it took when it was asked for as of an earlier day: the night is still to be checked', () => {
    const observer = countingObserver();
    const run = { asOf: localDate('2026-03-01'), startedAt: '2026-03-02T09:00:00.000Z' };
    countFinish(run, '2026-03-02T09:00:04.000Z', observer);
    expect(observer.told).toEqual([['CheckDurationSeconds', 4]]);
  });
});
