import { localDate } from '../../shared/domain/time/local-date.ts';
import { countFinish, countFound, daysUnassessed } from '../../shared/observability/check-metrics.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import type { CheckRuns, DuePlace, FoundCase } from '../../shared/ports/check-runs.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { WorkOf } from '../../shared/ports/work.ts';

export interface DispatchCheck {
  readonly runs: Omit<CheckRuns, 'get' | 'finish' | 'start'>;
  readonly observer: Observer;
  readonly clock: Clock;
}

/** What was sent out of a shard, and whether there is more. */
interface SentOut {
  readonly found: number;
  readonly batches: number;
  /** For how many days the case that waited longest had waited. */
  readonly oldestDays: number;
  readonly hasMore: boolean;
}

const CASES_PER_BATCH = 50;

/**
 * Sends out the cases that are due for a run in batches, each shard by itself, and leaves to a next part of the run what
 * it has no time for. A batch begins where the one before it in its shard ended and its place is given once: whoever else
 * sends out the same run, before or meanwhile, the batches are one chain and hold every case once.
 */
export async function dispatchCheck(
  work: WorkOf<'dispatch-check'>,
  deps: DispatchCheck,
  hasTime: () => boolean = () => true,
): Promise<void> {
  const { runs, observer, clock } = deps;
  const shards = await Promise.allSettled(runs.beginnings.map((place) => sendOut(place, work, deps, hasTime)));
  const sent = shards.map((shard) => {
    if (shard.status === 'rejected') throw shard.reason;
    return shard.value;
  });
  const isOut = !sent.some(({ hasMore }) => hasMore);
  if (!isOut) await runs.leave({ ...work, part: work.part + 1 }, clock());
  const ended = isOut ? await runs.dispatched(work.run) : null;
  if (ended !== null) countFinish(ended, clock(), observer);
  const total = (count: (shard: SentOut) => number) => sent.reduce((sum, shard) => sum + count(shard), 0);
  const found = total((shard) => shard.found);
  observer.log('CHECK_STARTED', { run: work.run, asOf: work.asOf, found, batches: total(({ batches }) => batches) });
  countFound({ cases: found, oldestDays: Math.max(...sent.map(({ oldestDays }) => oldestDays)) }, observer);
}

async function sendOut(
  beginning: DuePlace,
  { run, asOf }: WorkOf<'dispatch-check'>,
  { runs, clock }: DispatchCheck,
  hasTime: () => boolean,
): Promise<SentOut> {
  let found = 0;
  let batches = 0;
  let oldestDays = 0;
  let from: DuePlace | null = beginning;
  while (from !== null) {
    let place: DuePlace = from;
    let isTaken = false;
    for await (const cases of inBatches(runs.due(asOf, place))) {
      if (!hasTime()) return { found, batches, oldestDays, hasMore: true };
      const dispatched = await runs.dispatch(run, asOf, place, cases, clock());
      isTaken = dispatched.outcome === 'taken';
      if (dispatched.outcome === 'taken') break;
      place = dispatched.next;
      found += cases.length;
      oldestDays = Math.max(oldestDays, ...cases.map((one) => daysUnassessed(one, localDate(asOf))));
      batches += cases.length === 0 ? 0 : 1;
    }
    from = isTaken ? await runs.reached(run, beginning.shard) : null;
  }
  return { found, batches, oldestDays, hasMore: false };
}

/** Batch by batch, and in the end one without cases. */
async function* inBatches(due: AsyncIterable<FoundCase>): AsyncGenerator<ReadonlyArray<FoundCase>> {
  let batch: Array<FoundCase> = [];
  for await (const one of due) {
    batch.push(one);
    if (batch.length === CASES_PER_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
  yield [];
}
