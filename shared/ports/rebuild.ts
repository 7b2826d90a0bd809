/** Something stored that is not what the facts call for: which item of the case, and which attribute. Never its content. */
export interface CaseDifference {
  readonly item: string;
  readonly attribute: string;
}

/** Some of the table's cases, and from where to go on; `next` is `null` when there are no more. */
export interface RebuildPage {
  readonly cases: ReadonlyArray<string>;
  readonly next: string | null;
}

export type MendOutcome =
  | { readonly outcome: 'mended'; readonly differences: ReadonlyArray<CaseDifference> }
  | { readonly outcome: 'changed-meanwhile' };

/** Derives what is derived anew: the proof that nothing is kept which the facts do not say. */
export interface CaseRebuild {
  cases(after: string | null): Promise<RebuildPage>;
  /** Compares what is stored of a case with what its facts call for. */
  check(caseId: string): Promise<ReadonlyArray<CaseDifference>>;
  /** Writes what the facts call for where it differs, unless the case has changed since it was read. */
  mend(caseId: string): Promise<MendOutcome>;
}
