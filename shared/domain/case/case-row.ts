import * as z from 'zod';
import type { Finding } from '../clocks/findings.ts';
import { type ClockFact, type ClockFactKind, toClockFacts } from '../clocks/timeline.ts';
import type { Sex } from '../referral/referral.ts';
import { type EpochDay, fromEpochDay, toEpochDay } from '../time/local-date.ts';
import type { CaseState } from './state.ts';
import type { Answer, ClosureOutcome, Status } from './vocabulary.ts';

/**
 * What lists and reports know of a case: the inputs of its clocks, not their results, so that a report can reckon them
 * under any policy. Nothing secret. Days are integers, because a report folds a million of these.
 */
export interface CaseRow {
  readonly id: string;
  readonly version: number;
  /** Instant of the latest fact, milliseconds since 1970: a report leaves later changes out. */
  readonly changedAt: number;
  readonly status: Status;
  readonly receivedOn: EpochDay;
  readonly sex: Sex;
  readonly ageAtReceipt: number;
  readonly targetGroup: string;
  readonly targetGroupMatches: ReadonlyArray<string>;
  readonly priority: ReadonlyArray<string>;
  /** Who has held the case from which day, in order. */
  readonly holders: ReadonlyArray<{ readonly from: EpochDay; readonly district: string; readonly office: string }>;
  readonly hasCoach: boolean;
  readonly plan: { readonly version: number; readonly thin: boolean; readonly answer: Answer | null } | null;
  readonly closure: { readonly on: EpochDay; readonly outcome: ClosureOutcome } | null;
  readonly timeline: ReadonlyArray<ClockFact>;
  readonly findings: ReadonlyArray<Finding>;
  /** Whether another district has referred the person while this case was open. */
  readonly transferRequested: boolean;
}

/** The row of a case whose latest fact was recorded at an instant (RFC 3339). */
export function rowOf(state: CaseState, recordedAt: string): CaseRow {
  const { plan, closure } = state;
  return {
    id: state.id,
    version: state.version,
    changedAt: Date.parse(recordedAt),
    status: state.status,
    receivedOn: toEpochDay(state.receivedOn),
    sex: state.sex,
    ageAtReceipt: state.ageAtReceipt,
    targetGroup: state.targetGroup.code,
    targetGroupMatches: state.targetGroup.matches,
    priority: state.priority,
    holders: state.holders.map((holder) => ({ ...holder, from: toEpochDay(holder.from) })),
    hasCoach: state.coach !== null,
    plan: plan === null ? null : { version: plan.version, thin: plan.thin, answer: plan.answer },
    closure: closure === null ? null : { on: toEpochDay(closure.on), outcome: closure.outcome },
    timeline: toClockFacts(state.timeline),
    findings: state.findings,
    transferRequested: state.transferRequests.length > 0,
  };
}

/** Who held the case on a day; before the first holder's day, the first. */
export function heldBy(row: Pick<CaseRow, 'holders'>, on: EpochDay): { district: string; office: string } {
  const holder = row.holders.findLast(({ from }) => from <= on) ?? row.holders[0];
  if (holder === undefined) throw new Error('a case always has a holder');
  return holder;
}

/**
 * What the numbers in a packed row stand for, by position. Only ever added to at the end: rows written before lie in the
 * table. These say nothing of rank or meaning; that is the vocabulary's.
 */
export const ROW_CODES = {
  status: ['held', 'referred', 'enrolled', 'planned', 'interrupted', 'closed'],
  sex: ['woman', 'man', 'unknown'],
  answer: ['approved', 'approved-with-reservation', 'objected', 'unable'],
  outcome: [
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
  ],
  kind: [
    'received',
    'held',
    'released',
    'restarted',
    'enrolled',
    'work-started',
    'measure-started',
    'reviewed',
    'review-concluded',
    'plan-approved',
    'interrupted',
    'closed-with-work',
    'closed-by-office',
    'closed',
  ],
} as const satisfies {
  readonly status: ReadonlyArray<Status>;
  readonly sex: ReadonlyArray<Sex>;
  readonly answer: ReadonlyArray<Answer>;
  readonly outcome: ReadonlyArray<ClosureOutcome>;
  readonly kind: ReadonlyArray<ClockFactKind>;
};

const index = (values: ReadonlyArray<unknown>) =>
  z
    .int()
    .min(0)
    .max(values.length - 1);

/** The stored form: a JSON tuple led by its own version, small because every index repeats it. */
const packedSchema = z.tuple([
  z.literal(2),
  z.string(),
  z.int(),
  z.int(),
  index(ROW_CODES.status),
  z.int(),
  index(ROW_CODES.sex),
  z.int(),
  z.string(),
  z.array(z.string()),
  z.array(z.string()),
  z.array(z.tuple([z.int(), z.string(), z.string()])),
  z.int(),
  z.tuple([z.int(), z.int(), z.int()]).nullable(),
  z.tuple([z.int(), index(ROW_CODES.outcome)]).nullable(),
  z.array(z.tuple([index(ROW_CODES.kind), z.int(), z.int(), z.int()])),
  z.array(z.tuple([z.string(), z.int(), z.int()])),
  z.int(),
]);

type Packed = z.infer<typeof packedSchema>;

/** Packs a row for storing. */
export function packRow(row: CaseRow): string {
  const packed: Packed = [
    2,
    row.id,
    row.version,
    row.changedAt,
    ROW_CODES.status.indexOf(row.status),
    row.receivedOn,
    ROW_CODES.sex.indexOf(row.sex),
    row.ageAtReceipt,
    row.targetGroup,
    [...row.targetGroupMatches],
    [...row.priority],
    row.holders.map(({ from, district, office }) => [from, district, office]),
    row.hasCoach ? 1 : 0,
    row.plan === null
      ? null
      : [
          row.plan.version,
          row.plan.thin ? 1 : 0,
          row.plan.answer === null ? -1 : ROW_CODES.answer.indexOf(row.plan.answer),
        ],
    row.closure === null ? null : [row.closure.on, ROW_CODES.outcome.indexOf(row.closure.outcome)],
    row.timeline.map(({ kind, on, recordedOn, seenFrom }) => [
      ROW_CODES.kind.indexOf(kind),
      on,
      recordedOn - on,
      seenFrom - recordedOn,
    ]),
    row.findings.map(({ clock, kind, asOf }) => [clock, kind === 'warned' ? 0 : 1, toEpochDay(asOf)]),
    row.transferRequested ? 1 : 0,
  ];
  return JSON.stringify(packed);
}

/** Reads a packed row; throws a `ZodError` on one that this version did not write. */
export function unpackRow(text: string): CaseRow {
  const [
    ,
    id,
    version,
    changedAt,
    status,
    receivedOn,
    sex,
    ageAtReceipt,
    targetGroup,
    targetGroupMatches,
    priority,
    holders,
    hasCoach,
    plan,
    closure,
    timeline,
    findings,
    transferRequested,
  ] = packedSchema.parse(JSON.parse(text));
  return {
    id,
    version,
    changedAt,
    status: at(ROW_CODES.status, status),
    receivedOn,
    sex: at(ROW_CODES.sex, sex),
    ageAtReceipt,
    targetGroup,
    targetGroupMatches,
    priority,
    holders: holders.map(([from, district, office]) => ({ from, district, office })),
    hasCoach: hasCoach === 1,
    plan:
      plan === null
        ? null
        : { version: plan[0], thin: plan[1] === 1, answer: plan[2] === -1 ? null : at(ROW_CODES.answer, plan[2]) },
    closure: closure === null ? null : { on: closure[0], outcome: at(ROW_CODES.outcome, closure[1]) },
    timeline: timeline.map(([kind, on, recordedAfter, seenAfter]) => ({
      kind: at(ROW_CODES.kind, kind),
      on,
      recordedOn: on + recordedAfter,
      seenFrom: on + recordedAfter + seenAfter,
    })),
    findings: findings.map(([clock, missed, asOf]) => ({
      clock,
      kind: missed === 1 ? 'missed' : 'warned',
      asOf: fromEpochDay(asOf),
    })),
    transferRequested: transferRequested === 1,
  };
}

function at<T>(values: ReadonlyArray<T>, position: number): T {
  const value = values[position];
  if (value === undefined) throw new RangeError(`no entry at ${position}`);
  return value;
}
