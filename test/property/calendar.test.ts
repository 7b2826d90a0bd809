import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, ageInYears, fromEpochDay, toEpochDay } from '../../shared/domain/time/local-date.ts';
import { dateInStockholm, firstCheckAfter } from '../../shared/domain/time/stockholm.ts';
import { addWorkingDays, rollForward, workingDaysBefore } from '../../shared/domain/time/working-days.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { anyDay, dayWrittenOut } from './days.ts';
import { isOpen } from './plain-calendar.ts';
import { RUNS } from './runs.ts';

const { calendar } = STOCKHOLM;

describe('The calendar', () => {
  test('agrees with the printed almanacs on which days are working days', () => {
    fc.assert(
      fc.property(dayWrittenOut, (day) => {
        expect(calendar.isWorkingDay(day)).toBe(isOpen(new Date(`${fromEpochDay(day)}T00:00:00Z`)));
      }),
      RUNS,
    );
  });

  test('gives a reason exactly for the days that are none', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(calendar.closed(day) === undefined).toBe(calendar.isWorkingDay(day));
      }),
      RUNS,
    );
  });

  test('never has more than six closed days in a row', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(rollForward(day, calendar) - day).toBeLessThanOrEqual(6);
      }),
      RUNS,
    );
  });

  test('counts working days forth and back to where it began', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 30 }), (day, count) => {
        const start = rollForward(day, calendar);
        expect(workingDaysBefore(addWorkingDays(start, count, calendar), count, calendar)).toBe(start);
      }),
      RUNS,
    );
  });
});

describe('Dates', () => {
  test('survive being counted in days and written out again', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(toEpochDay(fromEpochDay(day))).toBe(day);
      }),
      RUNS,
    );
  });

  test('three months on have the same number, or are the last of their month', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const from = fromEpochDay(day);
        const to = fromEpochDay(addMonths(day, 3));
        const nextDay = fromEpochDay(addMonths(day, 3) + 1);
        expect(to.slice(8) === from.slice(8) || (to.slice(8) < from.slice(8) && nextDay.endsWith('-01'))).toBe(true);
      }),
      RUNS,
    );
  });

  test('make nobody younger, and everybody a year older in a year', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 36_000 }), (day, lived) => {
        const [born, on] = [fromEpochDay(day - lived), fromEpochDay(day)];
        expect(ageInYears(born, fromEpochDay(day + 1))).toBeGreaterThanOrEqual(ageInYears(born, on));
        expect(ageInYears(born, fromEpochDay(addMonths(day, 12)))).toBe(ageInYears(born, on) + 1);
      }),
      RUNS,
    );
  });

  test('in Stockholm are seen by the check of that morning or of the next', () => {
    const instants = fc.date({ min: new Date('2008-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        const [today, check] = [dateInStockholm(instant.toISOString()), firstCheckAfter(instant.toISOString())];
        expect([0, 1]).toContain(toEpochDay(check) - toEpochDay(today));
      }),
      RUNS,
    );
  });
});
