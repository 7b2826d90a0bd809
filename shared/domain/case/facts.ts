import * as z from 'zod';
import { findingSchema } from '../clocks/findings.ts';
import { ENROLMENT_FORMS, GROUNDS, SEXES, UNITS } from '../referral/referral.ts';
import { calendarCorrectionSchema } from '../time/calendar-correction.ts';
import { localDateSchema } from '../time/local-date.ts';
import {
  ANSWERS,
  activityFactSchema,
  CLOSURE_OUTCOMES,
  MEASURE_KINDS,
  PRESENCES,
  RECEIPT_KINDS,
  REVIEW_OUTCOMES,
} from './vocabulary.ts';

const holder = z.strictObject({ district: z.string(), office: z.string() });

/** What a fact says, by its type. No field here is secret: names, circumstances and free text are stored encrypted. */
const FACT_DATA = {
  'case.received': z.strictObject({
    district: z.string(),
    office: z.string(),
    unit: z.enum(UNITS),
    ground: z.enum(GROUNDS),
    enrolmentForm: z.enum(ENROLMENT_FORMS),
    sex: z.enum(SEXES),
    /** Whole years on the day of receipt. */
    ageAtReceipt: z.int(),
    targetGroup: z.strictObject({ code: z.string(), matches: z.array(z.string()), policy: z.string() }),
    priority: z.array(z.string()),
    /** The local agreement that gave the priority; `null` where none is in force. */
    priorityPolicy: z.string().nullable(),
    /** The applicant wants the decision on support first: no promise is timed until the hold is released. */
    held: z.boolean(),
    disclosure: z.strictObject({ basis: z.string(), givenOn: localDateSchema }),
  }),
  'hold.released': z.strictObject({ reason: z.enum(['decision-made', 'wish-withdrawn']) }),
  'case.enrolled': z.strictObject({ form: z.enum(ENROLMENT_FORMS) }),
  'coach.assigned': z.strictObject({}),
  'plan.drawn-up': z.strictObject({
    version: z.int(),
    thin: z.boolean(),
    /** Which rule called it thin or not. */
    thinPolicy: z.string(),
    /** A keyed hash of all that was written, texts included: an answer to the plan repeats it. */
    hash: z.string(),
    activities: z.array(activityFactSchema),
  }),
  'plan.answered': z.strictObject({
    version: z.int(),
    answer: z.enum(ANSWERS),
    method: z.enum(['in-person', 'e-signature', 'paper']),
    /** That of the plan version, as the aspirant saw it. */
    hash: z.string(),
  }),
  'plan.receipted': z.strictObject({ version: z.int(), kind: z.enum(RECEIPT_KINDS) }),
  'measure.started': z.strictObject({ kind: z.enum(MEASURE_KINDS), service: z.string().nullable() }),
  'plan.reviewed': z.strictObject({
    planVersion: z.int(),
    outcome: z.enum(REVIEW_OUTCOMES),
    participants: z.array(z.string()),
  }),
  'occasion.expected': z.strictObject({ occasion: z.string(), kind: z.string(), service: z.string().nullable() }),
  'attendance.registered': z.strictObject({
    occasion: z.string(),
    presence: z.enum(PRESENCES),
    service: z.string().nullable(),
    /** The fact that said something else before; both stand. */
    corrects: z.int().positive().nullable(),
  }),
  'case.interrupted': z.strictObject({}),
  'case.restarted': z.strictObject({}),
  'transfer.requested': z.strictObject({ district: z.string() }),
  'case.transferred': z.strictObject({ from: holder, to: holder }),
  /** What changed is secret; only what the rules make of it is told. */
  'person.changed': z.strictObject({ sex: z.enum(SEXES), ageAtReceipt: z.int() }),
  'disclosure.withdrawn': z.strictObject({}),
  'processing.restricted': z.strictObject({}),
  'restriction.lifted': z.strictObject({}),
  /** The person's own words, beside the fact of a sequence. */
  'statement.made': z.strictObject({ concerns: z.int().positive() }),
  'case.reopened': z.strictObject({}),
  'case.closed': z.strictObject({ outcome: z.enum(CLOSURE_OUTCOMES) }),
  /** The day it is about is the one from which the city knew; the clocks open by then are counted again from its recording. */
  'calendar.corrected': calendarCorrectionSchema.omit({ knownFrom: true }),
  'deadline.warned': findingSchema.extend({ kind: z.literal('warned') }),
  'deadline.missed': findingSchema.extend({ kind: z.literal('missed') }),
} as const;

export type FactType = keyof typeof FACT_DATA;

const decided = <T extends FactType>(type: T) =>
  z.strictObject({ type: z.literal(type), schema: z.literal(1), occurredOn: localDateSchema, data: FACT_DATA[type] });

/** What is written around every fact when it is recorded. Fixed: facts are never rewritten. */
const envelopeFields = {
  /** `caseId/sequence`: derived, so that recording twice is recording once. */
  id: z.string(),
  /** From 1, without gaps. */
  sequence: z.int().positive(),
  /** The instant it was written, RFC 3339 UTC. */
  recordedAt: z.iso.datetime(),
  source: z.enum(['live', 'history']),
  by: z.strictObject({ client: z.string(), officer: z.string().nullable() }),
  /** Who held the case when the fact was recorded. */
  audience: z.strictObject({ district: z.string(), office: z.string() }),
};

const recorded = <T extends FactType>(type: T) => z.strictObject({ ...envelopeFields, ...decided(type).shape });

/** A fact as it is decided, before it is recorded. */
export const newFactSchema = z.discriminatedUnion('type', [
  decided('case.received'),
  decided('hold.released'),
  decided('case.enrolled'),
  decided('coach.assigned'),
  decided('plan.drawn-up'),
  decided('plan.answered'),
  decided('measure.started'),
  decided('plan.reviewed'),
  decided('plan.receipted'),
  decided('occasion.expected'),
  decided('attendance.registered'),
  decided('case.interrupted'),
  decided('case.restarted'),
  decided('transfer.requested'),
  decided('case.transferred'),
  decided('person.changed'),
  decided('disclosure.withdrawn'),
  decided('processing.restricted'),
  decided('restriction.lifted'),
  decided('statement.made'),
  decided('case.reopened'),
  decided('case.closed'),
  decided('calendar.corrected'),
  decided('deadline.warned'),
  decided('deadline.missed'),
]);

/** A fact as it is stored. */
export const factSchema = z.discriminatedUnion('type', [
  recorded('case.received'),
  recorded('hold.released'),
  recorded('case.enrolled'),
  recorded('coach.assigned'),
  recorded('plan.drawn-up'),
  recorded('plan.answered'),
  recorded('measure.started'),
  recorded('plan.reviewed'),
  recorded('plan.receipted'),
  recorded('occasion.expected'),
  recorded('attendance.registered'),
  recorded('case.interrupted'),
  recorded('case.restarted'),
  recorded('transfer.requested'),
  recorded('case.transferred'),
  recorded('person.changed'),
  recorded('disclosure.withdrawn'),
  recorded('processing.restricted'),
  recorded('restriction.lifted'),
  recorded('statement.made'),
  recorded('case.reopened'),
  recorded('case.closed'),
  recorded('calendar.corrected'),
  recorded('deadline.warned'),
  recorded('deadline.missed'),
]);

export type NewFact = z.infer<typeof newFactSchema>;

/** A recorded fact: immutable, in the past tense. */
export type Fact = z.infer<typeof factSchema>;

/** The part of a fact that recording adds. */
export type Envelope = Pick<Fact, keyof typeof envelopeFields>;

/** A fact of one type without its envelope. */
export function newFact<T extends FactType>(
  type: T,
  occurredOn: NewFact['occurredOn'],
  data: Extract<NewFact, { type: T }>['data'],
): NewFact {
  return newFactSchema.parse({ type, schema: 1, occurredOn, data });
}
