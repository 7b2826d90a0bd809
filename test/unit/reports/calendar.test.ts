import { describe, expect, test } from 'vitest';
import { type DueReport, dueReports } from '../../../shared/domain/reports/calendar.ts';
import { REPORT_KINDS } from '../../../shared/domain/reports/question.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';

const due = (day: string) => dueReports(localDate(day), STOCKHOLM);
/** The periods of some reports, each once, in the order of their first days. */
const periods = (reports: ReadonlyArray<DueReport>) =>
  [...new Set(reports.map(({ question }) => `${question.from} to ${question.to}`))].toSorted();
const first = (day: string) => periods(due(day).filter(({ isAgain }) => !isAgain));
const again = (day: string) => periods(due(day).filter(({ isAgain }) => isAgain));
const scopes = (reports: ReadonlyArray<DueReport>, kind: 'office' | 'district') =>
  new Set(reports.flatMap(({ question: { scope } }) => (scope.kind === kind ? [scope.code] : [])));

describe('On the first of a month', () => {
  test.each([
    ['2026-02-01', ['2026-01-01 to 2026-01-31']],
    ['2026-03-01', ['2026-02-01 to 2026-02-28']],
    ['2028-03-01', ['2028-02-01 to 2028-02-29']],
    ['2026-05-01', ['2026-01-01 to 2026-04-30', '2026-04-01 to 2026-04-30']],
    ['2026-09-01', ['2026-01-01 to 2026-08-31', '2026-08-01 to 2026-08-31']],
    ['2026-12-01', ['2026-11-01 to 2026-11-30']],
    ['2027-01-01', ['2026-01-01 to 2026-12-31', '2026-12-01 to 2026-12-31']],
  ])('%s, the periods that ended the day before are reported on', (day, expected) => {
    expect(first(day)).toEqual(expected);
  });

  test.each([
    ['2026-06-01', ['2026-01-01 to 2026-04-30', '2026-04-01 to 2026-04-30']],
    ['2026-10-01', ['2026-01-01 to 2026-08-31', '2026-08-01 to 2026-08-31']],
    ['2027-02-01', ['2026-01-01 to 2026-12-31', '2026-12-01 to 2026-12-31']],
    ['2026-04-01', ['2026-02-01 to 2026-02-28']],
  ])('%s, those that ended a month earlier are once more', (day, expected) => {
    expect(again(day)).toEqual(expected);
  });

  test('every kind is asked for about the city, each office and each district', () => {
    const reports = due('2009-02-01').filter(({ isAgain }) => !isAgain);
    const places = 1 + 6 + 14;
    expect(reports).toHaveLength(REPORT_KINDS.length * places);
    expect(new Set(reports.map((report) => JSON.stringify(report.question))).size).toBe(reports.length);
    expect(new Set(reports.map(({ question }) => question.division))).toEqual(new Set(['of-the-time']));
  });

  test('the districts are those of the last day: a merged one has its last month, the new one its first', () => {
    const june = due('2020-07-01').filter(({ isAgain }) => !isAgain);
    expect(scopes(june, 'district').has('alvsjo')).toBe(true);
    expect(scopes(june, 'district').has('hagersten-alvsjo')).toBe(false);
    const july = due('2020-08-01');
    expect(
      scopes(
        july.filter(({ isAgain }) => !isAgain),
        'district',
      ).has('hagersten-alvsjo'),
    ).toBe(true);
    expect(
      scopes(
        july.filter(({ isAgain }) => !isAgain),
        'district',
      ).has('alvsjo'),
    ).toBe(false);
    expect(
      scopes(
        july.filter(({ isAgain }) => isAgain),
        'district',
      ).has('alvsjo'),
    ).toBe(true);
  });
});

test.each(['2026-05-02', '2026-04-30', '2026-05-15'])('On %s nothing is due', (day) => {
  expect(due(day)).toEqual([]);
});

test('Nothing is reported of the time before there were any Jobbtorg', () => {
  expect(due('2008-01-01')).toEqual([]);
  expect(first('2008-02-01')).toEqual(['2008-01-01 to 2008-01-31']);
  expect(again('2008-02-01')).toEqual([]);
});
