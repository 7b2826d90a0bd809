import * as z from 'zod';
import { localDateSchema } from '../time/local-date.ts';

/** Where a case is in its life. */
export const STATUSES = ['held', 'referred', 'enrolled', 'planned', 'interrupted', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

/** What the aspirant says of a plan; the first two stop the guarantee clock. */
export const ANSWERS = ['approved', 'approved-with-reservation', 'objected', 'unable'] as const;
export type Answer = (typeof ANSWERS)[number];

export const MEASURE_KINDS = ['work', 'other-measure'] as const;
export const REVIEW_OUTCOMES = ['kept', 'revised', 'concluded'] as const;
export const PARTICIPANTS = [
  'aspirant',
  'coach',
  'income-support',
  'employment-service',
  'social-insurance',
  'health-care',
  'other',
] as const;

/** What the benefit unit says of a plan it was told of. It informs; it never blocks (S1, S3). */
export const RECEIPT_KINDS = ['delivered', 'opened', 'objection'] as const;

/** How an expected occasion went. One that nobody has registered has none of these, and is never counted as absence. */
export const PRESENCES = ['present', 'late', 'absent-with-notice', 'absent-without-notice'] as const;
export type Presence = (typeof PRESENCES)[number];

export const INTERRUPTION_REASONS = ['illness', 'parental-leave', 'travel', 'other'] as const;

/** How a case ends. None of them is a judgement on support: that is the district's alone. */
export const CLOSURE_OUTCOMES = [
  'work',
  'subsidised-work',
  'studies',
  'self-supporting-otherwise',
  'other-authority',
  'moved',
  'own-wish',
  'non-attendance',
  'unknown',
  'deceased',
  'declined-by-office',
  'declined-by-aspirant',
  'opened-by-mistake',
] as const;
export type ClosureOutcome = (typeof CLOSURE_OUTCOMES)[number];

/** What a fact keeps of a planned activity: how much, of what, when; who provides it is free text and stored apart. */
export const activityFactSchema = z.strictObject({
  service: z.string(),
  hoursPerWeek: z.number().min(0).max(168),
  occasionsPerWeek: z.number().min(0).max(50),
  minutesPerOccasion: z.number().min(0).max(1440),
  startsOn: localDateSchema,
  endsOn: localDateSchema.optional(),
});
export type ActivityFact = z.infer<typeof activityFactSchema>;
