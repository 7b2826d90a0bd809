import { describe, expect, test } from 'vitest';
import { decimal, figure, percent, spoken } from '../../../../functions/build-report/rendering/numbers.ts';

const THIN = '\u202f';
const FIRM = '\u00a0';

describe('numbers', () => {
  test.each([
    [0, 0, '0', '0'],
    [999, 0, '999', '999'],
    [8655, 0, `8${THIN}655`, '8,655'],
    [1234567.25, 2, `1${THIN}234${THIN}567,25`, '1,234,567.25'],
    [-1234.5, 1, `−1${THIN}234,5`, '−1,234.5'],
    [-0.01, 1, '0,0', '0.0'],
  ])(
    '%d is written with thin spaces and a comma in Swedish, with commas and a point in English',
    (value, decimals, sv, en) => {
      expect([decimal(value, decimals, 'sv'), decimal(value, decimals, 'en')]).toEqual([sv, en]);
    },
  );

  test('a share is a percentage, its sign kept on the same line in Swedish', () => {
    expect([percent(3635 / 8655, 1, 'sv'), percent(3635 / 8655, 0, 'en')]).toEqual([`42,0${FIRM}%`, '42%']);
  });

  test('days have a decimal only when they need it, and are said with their unit', () => {
    expect([figure(7, 'days', 'sv'), figure(7.5, 'days', 'sv')]).toEqual(['7', '7,5']);
    expect([spoken(1, 'days', 'sv'), spoken(7.5, 'days', 'en')]).toEqual([`1${FIRM}dag`, `7.5${FIRM}days`]);
  });

  test('what there is not is a dash', () => {
    expect(figure(null, 'share', 'sv')).toBe('–');
  });
});
