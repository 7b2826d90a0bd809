import { describe, expect, test } from 'vitest';
import type { CaseRow } from '../../../../shared/domain/case/case-row.ts';
import { type Period, stagesOf, yearsHeld } from '../../../../shared/domain/reports/disclosure/periods.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { caseRow, question, reportOn, row, total } from '../rows.ts';
import { calendarOf } from './calendar-of.ts';

const THRESHOLD = 5;
const days = (from: string, to: string): Period => ({ from: localDate(from), to: localDate(to) });

/** So many cases were received on each day. */
const received = (days: Readonly<Record<string, number>>, told: Partial<Parameters<typeof caseRow>[0]> = {}) =>
  Object.entries(days).flatMap(([day, cases]) =>
    Array.from({ length: cases }, () => caseRow({ ...told, received: day })),
  );
/** What has been asked about before: what the calendar asks about, unless told otherwise. */
const CALENDAR = calendarOf();
const referred = (rows: ReadonlyArray<CaseRow>, from: string, to: string, noted = CALENDAR) =>
  total(reportOn(rows, question('outcomes', { from, to }), THRESHOLD, noted))['referred'];
const quarter = { '2008-01-07': 20, '2008-02-07': 20, '2008-03-07': 20 };

describe('a tertial beside its months', () => {
  test('is told with all of them when none is small', () => {
    const rows = received({ ...quarter, '2008-04-07': 20 });
    expect(referred(rows, '2008-01-01', '2008-04-30')).toBe(80);
    expect(referred(rows, '2008-04-01', '2008-04-30')).toBe(20);
  });

  test('is withheld when the last month is small and the others have been told', () => {
    const rows = received({ ...quarter, '2008-04-07': 3 });
    expect(referred(rows, '2008-03-01', '2008-03-31')).toBe(20);
    expect(referred(rows, '2008-04-01', '2008-04-30')).toBe(null);
    expect(referred(rows, '2008-01-01', '2008-04-30')).toBe(null);
  });

  test('is told when a month was small before, and the last is withheld to hide it', () => {
    const rows = received({ ...quarter, '2008-02-07': 3, '2008-04-07': 20 });
    expect(referred(rows, '2008-02-01', '2008-02-29')).toBe(null);
    expect(referred(rows, '2008-01-01', '2008-04-30')).toBe(63);
    expect(referred(rows, '2008-04-01', '2008-04-30')).toBe(null);
  });

  test('is told with the last month when two small ones hide each other', () => {
    const rows = received({ ...quarter, '2008-02-07': 3, '2008-03-07': 4, '2008-04-07': 20 });
    expect(referred(rows, '2008-01-01', '2008-04-30')).toBe(47);
    expect(referred(rows, '2008-04-01', '2008-04-30')).toBe(20);
  });

  test('but not when the two are few together', () => {
    const rows = received({ ...quarter, '2008-02-07': 2, '2008-03-07': 2, '2008-04-07': 20 });
    expect(referred(rows, '2008-01-01', '2008-04-30')).toBe(44);
    expect(referred(rows, '2008-04-01', '2008-04-30')).toBe(null);
  });
});

test('what has been told of a month is told whatever comes after it', () => {
  const rows = received(quarter);
  const later = received({ '2008-04-07': 3, '2008-09-07': 20 }, { office: 'vantor', district: 'farsta' });
  const asked = question('outcomes', { from: '2008-03-01', to: '2008-03-31' });
  expect(reportOn([...rows, ...later], asked, THRESHOLD, CALENDAR)).toEqual(reportOn(rows, asked, THRESHOLD, CALENDAR));
});

test('few who are left at the end of a month cannot be reckoned from what went before', () => {
  const rows = [
    ...received({ '2008-02-04': 12 }, { closed: ['2008-03-12', 'work'], sex: 'woman' }),
    ...received({ '2008-02-04': 3 }, { sex: 'woman' }),
    ...received({ '2008-02-04': 30 }),
  ];
  const women = (from: string, to: string) =>
    row(reportOn(rows, question('outcomes', { from, to }), THRESHOLD, CALENDAR), 'by-sex', 'woman');
  expect(women('2008-04-01', '2008-04-30')?.['openAtStart']).toBe(null);
  expect(women('2008-03-01', '2008-03-31')).toMatchObject({ openAtStart: 15, closed: null });
});

describe('a period that is none of the calendar’s', () => {
  const most = { '2008-01-07': 20, '2008-01-15': 20 };

  test('is withheld when few are left of the month', () => {
    expect(referred(received({ ...most, '2008-01-31': 3 }), '2008-01-01', '2008-01-30')).toBe(null);
    expect(referred(received({ ...most, '2008-01-31': 9 }), '2008-01-01', '2008-01-30')).toBe(40);
  });

  test('is withheld when few are left on both sides of it', () => {
    const around = { '2008-01-02': 2, '2008-01-31': 2 };
    expect(referred(received({ ...most, ...around }), '2008-01-05', '2008-01-20')).toBe(null);
    expect(referred(received({ ...most, ...around, '2008-01-31': 9 }), '2008-01-05', '2008-01-20')).toBe(40);
  });

  test('is withheld when what it has beside whole months is small', () => {
    const rows = received({ ...most, '2008-01-31': 3, '2008-02-07': 20 });
    expect(referred(rows, '2008-01-31', '2008-02-29')).toBe(null);
    expect(referred(rows, '2008-01-15', '2008-02-29')).toBe(43);
  });

  test('is held against the months of both years in which it lies', () => {
    const rows = received({ '2008-11-12': 20, '2008-12-15': 20, '2009-01-12': 20, '2009-01-30': 2 });
    const noted = [...CALENDAR, ...calendarOf(2009)];
    expect(referred(rows, '2008-12-01', '2009-01-29', noted)).toBe(null);
    expect(referred(rows, '2008-11-01', '2009-01-31', noted)).toBe(62);
  });

  test('is held against others that are none of it either, which were asked about before', () => {
    const [first, second] = [days('2008-01-01', '2008-01-20'), days('2008-01-01', '2008-01-25')];
    const rows = received({ ...most, '2008-01-22': 3 });
    expect(referred(rows, first.from, first.to, [first, second])).toBe(40);
    expect(referred(rows, second.from, second.to, [first, second])).toBe(null);
    expect(referred(rows, second.from, second.to, [second, first])).toBe(43);
    expect(referred(rows, first.from, first.to, [second, first])).toBe(null);
  });
});

describe('what nobody has asked about', () => {
  test('withholds nothing', () => {
    const rows = received({ ...quarter, '2008-04-07': 3 });
    expect(referred(rows, '2008-01-01', '2008-04-30', [])).toBe(63);
    expect(referred(rows, '2008-01-01', '2008-04-30', [days('2008-02-01', '2008-02-29')])).toBe(63);
  });

  test('is not held against what is asked later, nor against more than eighty, nor over many years', () => {
    const named = (own: Period, noted: ReadonlyArray<Period>) =>
      stagesOf(own, noted).map(({ told, added }) => [told, ...added].map(({ from, to }) => `${from} ${to}`));
    const [year, month, week] = [
      days('2008-01-01', '2008-12-31'),
      days('2008-03-01', '2008-03-31'),
      days('2008-03-03', '2008-03-09'),
    ];
    expect(named(year, [year, month])).toEqual([['2008-01-01 2008-12-31', '2008-01-01 2008-12-31']]);
    expect(named(week, [month, week, year])).toEqual([
      ['2008-03-01 2008-03-31', '2008-03-01 2008-03-31'],
      ['2008-03-03 2008-03-09', '2008-03-01 2008-03-02', '2008-03-10 2008-03-31', '2008-03-03 2008-03-09'],
    ]);
    expect(named(month, [week, month])).toEqual([
      ['2008-03-03 2008-03-09', '2008-03-03 2008-03-09'],
      ['2008-03-01 2008-03-31', '2008-03-01 2008-03-02', '2008-03-10 2008-03-31', '2008-03-01 2008-03-31'],
    ]);
    const everyDay = Array.from({ length: 100 }, (_, index) => {
      const date = new Date(Date.UTC(2008, 0, 1 + index)).toISOString().slice(0, 10);
      return days(date, date);
    });
    expect(named(year, everyDay)).toHaveLength(80 + 1);
    expect(yearsHeld(days('2008-12-01', '2009-01-31'))).toEqual([2008, 2009]);
    expect(yearsHeld(days('2008-01-01', '2010-12-31'))).toEqual([]);
  });
});
