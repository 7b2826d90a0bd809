import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GuaranteePolicy } from '../../shared/domain/clocks/policy.ts';
import { guaranteeSpan, reviewSpan } from '../../shared/domain/clocks/spans.ts';
import { fromEpochDay } from '../../shared/domain/time/local-date.ts';
import { GUARANTEE_READINGS } from '../../shared/reference/guarantee-policies.ts';
import { REVIEW_POLICIES } from '../../shared/reference/review-policies.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { anyDay, dayWrittenOut } from './days.ts';
import { plainGuarantee } from './plain-calendar.ts';
import { RUNS } from './runs.ts';

const { calendar } = STOCKHOLM;
const anyReading = fc.constantFrom(...GUARANTEE_READINGS);
const anyReview = fc.constantFrom(...REVIEW_POLICIES);

function reading(id: string): GuaranteePolicy {
  const found = GUARANTEE_READINGS.find((policy) => policy.id === id);
  if (found === undefined) throw new Error(`no reading is called ${id}`);
  return found;
}

describe('The last day', () => {
  test('of the promise is a working day, five to eleven days on', () => {
    fc.assert(
      fc.property(anyDay, (start) => {
        const { dueOn } = guaranteeSpan(start, reading('guarantee-five-days'), calendar);
        expect(calendar.isWorkingDay(dueOn)).toBe(true);
        expect(dueOn - start).toBeGreaterThanOrEqual(5);
        expect(dueOn - start).toBeLessThanOrEqual(11);
      }),
      RUNS,
    );
  });

  test('of a follow-up is a working day', () => {
    fc.assert(
      fc.property(anyDay, anyReview, (start, policy) => {
        expect(calendar.isWorkingDay(reviewSpan(start, policy, calendar).dueOn)).toBe(true);
      }),
      RUNS,
    );
  });

  test('never moves earlier when the start moves later, in any reading', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), anyReading, (start, later, policy) => {
        const [early, late] = [start, start + later].map((day) => guaranteeSpan(day, policy, calendar).dueOn);
        expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
      }),
      RUNS,
    );
  });

  test('of a follow-up never moves earlier when the start moves later', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), anyReview, (start, later, policy) => {
        const [early, late] = [start, start + later].map((day) => reviewSpan(day, policy, calendar).dueOn);
        expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
      }),
      RUNS,
    );
  });

  test('is never earlier in working days, nor later unrolled, than under the main policy', () => {
    fc.assert(
      fc.property(anyDay, (start) => {
        const due = (id: string) => guaranteeSpan(start, reading(id), calendar).dueOn;
        expect(due('guarantee-working-days')).toBeGreaterThanOrEqual(due('guarantee-five-days'));
        expect(due('guarantee-unrolled')).toBeLessThanOrEqual(due('guarantee-five-days'));
      }),
      RUNS,
    );
  });
});

describe('The day of warning', () => {
  test('lies between the first day and the last, in every reading', () => {
    fc.assert(
      fc.property(anyDay, anyReading, anyReview, (start, guarantee, review) => {
        for (const span of [guaranteeSpan(start, guarantee, calendar), reviewSpan(start, review, calendar)]) {
          expect(span.startedOn).toBe(start);
          expect(span.warnOn).toBeGreaterThanOrEqual(span.startedOn);
          expect(span.warnOn).toBeLessThan(span.dueOn);
        }
      }),
      RUNS,
    );
  });
});

describe('A reckoning in another style', () => {
  test.each([
    ['guarantee-five-days', 'rolled'],
    ['guarantee-unrolled', 'unrolled'],
    ['guarantee-working-days', 'working-days'],
  ] as const)('agrees with %s on every day of twenty years', (id, plain) => {
    fc.assert(
      fc.property(dayWrittenOut, (start) => {
        const { warnOn, dueOn } = guaranteeSpan(start, reading(id), calendar);
        expect({ warnOn: fromEpochDay(warnOn), dueOn: fromEpochDay(dueOn) }).toEqual(
          plainGuarantee(fromEpochDay(start), plain),
        );
      }),
      RUNS,
    );
  });
});
