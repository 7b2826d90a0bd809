import type { Finding, FindingKind } from '../clocks/findings.ts';
import { type ClockFact, type ClockFactKind, toClockFacts } from '../clocks/timeline.ts';
import type { Sex } from '../referral/referral.ts';
import { type EpochDay, fromEpochDay, toEpochDay } from '../time/local-date.ts';
import { PackedFields, packFields } from './packed-text.ts';
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
  finding: ['warned', 'missed'],
} as const satisfies {
  readonly status: ReadonlyArray<Status>;
  readonly sex: ReadonlyArray<Sex>;
  readonly answer: ReadonlyArray<Answer>;
  readonly outcome: ReadonlyArray<ClosureOutcome>;
  readonly kind: ReadonlyArray<ClockFactKind>;
  readonly finding: ReadonlyArray<FindingKind>;
};

/** The first is a plan's that nobody has answered. */
const PLAN_ANSWERS: ReadonlyArray<Answer | null> = [null, ...ROW_CODES.answer];

/** The version of the stored form, its first field; small, because every index repeats it. */
const FORM = 3;

/** Packs a row for storing; days are counted from the one on which the case was received. */
export function packRow(row: CaseRow): string {
  const { receivedOn, plan, closure } = row;
  return packFields([
    FORM,
    row.id,
    row.version,
    row.changedAt,
    ROW_CODES.status.indexOf(row.status),
    receivedOn,
    ROW_CODES.sex.indexOf(row.sex),
    row.ageAtReceipt,
    row.targetGroup,
    row.targetGroupMatches,
    row.priority,
    row.holders.flatMap(({ from, district, office }) => [from - receivedOn, district, office]),
    row.hasCoach ? 1 : 0,
    plan === null ? [] : [plan.version, plan.thin ? 1 : 0, PLAN_ANSWERS.indexOf(plan.answer)],
    closure === null ? [] : [closure.on - receivedOn, ROW_CODES.outcome.indexOf(closure.outcome)],
    row.timeline.flatMap(({ kind, on, recordedOn, seenFrom }) => [
      ROW_CODES.kind.indexOf(kind),
      on - receivedOn,
      recordedOn - on,
      seenFrom - recordedOn,
    ]),
    row.findings.flatMap(({ clock, kind, asOf }) => [
      clock,
      ROW_CODES.finding.indexOf(kind),
      toEpochDay(asOf) - receivedOn,
    ]),
    row.transferRequested ? 1 : 0,
  ]);
}

/** Reads a packed row; throws on one that this version did not write. */
export function unpackRow(packed: string): CaseRow {
  const fields = new PackedFields(packed);
  const form = fields.int();
  if (form !== FORM) throw new TypeError(`a packed row is of form ${form}, not ${FORM}`);
  const id = fields.text();
  const version = fields.int();
  const changedAt = fields.int();
  const status = fields.code(ROW_CODES.status);
  const receivedOn = fields.int();
  const word = () => fields.text('either');
  const row: CaseRow = {
    id,
    version,
    changedAt,
    status,
    receivedOn,
    sex: fields.code(ROW_CODES.sex),
    ageAtReceipt: fields.int(),
    targetGroup: fields.text(),
    targetGroupMatches: fields.list(word),
    priority: fields.list(word),
    holders: fields.list(() => unpackHolder(fields, receivedOn)),
    hasCoach: fields.int() === 1,
    plan: fields.unlessEmpty(() => unpackPlan(fields)),
    closure: fields.unlessEmpty(() => ({
      on: receivedOn + fields.int('value'),
      outcome: fields.code(ROW_CODES.outcome),
    })),
    timeline: fields.list(() => unpackClockFact(fields, receivedOn)),
    findings: fields.list(() => unpackFinding(fields, receivedOn)),
    transferRequested: fields.int() === 1,
  };
  fields.end();
  return row;
}

function unpackHolder(fields: PackedFields, receivedOn: EpochDay): CaseRow['holders'][number] {
  return { from: receivedOn + fields.int('value'), district: fields.text('value'), office: fields.text('either') };
}

function unpackPlan(fields: PackedFields): CaseRow['plan'] {
  return {
    version: fields.int('value'),
    thin: fields.int('value') === 1,
    answer: fields.code(PLAN_ANSWERS),
  };
}

function unpackClockFact(fields: PackedFields, receivedOn: EpochDay): ClockFact {
  const kind = fields.code(ROW_CODES.kind, 'value');
  const on = receivedOn + fields.int('value');
  const recordedOn = on + fields.int('value');
  return { kind, on, recordedOn, seenFrom: recordedOn + fields.int('either') };
}

function unpackFinding(fields: PackedFields, receivedOn: EpochDay): Finding {
  return {
    clock: fields.text('value'),
    kind: fields.code(ROW_CODES.finding, 'value'),
    asOf: fromEpochDay(receivedOn + fields.int('either')),
  };
}
