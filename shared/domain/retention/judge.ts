import type { CaseRow } from '../case/case-row.ts';
import type { Fact, FactType } from '../case/facts.ts';
import type { CaseState } from '../case/state.ts';
import { addDays, fromEpochDay, type LocalDate } from '../time/local-date.ts';
import { dateInStockholm } from '../time/stockholm.ts';
import { dueFrom, finishBy, type PlacedHold, RETENTION_HOLDS, type RetentionHold, type RetentionRule } from './rule.ts';

/** What is known of a case when its time is judged; nothing of it is written down. */
export interface JudgedFile {
  readonly state: Pick<CaseState, 'status' | 'closure' | 'restrictedOn'>;
  readonly lastNoteOn: LocalDate;
  /** The day of its latest write. */
  readonly storedOn: LocalDate;
  /** Secret: it decides whether the case belongs to the sample, and is not told. */
  readonly birthDate: LocalDate;
  readonly hasOtherOpenCase: boolean;
  /** What somebody has put in the way, and the last day it does. */
  readonly placed: ReadonlyArray<{ readonly ground: PlacedHold; readonly until: LocalDate }>;
}

/** What a day makes of a case: nothing yet, held for some reasons, or to be destroyed. */
export type Judgement =
  | { readonly outcome: 'not-yet' }
  | { readonly outcome: 'held'; readonly reasons: ReadonlyArray<RetentionHold> }
  | { readonly outcome: 'due'; readonly isLate: boolean };

/** Whether a case is worth a closer look on a day: closed for as long as its records are kept at least. */
export function isCandidate({ closure }: Pick<CaseRow, 'closure'>, rule: RetentionRule, asOf: LocalDate): boolean {
  return closure !== null && dueFrom(rule, fromEpochDay(closure.on)) <= asOf;
}

/** Judges a case by the rule of a day. Every reason that holds it is told. */
export function judge(file: JudgedFile, rule: RetentionRule, asOf: LocalDate): Judgement {
  const { closure } = file.state;
  if (closure !== null && dueFrom(rule, closure.on) > asOf) return { outcome: 'not-yet' };
  const placed = (ground: PlacedHold) => file.placed.some((hold) => hold.ground === ground && asOf <= hold.until);
  const stands: Readonly<Record<RetentionHold, boolean>> = {
    'open-case': closure === null || file.state.status !== 'closed' || file.hasOtherOpenCase,
    'newer-note': dueFrom(rule, file.lastNoteOn) > asOf,
    'recently-stored': asOf <= addDays(file.storedOn, rule.storedDays),
    'research-sample': rule.sampleDays.includes(Number(file.birthDate.slice('YYYY-MM-'.length))),
    'legal-claim': placed('legal-claim'),
    'register-extract': placed('register-extract'),
    restriction: file.state.restrictedOn !== null,
  };
  const reasons = RETENTION_HOLDS.filter((hold) => rule.exceptions.includes(hold) && stands[hold]);
  if (reasons.length > 0 || closure === null) return { outcome: 'held', reasons };
  const last = finishBy(rule, file.lastNoteOn > closure.on ? file.lastNoteOn : closure.on);
  return { outcome: 'due', isLate: last !== null && asOf > last };
}

/**
 * What the system finds by itself is no note, nor is the end of a restriction: neither adds anything to what is known of
 * the person, who is not to be known for five years more because of it.
 */
const NO_NOTES: ReadonlySet<FactType> = new Set([
  'deadline.warned',
  'deadline.missed',
  'calendar.corrected',
  'restriction.lifted',
]);

/**
 * The day of the latest note among some facts; `undefined` when nobody noted any of them. What is imported was noted when
 * it occurred.
 */
export function lastNoteOf(
  facts: ReadonlyArray<Pick<Fact, 'type' | 'source' | 'occurredOn' | 'recordedAt'>>,
): LocalDate | undefined {
  return facts
    .filter(({ type }) => !NO_NOTES.has(type))
    .map(({ source, occurredOn, recordedAt }) => (source === 'history' ? occurredOn : dateInStockholm(recordedAt)))
    .toSorted()
    .at(-1);
}
