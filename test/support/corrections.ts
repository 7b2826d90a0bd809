import type { CalendarCorrection, CorrectedDay } from '../../shared/domain/time/calendar-correction.ts';
import { correctedCalendar } from '../../shared/domain/time/corrected-calendar.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';

/** A correction of the calendar in a version, known from a day. */
export function correction(
  version: number,
  knownFrom: string,
  ...days: ReadonlyArray<CorrectedDay>
): CalendarCorrection {
  return {
    version,
    knownFrom: localDate(knownFrom),
    days: [...days],
    source: 'assumed',
    sv: 'Beslut av kommunfullmäktige.',
    en: 'Decided by the city council.',
  };
}

/** A day that turned out to be a holiday. */
export function added(date: string, sv: string, en: string): CorrectedDay {
  return { date: localDate(date), change: 'added', sv, en };
}

/** A day that turned out to be none. */
export function removed(date: string, sv: string, en: string): CorrectedDay {
  return { date: localDate(date), change: 'removed', sv, en };
}

/** The rules of the city with its calendar corrected. */
export function corrected(...corrections: ReadonlyArray<CalendarCorrection>) {
  return { ...STOCKHOLM, calendar: correctedCalendar(STOCKHOLM.calendar, corrections) };
}
