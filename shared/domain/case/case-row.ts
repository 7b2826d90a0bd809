import type { Finding } from '../clocks/findings.ts';
import { type ClockFact, type ClockFactKind, toClockFacts } from '../clocks/timeline.ts';
import type { Sex } from '../referral/referral.ts';
import { type EpochDay, fromEpochDay, toEpochDay } from '../time/local-date.ts';
import { packedCode, packedInt, packedList, packedText, packedTuple, packedUnlessNull } from './packed-values.ts';
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
    'calendar-corrected',
  ],
} as const satisfies {
  readonly status: ReadonlyArray<Status>;
  readonly sex: ReadonlyArray<Sex>;
  readonly answer: ReadonlyArray<Answer>;
  readonly outcome: ReadonlyArray<ClosureOutcome>;
  readonly kind: ReadonlyArray<ClockFactKind>;
};

/** The version of the stored form, a JSON list that begins with it; small, because every index repeats it. */
const FORM = 2;
const FIELDS = 18;
const NO_ANSWER = -1;

/** Packs a row for storing. */
export function packRow(row: CaseRow): string {
  const packed = [
    FORM,
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
          row.plan.answer === null ? NO_ANSWER : ROW_CODES.answer.indexOf(row.plan.answer),
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

/** Reads a packed row; throws on one that this version did not write. */
export function unpackRow(text: string): CaseRow {
  const packed: unknown = JSON.parse(text);
  const [
    form,
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
  ] = packedTuple(packed, FIELDS);
  if (form !== FORM) throw new TypeError(`a packed row is of form ${String(form)}, not ${FORM}`);
  return {
    id: packedText(id),
    version: packedInt(version),
    changedAt: packedInt(changedAt),
    status: packedCode(status, ROW_CODES.status),
    receivedOn: packedInt(receivedOn),
    sex: packedCode(sex, ROW_CODES.sex),
    ageAtReceipt: packedInt(ageAtReceipt),
    targetGroup: packedText(targetGroup),
    targetGroupMatches: packedList(targetGroupMatches, packedText),
    priority: packedList(priority, packedText),
    holders: packedList(holders, unpackHolder),
    hasCoach: packedInt(hasCoach) === 1,
    plan: packedUnlessNull(plan, unpackPlan),
    closure: packedUnlessNull(closure, unpackClosure),
    timeline: packedList(timeline, unpackClockFact),
    findings: packedList(findings, unpackFinding),
    transferRequested: packedInt(transferRequested) === 1,
  };
}

function unpackHolder(packed: unknown): CaseRow['holders'][number] {
  const [from, district, office] = packedTuple(packed, 3);
  return { from: packedInt(from), district: packedText(district), office: packedText(office) };
}

function unpackPlan(packed: unknown): CaseRow['plan'] {
  const [version, thin, answer] = packedTuple(packed, 3);
  return {
    version: packedInt(version),
    thin: packedInt(thin) === 1,
    answer: answer === NO_ANSWER ? null : packedCode(answer, ROW_CODES.answer),
  };
}

function unpackClosure(packed: unknown): CaseRow['closure'] {
  const [on, outcome] = packedTuple(packed, 2);
  return { on: packedInt(on), outcome: packedCode(outcome, ROW_CODES.outcome) };
}

function unpackClockFact(packed: unknown): ClockFact {
  const [kind, day, recordedAfter, seenAfter] = packedTuple(packed, 4);
  const on = packedInt(day);
  const recordedOn = on + packedInt(recordedAfter);
  return { kind: packedCode(kind, ROW_CODES.kind), on, recordedOn, seenFrom: recordedOn + packedInt(seenAfter) };
}

function unpackFinding(packed: unknown): Finding {
  const [clock, missed, asOf] = packedTuple(packed, 3);
  return {
    clock: packedText(clock),
    kind: packedInt(missed) === 1 ? 'missed' : 'warned',
    asOf: fromEpochDay(packedInt(asOf)),
  };
}
