import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  ageInYears,
  fromEpochDay,
  localDate,
  localDateSchema,
  toEpochDay,
} from '../../../../shared/domain/time/local-date.ts';

describe('A date', () => {
  test.each(['2026-03-02', '2024-02-29', '2000-02-29', '1999-12-31', '2008-01-01'])(
    '%s is a day that exists',
    (text) => {
      expect(localDateSchema.safeParse(text).success).toBe(true);
    },
  );

  test.each([
    '2026-02-29',
    '2100-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-2',
    '26-01-02',
    '2026-01-02T00:00:00Z',
    ' 2026-01-02',
    '2026-01-02\n',
    '20260102',
    '',
  ])('%j is no day', (text) => {
    expect(localDateSchema.safeParse(text).success).toBe(false);
    expect(() => localDate(text)).toThrow();
  });

  test('is text: a number or a date object is refused', () => {
    expect(localDateSchema.safeParse(20_260_302).success).toBe(false);
    expect(localDateSchema.safeParse(new Date('2026-03-02')).success).toBe(false);
  });

  test('is counted in whole days from 1970', () => {
    expect(toEpochDay(localDate('1970-01-01'))).toBe(0);
    expect(toEpochDay(localDate('1969-12-31'))).toBe(-1);
    expect(toEpochDay(localDate('2000-01-01'))).toBe(10_957);
    expect(fromEpochDay(10_957)).toBe('2000-01-01');
    expect(fromEpochDay(-1)).toBe('1969-12-31');
  });

  test.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
  ])('%s with %i days is %s, whatever the clocks do', (from, days, to) => {
    expect(addDays(localDate(from), days)).toBe(to);
  });
});

describe('Three months', () => {
  test.each([
    ['2026-01-31', '2026-04-30'],
    ['2008-11-30', '2009-02-28'],
    ['2023-11-30', '2024-02-29'],
    ['2023-11-29', '2024-02-29'],
    ['2025-11-30', '2026-02-28'],
    ['2025-11-28', '2026-02-28'],
    ['2024-02-29', '2024-05-29'],
    ['2025-10-31', '2026-01-31'],
    ['2025-12-31', '2026-03-31'],
    ['2026-03-02', '2026-06-02'],
  ])('from %s is %s: the same number, or the last of a month that lacks it', (from, to) => {
    expect(fromEpochDay(addMonths(toEpochDay(localDate(from)), 3))).toBe(to);
  });
});

describe('Age', () => {
  test.each([
    ['2001-03-03', '2026-03-02', 24, 'the day before the 25th birthday'],
    ['2001-03-02', '2026-03-02', 25, 'the 25th birthday'],
    ['2001-03-01', '2026-03-02', 25, 'the day after it'],
    ['2010-03-03', '2026-03-02', 15, 'the day before the 16th birthday'],
    ['2010-03-02', '2026-03-02', 16, 'the 16th birthday'],
    ['2008-02-29', '2024-02-28', 15, 'a leap-day child before the 16th birthday in a leap year'],
    ['2008-02-29', '2024-02-29', 16, 'a leap-day child on it'],
    ['2004-02-29', '2022-02-27', 17, 'a leap-day child on 27 February of a common year'],
    ['2004-02-29', '2022-02-28', 18, 'a leap-day child on 28 February of a common year'],
    ['2004-02-29', '2022-03-01', 18, 'a leap-day child on 1 March of a common year'],
    ['1990-12-31', '2026-01-01', 35, 'born on the last day of a year'],
    ['1990-01-01', '2025-12-31', 35, 'born on the first day of a year'],
    ['2026-03-02', '2026-03-02', 0, 'the day of birth'],
  ])('of a person born %s is, on %s, %i years: %s', (born, on, years) => {
    expect(ageInYears(localDate(born), localDate(on))).toBe(years);
  });
});
