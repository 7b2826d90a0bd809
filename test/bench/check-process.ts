import { getHeapStatistics } from 'node:v8';
import * as z from 'zod';
import { dispatchCheck } from '../../functions/check-deadlines/dispatch-check.ts';
import { randomId } from '../../shared/adapters/ids.ts';
import { tableCheckRuns } from '../../shared/adapters/table/check-runs.ts';
import { DUE_SHARDS } from '../../shared/adapters/table/keys.ts';
import { localDateSchema } from '../../shared/domain/time/local-date.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { tableClient } from '../support/case-table.ts';
import { meter, total } from './meter.ts';

/**
 * The nightly check's sending out in a process of its own, whose memory is bounded from outside. What it finds comes
 * from one table; the batches go to another, so that measuring leaves no trace in what is measured.
 */
const [, , argument = ''] = process.argv;
const { url, cases, batches, asOf } = z
  .object({ url: z.url(), cases: z.string(), batches: z.string(), asOf: localDateSchema })
  .parse(JSON.parse(argument));

const client = tableClient(url);
let peakBytes = 0;
client.middlewareStack.add(
  (next) => (given) => {
    peakBytes = Math.max(peakBytes, getHeapStatistics().used_heap_size);
    return next(given);
  },
  { step: 'initialize', name: 'watchHeap' },
);
const readings = meter(client);
const runs = { ...tableCheckRuns(client, batches), due: tableCheckRuns(client, cases).due };
const observer = { log: () => {}, failed: () => {}, count: () => {}, begin: () => {}, end: () => {} };

const work = { kind: 'dispatch-check', run: randomId(), asOf, part: 1 } as const;
await runs.start({ id: work.run, asOf, startedAt: systemClock(), dispatched: false }, work);
await dispatchCheck(work, { runs, observer, clock: systemClock });

const { items } = total(readings, (kind) => kind === 'Query due');
// The last of each shard says that there are no more.
const sent = total(readings, (kind) => kind === 'PutItem CHECK').requests - DUE_SHARDS;
console.log(JSON.stringify({ items, batches: sent, peakBytes }));
