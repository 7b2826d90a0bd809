import type { LocalDate } from '../time/local-date.ts';
import { assess, type ClockRules, takeUpCorrection } from './compliance.ts';
import type { NewFact } from './facts.ts';
import { type RecordedBy, record } from './record.ts';
import type { CaseState } from './state.ts';

/**
 * Everything that the check of a day records of a case. Corrections of the calendar come first: no promise is judged by
 * days that the city knows to be wrong, however late the check comes.
 */
export function nightlyCheck(
  before: CaseState,
  rules: ClockRules,
  asOf: LocalDate,
  by: RecordedBy,
): ReadonlyArray<NewFact> {
  const facts: Array<NewFact> = [];
  let state = before;
  for (;;) {
    const correction = takeUpCorrection(state, rules, asOf);
    if (correction === null) return [...facts, ...assess(state, rules, asOf)];
    facts.push(correction);
    state = record(state.id, state, [correction], by).state;
  }
}
