import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Clock, showClock } from '../../shared/domain/clocks/clocks.ts';
import { reckonClocks } from '../../shared/domain/clocks/reckon.ts';
import { type EpochDay, fromEpochDay, toEpochDay } from '../../shared/domain/time/local-date.ts';
import { GUARANTEE_READINGS } from '../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { anyDay } from './days.ts';
import { RUNS } from './runs.ts';

const { calendar, clocks } = STOCKHOLM;
const startedByReferral = GUARANTEE_READINGS.filter((reading) => reading.startsWith === 'referral');

/** A case received on a day whose plan is approved on the same day: one clock of each kind. */
function clocksFrom(day: EpochDay, guarantee = clocks.guarantee): ReadonlyArray<Clock> {
  const seen = { on: day, recordedOn: day, seenFrom: day + 1 };
  const timeline = [
    { kind: 'received', ...seen },
    { kind: 'plan-approved', ...seen },
  ] as const;
  return reckonClocks(timeline, { guarantee, review: clocks.review }, calendar).map((clock) =>
    showClock(clock, fromEpochDay(day), 'office'),
  );
}

function daysOf(clock: Clock, starts: string): ReadonlyArray<EpochDay> {
  return clock.explanation.filter((step) => step.en.startsWith(starts)).map((step) => toEpochDay(step.date));
}

describe('The steps of an explanation', () => {
  test('lead from the first day to the last: the day counted to, each day skipped, then the due day', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...startedByReferral), (start, policy) => {
        for (const clock of clocksFrom(start, [policy])) {
          if (clock.policy === 'guarantee-working-days') continue;
          const counted = clock.explanation.find((step) => / (days|months) counted\.$/.test(step.en));
          if (counted === undefined) throw new Error('no step says how many days were counted');
          const skipped = daysOf(clock, 'Skipped');
          const first = toEpochDay(counted.date);
          expect(skipped).toEqual(skipped.map((_, index) => first + index));
          expect(fromEpochDay(first + skipped.length)).toBe(clock.dueOn);
        }
      }),
      RUNS,
    );
  });

  test('name, when working days are counted, exactly the days that are none', () => {
    const workingDays = GUARANTEE_READINGS.filter((reading) => reading.unit === 'working-days');
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...workingDays), (start, policy) => {
        const [clock] = clocksFrom(start, [policy]);
        if (!clock?.dueOn) throw new Error('the promise has not started');
        const skipped = daysOf(clock, 'Skipped');
        expect(toEpochDay(clock.dueOn) - start - skipped.length).toBe(5);
        expect(skipped.every((day) => !calendar.isWorkingDay(day))).toBe(true);
      }),
      RUNS,
    );
  });

  test('say the same days as the clock: started, warned, due', () => {
    fc.assert(
      fc.property(anyDay, (start) => {
        for (const clock of clocksFrom(start)) {
          expect(clock.explanation[0]?.date).toBe(clock.startedOn);
          expect(daysOf(clock, 'The last day').map(fromEpochDay)).toEqual([clock.dueOn]);
          expect(daysOf(clock, 'From this day').map(fromEpochDay)).toEqual([clock.warnOn]);
        }
      }),
      RUNS,
    );
  });

  test('are told in both languages, and end with the policy', () => {
    fc.assert(
      fc.property(anyDay, (start) => {
        for (const { explanation, policy } of clocksFrom(start)) {
          expect(explanation.every((step) => step.sv.length > 0 && step.en.length > 0 && step.sv !== step.en)).toBe(
            true,
          );
          expect(explanation.at(-1)?.sv).toContain(`Räknat enligt ${policy}: `);
        }
      }),
      RUNS,
    );
  });
});
