import { evolve } from './evolve.ts';
import type { Envelope, Fact, NewFact } from './facts.ts';
import { type CaseState, holderOf } from './state.ts';

/** Who recorded facts, when and from where. */
export type RecordedBy = Pick<Envelope, 'recordedAt' | 'source' | 'by'>;

/** A case after some facts more. */
export interface Recorded {
  readonly state: CaseState;
  readonly facts: ReadonlyArray<Fact>;
}

/** Puts decided facts in their envelopes, after those a case already has, and folds them into its state. */
export function record(
  caseId: string,
  before: CaseState | undefined,
  decided: ReadonlyArray<NewFact>,
  by: RecordedBy,
): Recorded {
  const facts: Array<Fact> = [];
  let state = before;
  for (const fact of decided) {
    const sequence = (state?.version ?? 0) + 1;
    const recorded = { ...fact, id: `${caseId}/${sequence}`, sequence, ...by, audience: audienceOf(state, fact) };
    facts.push(recorded);
    state = evolve(state, recorded);
  }
  if (state === undefined) throw new Error('recording needs at least one fact');
  return { state, facts };
}

function audienceOf(state: CaseState | undefined, fact: NewFact): Envelope['audience'] {
  if (fact.type === 'case.received') return { district: fact.data.district, office: fact.data.office };
  if (state === undefined) throw new Error(`${fact.type} cannot be the first fact of a case`);
  const { district, office } = holderOf(state);
  return { district, office };
}
