import type { LocalDate } from '../domain/time/local-date.ts';
import type { WorkOf } from './work.ts';

/** One run of the nightly check. */
export interface CheckRun {
  readonly id: string;
  readonly asOf: LocalDate;
  /** Instant. */
  readonly startedAt: string;
  /** Whether every case it found has gone out in a batch. */
  readonly dispatched: boolean;
}

/** How a batch of a run went. A case that could not be assessed is named, for a person to look at. */
export interface BatchResult {
  readonly finishedAt: string;
  readonly assessed: number;
  readonly warned: number;
  readonly missed: number;
  readonly unchanged: number;
  readonly failed: ReadonlyArray<string>;
}

export interface CheckBatch {
  readonly cases: ReadonlyArray<string>;
  readonly number: number;
  /** `null` until it has been assessed. */
  readonly result: BatchResult | null;
}

/** Where check runs, and the cases due for one, are kept. */
export interface CheckRuns {
  /** Records a run unless it exists; gives the one that is stored. */
  start(run: CheckRun): Promise<CheckRun>;
  get(run: string): Promise<{ readonly run: CheckRun; readonly batches: ReadonlyArray<CheckBatch> } | undefined>;
  /** Every case whose next check is on or before a day. */
  due(asOf: LocalDate): Promise<ReadonlyArray<string>>;
  /** Writes a batch as a work item, once. */
  dispatch(batch: WorkOf<'assess-cases'>): Promise<void>;
  /** Marks that every batch of a run is out. */
  dispatched(run: string): Promise<void>;
  /** Records how a batch went; the same again changes nothing. */
  finish(run: string, batch: number, result: BatchResult): Promise<void>;
}
