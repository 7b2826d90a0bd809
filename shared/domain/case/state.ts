import * as z from 'zod';
import { findingSchema } from '../clocks/findings.ts';
import { timelineEntrySchema } from '../clocks/timeline.ts';
import { ENROLMENT_FORMS, SEXES } from '../referral/referral.ts';
import { localDateSchema } from '../time/local-date.ts';
import { ANSWERS, activityFactSchema, CLOSURE_OUTCOMES, RECEIPT_KINDS, STATUSES } from './vocabulary.ts';

/** The latest plan version, without its free text. */
const planStateSchema = z.strictObject({
  version: z.int().positive(),
  /** The fact that drew it up; its texts are stored under this sequence. */
  sequence: z.int().positive(),
  drawnUpOn: localDateSchema,
  thin: z.boolean(),
  hash: z.string(),
  activities: z.array(activityFactSchema),
  answer: z.enum(ANSWERS).nullable(),
  answeredOn: localDateSchema.nullable(),
  /** What the benefit unit said of it, and when it last did. */
  receipts: z.partialRecord(z.enum(RECEIPT_KINDS), localDateSchema),
});

/**
 * A case as its facts leave it: all that a decision needs and nothing secret. It stays small however long a case
 * lives; clocks and worklists are reckoned from it and never stored beside it.
 */
export const caseStateSchema = z.strictObject({
  id: z.string(),
  /** The sequence of the latest fact. */
  version: z.int().positive(),
  status: z.enum(STATUSES),
  receivedOn: localDateSchema,
  /** Who has held the case from which day, in order; the codes of the time. */
  holders: z.array(z.strictObject({ from: localDateSchema, district: z.string(), office: z.string() })).min(1),
  sex: z.enum(SEXES),
  ageAtReceipt: z.int(),
  targetGroup: z.strictObject({ code: z.string(), matches: z.array(z.string()), policy: z.string() }),
  priority: z.array(z.string()),
  disclosure: z.strictObject({ basis: z.string(), givenOn: localDateSchema, withdrawnOn: localDateSchema.nullable() }),
  enrolment: z.strictObject({ form: z.enum(ENROLMENT_FORMS), heldOn: localDateSchema }).nullable(),
  /** Who coaches is stored encrypted with the fact of this sequence. */
  coach: z.strictObject({ sequence: z.int().positive(), from: localDateSchema }).nullable(),
  plan: planStateSchema.nullable(),
  approvedPlanVersion: z.int().positive().nullable(),
  /** Each service of the catalogue that the person has begun: what has been gone through follows along every move. */
  services: z.array(z.strictObject({ service: z.string(), startedOn: localDateSchema, district: z.string() })),
  /** `before` is the status that a restart or a reopening leads back to. */
  interruption: z.strictObject({ from: localDateSchema, before: z.enum(STATUSES) }).nullable(),
  closure: z
    .strictObject({ on: localDateSchema, outcome: z.enum(CLOSURE_OUTCOMES), before: z.enum(STATUSES) })
    .nullable(),
  /** Districts that have referred the person while this case was open. */
  transferRequests: z.array(z.string()),
  /** Since when the person has asked that the data be used for less; `null` again once that has been lifted. */
  restrictedOn: localDateSchema.nullable(),
  /** The facts that move clocks, in the order they were recorded. */
  timeline: z.array(timelineEntrySchema),
  findings: z.array(findingSchema),
});

export type CaseState = z.infer<typeof caseStateSchema>;

/** Who holds a case now. */
export function holderOf(state: CaseState): CaseState['holders'][number] {
  const holder = state.holders.at(-1);
  if (holder === undefined) throw new Error('a case always has a holder');
  return holder;
}
