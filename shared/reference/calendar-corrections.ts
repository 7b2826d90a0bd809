import type { CalendarCorrection } from '../domain/time/calendar-correction.ts';

/**
 * What the calendar of holidays has been found to have wrong, or a law has changed, version by version from 2. None yet.
 * A correction is known from a day after the one on which it is installed; between the two, heads are derived anew, so
 * that the check of that day finds every case with an open clock that it moves.
 */
export const CALENDAR_CORRECTIONS: ReadonlyArray<CalendarCorrection> = [];
