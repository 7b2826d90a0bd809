import * as z from 'zod';
import { personChangeSchema } from '../person/person-change.ts';
import { ENROLMENT_FORMS } from '../referral/referral.ts';
import { type LocalDate, localDateSchema } from '../time/local-date.ts';
import {
  ANSWERS,
  activityFactSchema,
  CLOSURE_OUTCOMES,
  INTERRUPTION_REASONS,
  MEASURE_KINDS,
  PARTICIPANTS,
  PRESENCES,
  RECEIPT_KINDS,
  REVIEW_OUTCOMES,
} from './vocabulary.ts';

const text = (max: number) => z.string().min(1).max(max);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
const code = z.string().max(64);

/** The body of each write on a case, by the last segment of its path. */
export const COMMAND_BODIES = {
  'hold-releases': z.strictObject({ on: localDateSchema, reason: z.enum(['decision-made', 'wish-withdrawn']) }),
  enrolments: z.strictObject({ heldOn: localDateSchema, form: z.enum(ENROLMENT_FORMS) }),
  coaches: z.strictObject({ coach: text(128), from: localDateSchema }),
  plans: z.strictObject({
    drawnUpOn: localDateSchema,
    goal: text(4000),
    activities: z
      .array(activityFactSchema.extend({ provider: text(200) }))
      .min(1)
      .max(20),
  }),
  answers: z.strictObject({
    answer: z.enum(ANSWERS),
    answeredOn: localDateSchema,
    method: z.enum(['in-person', 'e-signature', 'paper']),
    language,
    interpreter: language.optional(),
    text: text(4000).optional(),
  }),
  receipts: z.strictObject({ kind: z.enum(RECEIPT_KINDS), on: localDateSchema, text: text(4000).optional() }),
  measures: z.strictObject({
    kind: z.enum(MEASURE_KINDS),
    startedOn: localDateSchema,
    service: code.optional(),
    evidence: text(4000).optional(),
  }),
  reviews: z.strictObject({
    planVersion: z.int().positive(),
    heldOn: localDateSchema,
    outcome: z.enum(REVIEW_OUTCOMES),
    participants: z.array(z.enum(PARTICIPANTS)).min(1).max(PARTICIPANTS.length),
  }),
  occasions: z.strictObject({
    date: localDateSchema,
    kind: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    service: code.optional(),
  }),
  attendances: z.strictObject({ occasion: z.string().min(1).max(256), presence: z.enum(PRESENCES) }),
  interruptions: z.strictObject({ from: localDateSchema, reason: z.enum(INTERRUPTION_REASONS) }),
  restarts: z.strictObject({ on: localDateSchema }),
  transfers: z.strictObject({
    on: localDateSchema,
    toOffice: code.optional(),
    toDistrict: code.optional(),
    reason: text(4000),
  }),
  'person-changes': personChangeSchema.extend({ on: localDateSchema }),
  'disclosure-withdrawals': z.strictObject({ on: localDateSchema, text: text(4000).optional() }),
  restrictions: z.strictObject({ on: localDateSchema, scope: text(200), text: text(4000).optional() }),
  'restriction-liftings': z.strictObject({ on: localDateSchema, text: text(4000).optional() }),
  statements: z.strictObject({ on: localDateSchema, concerns: z.int().positive(), text: text(4000) }),
  closures: z.strictObject({
    on: localDateSchema,
    outcome: z.enum(CLOSURE_OUTCOMES),
    detail: text(4000).optional(),
  }),
  reopenings: z.strictObject({ on: localDateSchema, reason: text(4000) }),
} as const;

export const COMMAND_NAMES = [
  'hold-releases',
  'enrolments',
  'coaches',
  'plans',
  'answers',
  'receipts',
  'measures',
  'reviews',
  'occasions',
  'attendances',
  'interruptions',
  'restarts',
  'transfers',
  'person-changes',
  'disclosure-withdrawals',
  'restrictions',
  'restriction-liftings',
  'statements',
  'closures',
  'reopenings',
] as const satisfies ReadonlyArray<keyof typeof COMMAND_BODIES>;

export type CommandName = keyof typeof COMMAND_BODIES;

/** The commands on one version of the plan, which their path names: `plans/2/answers`. */
const ON_A_VERSION = ['answers', 'receipts'] as const;
type OnVersion = (typeof ON_A_VERSION)[number];

/** Whether a command's path names a version of the plan. */
export function isOnVersion(name: CommandName): name is OnVersion {
  return ON_A_VERSION.some((known) => known === name);
}

const command = <N extends Exclude<CommandName, OnVersion>>(name: N) =>
  z.strictObject({ name: z.literal(name), body: COMMAND_BODIES[name] });
const onVersion = <N extends OnVersion>(name: N) =>
  z.strictObject({ name: z.literal(name), body: COMMAND_BODIES[name], version: z.int().positive() });

const commandSchema = z.discriminatedUnion('name', [
  command('hold-releases'),
  command('enrolments'),
  command('coaches'),
  command('plans'),
  onVersion('answers'),
  onVersion('receipts'),
  command('measures'),
  command('reviews'),
  command('occasions'),
  command('attendances'),
  command('interruptions'),
  command('restarts'),
  command('transfers'),
  command('person-changes'),
  command('disclosure-withdrawals'),
  command('restrictions'),
  command('restriction-liftings'),
  command('statements'),
  command('closures'),
  command('reopenings'),
]);

/** One command on a case, as it was asked for. */
export type Command = z.infer<typeof commandSchema>;

/** What parsing a command gave: the command, or what is wrong with it. */
export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly error: z.ZodError };

/** Reads a body as the command its path names: `plans/2/answers` is an answer to version 2. */
export function parseCommand(name: CommandName, body: unknown, version?: number): ParsedCommand {
  const parsed = commandSchema.safeParse({ name, body, ...(isOnVersion(name) ? { version } : {}) });
  return parsed.success ? { ok: true, command: parsed.data } : { ok: false, error: parsed.error };
}

/** The day a command is about; registering attendance is about the day of its occasion, which the body does not say. */
export function dayOf(asked: Exclude<Command, { name: 'attendances' }>): LocalDate {
  switch (asked.name) {
    case 'hold-releases':
    case 'receipts':
    case 'restarts':
    case 'transfers':
    case 'person-changes':
    case 'disclosure-withdrawals':
    case 'restrictions':
    case 'restriction-liftings':
    case 'statements':
    case 'closures':
    case 'reopenings':
      return asked.body.on;
    case 'enrolments':
    case 'reviews':
      return asked.body.heldOn;
    case 'coaches':
    case 'interruptions':
      return asked.body.from;
    case 'plans':
      return asked.body.drawnUpOn;
    case 'answers':
      return asked.body.answeredOn;
    case 'measures':
      return asked.body.startedOn;
    case 'occasions':
      return asked.body.date;
  }
}

/** The body's field that names the day a command is about, for pointing at it in a refusal. */
export const DAY_FIELDS: Readonly<Record<CommandName, string>> = {
  'hold-releases': 'on',
  receipts: 'on',
  restarts: 'on',
  transfers: 'on',
  'person-changes': 'on',
  'disclosure-withdrawals': 'on',
  restrictions: 'on',
  'restriction-liftings': 'on',
  statements: 'on',
  closures: 'on',
  reopenings: 'on',
  enrolments: 'heldOn',
  reviews: 'heldOn',
  coaches: 'from',
  interruptions: 'from',
  plans: 'drawnUpOn',
  answers: 'answeredOn',
  measures: 'startedOn',
  occasions: 'date',
  attendances: 'occasion',
};
