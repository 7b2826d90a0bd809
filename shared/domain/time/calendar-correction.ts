import * as z from 'zod';
import { localDateSchema } from './local-date.ts';

/** A day that is a holiday although the calendar did not say so (`added`), or none although it did (`removed`). */
export const correctedDaySchema = z.strictObject({
  date: localDateSchema,
  change: z.enum(['added', 'removed']),
  /** What the holiday is called; one that is removed is known by its Swedish name. */
  sv: z.string(),
  en: z.string(),
});

/**
 * A correction of the calendar: its next version. It moves nothing by itself: a clock that began before `knownFrom`
 * keeps its days until a fact of its case says that the correction has been taken up.
 */
export const calendarCorrectionSchema = z.strictObject({
  /** From 2: version 1 is the calendar that was never corrected. */
  version: z.int().min(2),
  /** From this day the city knows it, and clocks that begin are reckoned with it. Later than the day it is installed. */
  knownFrom: localDateSchema,
  days: z.array(correctedDaySchema).min(1),
  source: z.string(),
  /** Why, to be read to the aspirant. */
  sv: z.string(),
  en: z.string(),
});

export type CorrectedDay = z.infer<typeof correctedDaySchema>;
export type CalendarCorrection = z.infer<typeof calendarCorrectionSchema>;
