import { type CaseRow, rowOf } from '../case/case-row.ts';
import { fold } from '../case/evolve.ts';
import type { Fact } from '../case/facts.ts';

/** Whether a case has changed since an instant (RFC 3339), so that its row tells too much. */
export function changedAfter(row: Pick<CaseRow, 'changedAt'>, cutOff: string): boolean {
  return row.changedAt > Date.parse(cutOff);
}

/**
 * The row of a case by the facts recorded at or before an instant; `undefined` when there were none. Facts from history
 * too count by when they were written, not by when they occurred. Up to the last such fact every fact is taken, so that
 * clocks of different machines disagreeing by milliseconds cannot tear a case.
 */
export function rowAsOf(facts: ReadonlyArray<Fact>, cutOff: string): CaseRow | undefined {
  const limit = Date.parse(cutOff);
  const known = facts.slice(0, facts.findLastIndex(({ recordedAt }) => Date.parse(recordedAt) <= limit) + 1);
  const state = fold(known);
  const latest = known.at(-1);
  return state === undefined || latest === undefined ? undefined : rowOf(state, latest.recordedAt);
}
