import type { LocalDate } from '../domain/time/local-date.ts';
import type { WorkOf } from './work.ts';

/** For how long a run is kept, as long as the feed is read: how a night went is asked soon after; what it found stands in the cases. */
export const RUN_DAYS = 90;

/** One run of the nightly check. */
export interface CheckRun {
  readonly id: string;
  readonly asOf: LocalDate;
  /** Instant. */
  readonly startedAt: string;
  /** Whether every case it found has gone out in a batch. */
  readonly dispatched: boolean;
}

/** A case that a check could not judge, and the kind of error that stood in the way: for a person to look at. */
export interface FailedCase {
  readonly caseId: string;
  readonly reason: string;
}

/** The reason of a case that no delivery got to: any other says more. */
export const NOT_REACHED = 'NotReached';

/** How a batch of a run went. */
export interface BatchResult {
  readonly finishedAt: string;
  readonly assessed: number;
  readonly warned: number;
  readonly missed: number;
  readonly unchanged: number;
  readonly failed: ReadonlyArray<FailedCase>;
}

export interface CheckBatch {
  readonly cases: ReadonlyArray<string>;
  readonly number: number;
  /** `null` until it has been assessed. */
  readonly result: BatchResult | null;
}

/** A case in the list of those to be checked, and the day from which it is to be. */
export interface DueCase {
  readonly caseId: string;
  readonly on: LocalDate;
}

/** A case that was found due, with the instant of its latest fact. */
export interface FoundCase extends DueCase {
  readonly recordedAt: string;
}

/** A place in a shard of that list: behind a case, or at the beginning. */
export interface DuePlace {
  readonly shard: number;
  readonly after: DueCase | null;
  /** The number of the batch that begins there: no two places of a run have the same. */
  readonly batch: number;
}

/** What became of a batch that was to begin at a place. */
export type Dispatched =
  | { readonly outcome: 'out'; readonly next: DuePlace }
  /** Someone has sent out another from there, or found no more. */
  | { readonly outcome: 'taken' };

/** Where check runs, and the cases due for one, are kept. */
export interface CheckRuns {
  /** Records a run, and that its cases are to be sent out, unless it exists; gives the one that is stored. */
  start(run: CheckRun, work: WorkOf<'dispatch-check'>): Promise<CheckRun>;
  get(run: string): Promise<{ readonly run: CheckRun; readonly batches: ReadonlyArray<CheckBatch> } | undefined>;
  /** Where each shard begins. */
  readonly beginnings: ReadonlyArray<DuePlace>;
  /** The cases of a shard, from a place on, whose next check is on or before a day: page by page, in an order that stays. */
  due(asOf: LocalDate, from: DuePlace): AsyncIterable<FoundCase>;
  /**
   * Sends out a batch that begins at a place, unless one does. No cases say that the shard has no more. It is forgotten
   * when the run is: what it found stands in the cases, and nothing else is to name them when they have been destroyed.
   */
  dispatch(
    run: string,
    asOf: LocalDate,
    place: DuePlace,
    cases: ReadonlyArray<DueCase>,
    at: string,
  ): Promise<Dispatched>;
  /** The place behind the last batch of a shard that is out; `null` when the shard has no more. */
  reached(run: string, shard: number): Promise<DuePlace | null>;
  /** Leaves the rest of a run to its next part, once. */
  leave(next: WorkOf<'dispatch-check'>, at: string): Promise<void>;
  /** Marks that every batch of a run is out; gives the run if all of them had already ended. */
  dispatched(run: string): Promise<CheckRun | null>;
  /** The cases at which earlier deliveries of a batch were when they ended, if they noted it, the latest last. */
  endedAt(run: string, batch: number): Promise<ReadonlyArray<string>>;
  /** Notes at which case a delivery of a batch is now, beside those at which earlier ones ended. */
  noteTrying(run: string, batch: number, caseId: string, endedAt: ReadonlyArray<string>): Promise<void>;
  /**
   * Records how a batch went, unless an earlier delivery of it got as far: failed for no more cases, found no less,
   * reached no fewer. Gives
   * the run when this was the first result of the last batch: the run has come to its end.
   */
  finish(run: string, batch: number, result: BatchResult): Promise<CheckRun | null>;
}
