import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { GuaranteePolicy, ReviewPolicy } from '../../../shared/domain/clocks/policy.ts';
import type { CalendarChanges } from '../../../shared/domain/time/changed-calendar.ts';
import { localDateSchema } from '../../../shared/domain/time/local-date.ts';
import { CommandFailure } from '../server/command-failure.ts';
import { jsonOf } from '../server/json.ts';

const text = z.string().min(1);
const validity = { validFrom: localDateSchema, validTo: localDateSchema.nullable() };
const common = {
  id: text,
  sv: text,
  en: text,
  source: text,
  ...validity,
  roll: z.enum(['next-working-day', 'none']),
  warningWorkingDays: z.int().min(0).max(60),
  appliesTo: z.enum(['clocks-opened-since', 'open-clocks-too']).optional(),
};

const guaranteeFields = z.strictObject({
  kind: z.literal('guarantee'),
  ...common,
  startsWith: z.enum(['referral', 'enrolment']),
  days: z.int().min(1).max(366),
  unit: z.enum(['calendar-days', 'working-days']),
  stoppedBy: z.array(z.enum(['plan', 'work', 'other-measure'])).min(1),
  closingWithWork: z.enum(['stops', 'voids']),
});
const reviewFields = z.strictObject({ kind: z.literal('review'), ...common, months: z.int().min(1).max(36) });

/** A policy is written whole, or as another one with some fields changed; its name and words are always its own. */
const ownWords = { basedOn: text.optional(), id: text, sv: text, en: text };

const fileSchema = z
  .strictObject({
    guarantee: z.array(guaranteeFields.partial().extend(ownWords)).default([]),
    review: reviewFields.partial().extend(ownWords).optional(),
    calendar: z
      .strictObject({
        holidays: z.array(z.strictObject({ date: localDateSchema, sv: text, en: text })).default([]),
        workingDays: z.array(localDateSchema).default([]),
      })
      .optional(),
  })
  .refine(({ guarantee, review, calendar }) => guarantee.length > 0 || review !== undefined || calendar !== undefined, {
    error: 'give a guarantee, a review or a calendar',
  });

/** What a file would have the promises be. */
export interface PolicyFile {
  readonly guarantee: ReadonlyArray<GuaranteePolicy>;
  readonly review: ReviewPolicy | null;
  readonly calendar: CalendarChanges | null;
}

/** The policies that another can be based on. */
export interface KnownPolicies {
  readonly guarantee: ReadonlyArray<GuaranteePolicy>;
  readonly review: ReadonlyArray<ReviewPolicy>;
}

/** Reads a file of policies; throws a `CommandFailure` that says what is wrong with it and where. */
export function readPolicyFile(path: string, known: KnownPolicies): PolicyFile {
  return policiesIn(textOf(path), path, known);
}

/** The policies that a text calls for. */
export function policiesIn(content: string, path: string, known: KnownPolicies): PolicyFile {
  const wrong = (place: ReadonlyArray<PropertyKey>, message: string): never => {
    throw new CommandFailure(`${path} cannot be used: ${[...place.map(String), ''].join('/')} ${message}.`);
  };
  const refuse = ({ issues }: z.ZodError, place: ReadonlyArray<PropertyKey> = []): never =>
    wrong([...place, ...(issues[0]?.path ?? [])], issues[0]?.message ?? 'it is not understood');
  const json = jsonOf(content);
  if (json === undefined) throw new CommandFailure(`${path} is not JSON: see to its commas and quotes.`);
  const file = fileSchema.safeParse(json);
  if (!file.success) return refuse(file.error);

  const whole = <T extends z.ZodType>(
    fields: T,
    { basedOn, ...given }: { readonly basedOn?: string | undefined; readonly id: string },
    candidates: ReadonlyArray<GuaranteePolicy | ReviewPolicy>,
    place: ReadonlyArray<PropertyKey>,
  ): z.output<T> => {
    const base = basedOn === undefined ? {} : candidates.find(({ id }) => id === basedOn);
    if (base === undefined) {
      return wrong([...place, 'basedOn'], `must be one of ${candidates.map(({ id }) => id).join(', ')}`);
    }
    const policy = fields.safeParse({ ...base, ...given });
    return policy.success ? policy.data : refuse(policy.error, place);
  };
  const { guarantee, review, calendar } = file.data;
  const ids = [...known.guarantee, ...known.review, ...guarantee, ...(review === undefined ? [] : [review])].map(
    ({ id }) => id,
  );
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new CommandFailure(`${path} cannot be used: ${twice} is taken, so give each policy an id of its own.`);
  }
  return {
    guarantee: guarantee.map((given, index) => whole(guaranteeFields, given, known.guarantee, ['guarantee', index])),
    review: review === undefined ? null : whole(reviewFields, review, known.review, ['review']),
    calendar: calendar ?? null,
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CommandFailure(`${path} cannot be read: name a JSON file of policies with --policy.`);
  }
}
