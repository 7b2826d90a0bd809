import * as z from 'zod';
import { type LocalDate, localDateSchema } from '../time/local-date.ts';
import type { CaseState } from './state.ts';

/**
 * What has become of the ground for disclosing data. `withdrawn`: nothing new may go to another authority. `missing`:
 * they went to another district without one, after it was withdrawn; records of the past can tell of that.
 */
export const ENDED_GROUNDS = ['withdrawn', 'missing'] as const;

/** One entry of the ledger of disclosures: what went where, when, and on what ground. */
export interface Disclosure {
  readonly what: 'referral' | 'case';
  readonly on: LocalDate;
  readonly from: Holder;
  readonly to: Holder;
  /** Within one authority nothing is disclosed, and no ground is needed; `null` where there was none. */
  readonly basis: string | null;
  readonly givenOn: LocalDate | null;
  readonly withdrawnOn: LocalDate | null;
}

interface Holder {
  readonly district: string;
  readonly office: string | null;
}

/** Offices are one authority (the board that answers for them); each district is another. */
const SAME_AUTHORITY = 'same-authority';

/** Everything that has gone from one to another with the case, in order: the referral, then each move. */
export function disclosuresOf({ disclosure, holders }: LedgerState): ReadonlyArray<Disclosure> {
  const { basis, givenOn, withdrawnOn } = disclosure;
  return holders.map(({ from: on, district, office }, index) => {
    const before = holders[index - 1];
    const to = { district, office };
    if (before === undefined) {
      return { what: 'referral', on, from: { district, office: null }, to, basis, givenOn, withdrawnOn };
    }
    const from = { district: before.district, office: before.office };
    if (before.district === district) {
      return { what: 'case', on, from, to, basis: SAME_AUTHORITY, givenOn: null, withdrawnOn: null };
    }
    const had = withdrawnOn === null || on <= withdrawnOn;
    return { what: 'case', on, from, to, basis: had ? basis : null, givenOn: had ? givenOn : null, withdrawnOn };
  });
}

/** What of a case the ledger is made of. */
type LedgerState = Pick<CaseState, 'disclosure' | 'holders'>;

/** A ground that is no longer in force. */
export const endedGroundSchema = z.strictObject({
  ground: z.enum(ENDED_GROUNDS),
  basis: z.string(),
  givenOn: localDateSchema,
  withdrawnOn: localDateSchema,
});
export type EndedGround = z.infer<typeof endedGroundSchema>;

/** What has become of the ground; `null` while it is in force. */
export function endedGround(state: LedgerState): EndedGround | null {
  const { basis, givenOn, withdrawnOn } = state.disclosure;
  if (withdrawnOn === null) return null;
  const isMissing = disclosuresOf(state).some((disclosure) => disclosure.basis === null);
  return { ground: isMissing ? 'missing' : 'withdrawn', basis, givenOn, withdrawnOn };
}
