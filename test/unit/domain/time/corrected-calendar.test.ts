import { describe, expect, it } from 'vitest';
import type { CalendarCorrection } from '../../../../shared/domain/time/calendar-correction.ts';
import { correctedCalendar, versionsOf } from '../../../../shared/domain/time/corrected-calendar.ts';
import { localDate, toEpochDay } from '../../../../shared/domain/time/local-date.ts';
import { swedishWorkingDays } from '../../../../shared/domain/time/working-days.ts';
import { CALENDAR_CORRECTIONS } from '../../../../shared/reference/calendar-corrections.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { added, correction, removed } from '../../../support/corrections.ts';

const original = swedishWorkingDays(2026, 2026);
const day = (date: string) => toEpochDay(localDate(date));

/** A city day from version 2, known from 6 March; from version 3, known from 1 April, no Easter Monday. */
const calendar = correctedCalendar(original, [
  correction(2, '2026-03-06', added('2026-03-09', 'stadens dag', 'City Day')),
  correction(3, '2026-04-01', removed('2026-04-06', 'annandag påsk', 'Easter Monday')),
]);

describe('A corrected calendar', () => {
  it('says in its latest version what was added and removed, and all else as before', () => {
    expect(calendar.closed(day('2026-03-09'))).toMatchObject({ reason: 'holiday', holidays: [{ sv: 'stadens dag' }] });
    expect(calendar.isWorkingDay(day('2026-03-09'))).toBe(false);
    expect(calendar.isWorkingDay(day('2026-04-06'))).toBe(true);
    expect(calendar.closed(day('2026-04-06'))).toBeUndefined();
    expect(calendar.closed(day('2026-04-03'))).toMatchObject({ holidays: [{ sv: 'långfredagen' }] });
    expect(calendar.isWorkingDay(day('2026-03-10'))).toBe(true);
  });

  it.each([
    ['2026-03-05', true, false, 1],
    ['2026-03-06', false, false, 2],
    ['2026-03-31', false, false, 2],
    ['2026-04-01', false, true, 3],
  ])('as known on %s has 9 March worked: %s, and 6 April: %s', (on, march, april, version) => {
    const known = calendar.knownOn(day(on));
    expect(known.isWorkingDay(day('2026-03-09'))).toBe(march);
    expect(known.isWorkingDay(day('2026-04-06'))).toBe(april);
    expect(known.corrections.at(-1)?.version ?? 1).toBe(version);
  });

  it('has every version, the latest first', () => {
    const inApril = versionsOf(calendar).map((version) => version.isWorkingDay(day('2026-04-06')));
    const inMarch = versionsOf(calendar).map((version) => version.isWorkingDay(day('2026-03-09')));
    expect([inApril, inMarch]).toEqual([
      [true, false, false],
      [false, false, true],
    ]);
    expect(versionsOf(original)).toEqual([original]);
  });

  it('keeps a weekend closed when its holiday is removed, and the other of two holidays on one day', () => {
    const without = (...days: CalendarCorrection['days']) =>
      correctedCalendar(original, [correction(2, '2026-01-02', ...days)]);
    const nationalDay = removed('2026-06-06', 'nationaldagen', 'National Day');
    expect(without(nationalDay).closed(day('2026-06-06'))).toEqual({ reason: 'saturday' });
    const easter = removed('2026-04-05', 'påskdagen', 'Easter Sunday');
    expect(without(easter).closed(day('2026-04-05'))).toEqual({ reason: 'sunday' });
    const two = without(added('2026-05-01', 'stadens dag', 'City Day'));
    expect(two.closed(day('2026-05-01'))).toMatchObject({ holidays: [{ sv: 'första maj' }, { sv: 'stadens dag' }] });
  });

  it.each<[string, ReadonlyArray<CalendarCorrection>]>([
    ['adds what is there', [correction(2, '2026-03-06', added('2026-05-01', 'första maj', 'May Day'))]],
    ['removes what is not', [correction(2, '2026-03-06', removed('2026-05-04', 'första maj', 'May Day'))]],
    ['leaves out a version', [correction(3, '2026-03-06', added('2026-03-09', 'stadens dag', 'City Day'))]],
    [
      'is known no later than the one before',
      [
        correction(2, '2026-03-06', added('2026-03-09', 'stadens dag', 'City Day')),
        correction(3, '2026-03-06', removed('2026-04-06', 'annandag påsk', 'Easter Monday')),
      ],
    ],
  ])('is refused when a correction %s', (_, corrections) => {
    expect(() => correctedCalendar(original, corrections)).toThrow(RangeError);
  });
});

describe("The city's calendar", () => {
  it('is in its first version: nothing in it has been corrected', () => {
    expect(CALENDAR_CORRECTIONS).toEqual([]);
    expect(STOCKHOLM.calendar.corrections).toEqual([]);
    expect(STOCKHOLM.calendar.knownOn(day('2026-03-09'))).toBe(STOCKHOLM.calendar);
  });
});
