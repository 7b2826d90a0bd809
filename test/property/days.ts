import fc from 'fast-check';
import { type EpochDay, localDate, toEpochDay } from '../../shared/domain/time/local-date.ts';

const epochDay = (text: string): EpochDay => toEpochDay(localDate(text));

/** Any day on which a promise may be made: from the first year to the last that the calendar is trusted for. */
export const anyDay = fc.integer({ min: epochDay('2008-01-01'), max: epochDay('2149-06-30') });

/** A day of the twenty years whose holidays are written out in `plain-calendar.ts`. */
export const dayWrittenOut = fc.integer({ min: epochDay('2008-01-01'), max: epochDay('2027-11-30') });
