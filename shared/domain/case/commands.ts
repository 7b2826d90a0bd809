import * as z from 'zod';
import { ENROLMENT_FORMS } from '../referral/referral.ts';
import { localDateSchema } from '../time/local-date.ts';
import {
  ANSWERS,
  activityFactSchema,
  CLOSURE_OUTCOMES,
  MEASURE_KINDS,
  PARTICIPANTS,
  REVIEW_OUTCOMES,
} from './vocabulary.ts';

const text = (max: number) => z.string().min(1).max(max);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

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
  measures: z.strictObject({
    kind: z.enum(MEASURE_KINDS),
    startedOn: localDateSchema,
    service: z.string().max(64).optional(),
    evidence: text(4000).optional(),
  }),
  reviews: z.strictObject({
    planVersion: z.int().positive(),
    heldOn: localDateSchema,
    outcome: z.enum(REVIEW_OUTCOMES),
    participants: z.array(z.enum(PARTICIPANTS)).min(1).max(PARTICIPANTS.length),
  }),
  closures: z.strictObject({
    on: localDateSchema,
    outcome: z.enum(CLOSURE_OUTCOMES),
    detail: text(4000).optional(),
  }),
} as const;

export const COMMAND_NAMES = [
  'hold-releases',
  'enrolments',
  'coaches',
  'plans',
  'answers',
  'measures',
  'reviews',
  'closures',
] as const satisfies ReadonlyArray<keyof typeof COMMAND_BODIES>;

export type CommandName = keyof typeof COMMAND_BODIES;
type Body<N extends CommandName> = z.infer<(typeof COMMAND_BODIES)[N]>;

/** One command on a case, as it was asked for. */
export type Command =
  | { readonly name: 'hold-releases'; readonly body: Body<'hold-releases'> }
  | { readonly name: 'enrolments'; readonly body: Body<'enrolments'> }
  | { readonly name: 'coaches'; readonly body: Body<'coaches'> }
  | { readonly name: 'plans'; readonly body: Body<'plans'> }
  | { readonly name: 'answers'; readonly body: Body<'answers'>; readonly version: number }
  | { readonly name: 'measures'; readonly body: Body<'measures'> }
  | { readonly name: 'reviews'; readonly body: Body<'reviews'> }
  | { readonly name: 'closures'; readonly body: Body<'closures'> };

/** What parsing a command gave: the command, or what is wrong with it. */
export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly error: z.ZodError };

/** Reads a body as the command its path names: `plans/2/answers` is an answer to version 2. */
export function parseCommand(name: CommandName, body: unknown, version?: number): ParsedCommand {
  const parsed = commandSchema.safeParse({ name, body, ...(name === 'answers' ? { version } : {}) });
  return parsed.success ? { ok: true, command: parsed.data } : { ok: false, error: parsed.error };
}

const command = <N extends Exclude<CommandName, 'answers'>>(name: N) =>
  z.strictObject({ name: z.literal(name), body: COMMAND_BODIES[name] });

const commandSchema = z.discriminatedUnion('name', [
  command('hold-releases'),
  command('enrolments'),
  command('coaches'),
  command('plans'),
  z.strictObject({ name: z.literal('answers'), body: COMMAND_BODIES.answers, version: z.int().positive() }),
  command('measures'),
  command('reviews'),
  command('closures'),
]);

/** The day a command is about. */
export function dayOf(command: Command): z.infer<typeof localDateSchema> {
  switch (command.name) {
    case 'hold-releases':
    case 'closures':
      return command.body.on;
    case 'enrolments':
    case 'reviews':
      return command.body.heldOn;
    case 'coaches':
      return command.body.from;
    case 'plans':
      return command.body.drawnUpOn;
    case 'answers':
      return command.body.answeredOn;
    case 'measures':
      return command.body.startedOn;
  }
}

/** The body's field that names the day a command is about, for pointing at it in a refusal. */
export const DAY_FIELDS: Readonly<Record<CommandName, string>> = {
  'hold-releases': 'on',
  closures: 'on',
  enrolments: 'heldOn',
  reviews: 'heldOn',
  coaches: 'from',
  plans: 'drawnUpOn',
  answers: 'answeredOn',
  measures: 'startedOn',
};
