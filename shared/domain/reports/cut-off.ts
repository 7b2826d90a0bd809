import { occasionsIn } from '../case/attendance.ts';
import { type CaseRow, rowOf } from '../case/case-row.ts';
import { fold } from '../case/evolve.ts';
import type { Fact } from '../case/facts.ts';
import { type OccasionRow, occasionRowOf } from '../case/occasion-row.ts';

/** Tells whether a case, or an occasion, has changed since an instant (RFC 3339), so that its row tells too much. */
export function changedAfter(cutOff: string): (row: Pick<CaseRow, 'changedAt'>) => boolean {
  const limit = Date.parse(cutOff);
  return ({ changedAt }) => changedAt > limit;
}

/**
 * The row of a case by the facts recorded at or before an instant; `undefined` when there were none. Facts from history
 * too count by when they were written, not by when they occurred. Up to the last such fact every fact is taken, so that
 * clocks of different machines disagreeing by milliseconds cannot tear a case.
 */
export function rowAsOf(facts: ReadonlyArray<Fact>, cutOff: string): CaseRow | undefined {
  const known = knownBy(facts, cutOff);
  const state = fold(known);
  const latest = known.at(-1);
  return state === undefined || latest === undefined ? undefined : rowOf(state, latest.recordedAt);
}

/** The row of one of a case's occasions by the same facts; `undefined` when it had not been noted. */
export function occasionAsOf(
  facts: ReadonlyArray<Fact>,
  { caseId, id }: Pick<OccasionRow, 'caseId' | 'id'>,
  cutOff: string,
): OccasionRow | undefined {
  const occasion = occasionsIn(knownBy(facts, cutOff)).find((one) => one.id === id);
  return occasion === undefined ? undefined : occasionRowOf(caseId, occasion);
}

function knownBy(facts: ReadonlyArray<Fact>, cutOff: string): ReadonlyArray<Fact> {
  const limit = Date.parse(cutOff);
  return facts.slice(0, facts.findLastIndex(({ recordedAt }) => Date.parse(recordedAt) <= limit) + 1);
}
