import { describe, expect, test } from 'vitest';
import {
  CITY_TIME_ZONE,
  dateInStockholm,
  firstCheckAfter,
  NIGHTLY_CHECK_AT,
} from '../../../../shared/domain/time/stockholm.ts';

describe('The date in Stockholm', () => {
  test.each([
    ['2026-06-30T22:30:00Z', '2026-07-01', 'half past midnight on a summer night'],
    ['2026-06-30T21:59:59Z', '2026-06-30', 'the last second of a summer day'],
    ['2026-06-30T22:00:00Z', '2026-07-01', 'midnight in summer'],
    ['2026-01-31T22:59:59Z', '2026-01-31', 'the last second of a winter day'],
    ['2026-01-31T23:00:00Z', '2026-02-01', 'midnight in winter'],
    ['2025-12-31T22:59:59.999Z', '2025-12-31', 'the last moment of a year'],
    ['2025-12-31T23:00:00Z', '2026-01-01', 'the first moment of a year'],
    ['2024-02-29T12:00:00Z', '2024-02-29', 'a leap day'],
    ['2026-03-28T23:00:00Z', '2026-03-29', 'midnight before the clocks go forward'],
    ['2026-03-29T21:59:59Z', '2026-03-29', 'the last second of the day of twenty-three hours'],
    ['2026-03-29T22:00:00Z', '2026-03-30', 'midnight after the clocks went forward'],
    ['2026-10-24T22:00:00Z', '2026-10-25', 'midnight before the clocks go back'],
    ['2026-10-25T22:59:59Z', '2026-10-25', 'the last second of the day of twenty-five hours'],
    ['2026-10-25T23:00:00Z', '2026-10-26', 'midnight after the clocks went back'],
    ['2008-06-30T22:30:00Z', '2008-07-01', 'a summer night of the first year'],
  ])('at %s is %s: %s', (instant, date) => {
    expect(dateInStockholm(instant)).toBe(date);
  });
});

describe('The first nightly check that sees what was recorded', () => {
  test.each([
    ['2026-01-14T03:14:59Z', '2026-01-14', 'just before 04:15 in winter: the same morning'],
    ['2026-01-14T03:15:00Z', '2026-01-15', 'at 04:15 in winter: the next morning'],
    ['2026-07-14T02:14:59Z', '2026-07-14', 'just before 04:15 in summer: the same morning'],
    ['2026-07-14T02:15:00Z', '2026-07-15', 'at 04:15 in summer: the next morning'],
    ['2026-01-14T11:00:00Z', '2026-01-15', 'at noon: the next morning'],
    ['2026-01-14T22:59:59Z', '2026-01-15', 'just before midnight: the next morning'],
    ['2026-01-14T23:00:00Z', '2026-01-15', 'at midnight: the same morning, which is the next UTC day'],
    ['2026-03-29T00:59:59Z', '2026-03-29', 'just before the clocks go forward'],
    ['2026-03-29T02:14:59Z', '2026-03-29', 'before 04:15 on the night without a third hour'],
    ['2026-03-29T02:15:00Z', '2026-03-30', 'at 04:15 on the night without a third hour'],
    ['2026-10-25T00:30:00Z', '2026-10-25', 'the first 02:30 of the night with two of them'],
    ['2026-10-25T01:30:00Z', '2026-10-25', 'the second 02:30 of that night'],
    ['2026-10-25T03:14:59Z', '2026-10-25', 'before 04:15 on that night'],
    ['2026-10-25T03:15:00Z', '2026-10-26', 'at 04:15 on that night'],
    ['2025-12-31T23:30:00Z', '2026-01-01', "half past midnight on New Year's Day"],
    ['2025-12-31T12:00:00Z', '2026-01-01', "noon on New Year's Eve"],
  ])('at %s is that of %s: %s', (instant, date) => {
    expect(firstCheckAfter(instant)).toBe(date);
  });

  test('runs at 04:15 in Stockholm, an hour that every night of the year has', () => {
    expect(NIGHTLY_CHECK_AT).toEqual({ hour: 4, minute: 15 });
    expect(CITY_TIME_ZONE).toBe('Europe/Stockholm');
  });
});
