/** Something stored that is not what the facts call for: which item of the case, and what of it. Never its content. */
export type CaseDifference =
  | { readonly item: string; readonly kind: 'differs'; readonly attribute: string }
  /** `held-elsewhere` is a person's lock that another case holds: two open cases of one person, which no rebuild can mend. */
  | { readonly item: string; readonly kind: 'missing' | 'uncalled-for' | 'held-elsewhere' };

/** Why a case cannot be derived: what no fact tells is gone, or the facts themselves. Only a backup has it. */
export interface BeyondMending {
  readonly outcome: 'beyond-mending';
  readonly why: 'no-head' | 'unreadable-head' | 'unreadable-facts';
}

/** The case was changed each time it was looked at, so that nothing is known of it. */
export interface Restless {
  readonly outcome: 'changed-meanwhile';
}

export type CheckOutcome =
  | { readonly outcome: 'checked'; readonly differences: ReadonlyArray<CaseDifference> }
  | Restless
  | BeyondMending;

export type MendOutcome =
  | {
      readonly outcome: 'mended';
      readonly differences: ReadonlyArray<CaseDifference>;
      readonly left: ReadonlyArray<CaseDifference>;
    }
  | Restless
  | BeyondMending;

/** Derives what is derived anew: the proof that nothing is kept which the facts do not say. */
export interface CaseRebuild {
  /** The ids of all cases, or of those that come after one of them, in an order that is always the same. */
  cases(after: string | null): AsyncIterable<string>;
  /** Compares what is stored of a case with what its facts call for; a case that is gone differs in nothing. */
  check(caseId: string): Promise<CheckOutcome>;
  /** Writes what the facts call for where it differs. */
  mend(caseId: string): Promise<MendOutcome>;
}
