import { describe, expect, test } from 'vitest';
import { inForce } from '../../../shared/domain/dated.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';

describe('A dated rule', () => {
  const summer = { validFrom: localDate('2026-06-01'), validTo: localDate('2026-08-31') };

  test.each([
    ['2026-05-31', false],
    ['2026-06-01', true],
    ['2026-08-31', true],
    ['2026-09-01', false],
  ])('from 1 June to 31 August is in force on %s: %s', (on, expected) => {
    expect(inForce(summer, localDate(on))).toBe(expected);
  });

  test('without a last day is in force until further notice', () => {
    expect(inForce({ ...summer, validTo: null }, localDate('2100-01-01'))).toBe(true);
    expect(inForce({ ...summer, validTo: null }, localDate('2026-05-31'))).toBe(false);
  });
});
