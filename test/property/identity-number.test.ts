import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseIdentityNumber } from '../../shared/domain/person/identity-number.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import { RUNS } from './runs.ts';

const TODAY = localDate('2026-03-02');

/** Official test numbers; no other valid number is ever made, so every mutation below breaks the check digit. */
const OFFICIAL = ['199001189811', '201901012391', '201905242382', '201906112386', '202601612381', '198000602394'];

describe('A test number', () => {
  test('with any other check digit is no number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OFFICIAL), fc.integer({ min: 1, max: 9 }), (number, off) => {
        const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + off) % 10}`;
        expect(parseIdentityNumber(wrong, TODAY)).toBeUndefined();
      }),
      RUNS,
    );
  });

  test('is read to the same number whatever sign it carries', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OFFICIAL), fc.constantFrom('', '-', '+'), (number, sign) => {
        const written = `${number.slice(0, 8)}${sign}${number.slice(8)}`;
        expect(parseIdentityNumber(written, TODAY)?.value).toBe(number);
      }),
      RUNS,
    );
  });
});

describe('Any text', () => {
  test('is read or refused, never a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', '2', '6', '9', '-', '+', ' ', 'a') }), (text) => {
        const read = parseIdentityNumber(text, TODAY);
        expect(read === undefined || /^\d{12}$/.test(read.value)).toBe(true);
      }),
      RUNS,
    );
  });
});
