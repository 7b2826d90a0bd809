import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Checkpoint, StreamPosition } from './checkpoint.ts';
import type { EventFilter } from './filter-pattern.ts';
import type { FunctionPool } from './function-pool.ts';
import { pause } from './pause.ts';
import type { Running } from './sqs-poller.ts';
import { type DeliveryRules, deliver, type GivenUp, sequenceOf } from './stream-delivery.ts';
import type { TableStream } from './table-stream.ts';

const IDLE_MILLISECONDS = 100;
const RETRY_MILLISECONDS = 1_000;
/** How often a position that only passed over unwanted records is written down. */
const NOTE_MILLISECONDS = 1_000;

export interface StreamPollerOptions {
  readonly table: string;
  readonly stream: TableStream;
  readonly pool: Pick<FunctionPool, 'invoke' | 'deployed'>;
  readonly checkpoint: Checkpoint;
  readonly filter: EventFilter;
  readonly batchSize: number;
  readonly rules: DeliveryRules;
  /** Where what is given up is put away, as JSON; `undefined` when it is dropped. */
  readonly sendFailure: ((body: string) => Promise<void>) | undefined;
  readonly report: (problem: string) => void;
  readonly now?: () => number;
}

/**
 * Feeds a table's stream to a function, by Lambda's rules: in order, filtered, and from the position after the last
 * batch that was dealt with, which is written down only then. What a crash cuts short is delivered again.
 */
export function pollStream(options: StreamPollerOptions): Running {
  const stopping = new AbortController();
  const polling = poll(options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await polling;
    },
  };
}

async function poll(options: StreamPollerOptions, signal: AbortSignal): Promise<void> {
  const reader = shardReader(options, signal);
  while (!signal.aborted) {
    try {
      const found = await reader.round();
      if (!found) await pause(IDLE_MILLISECONDS, signal);
    } catch (error) {
      if (signal.aborted) break;
      options.report(`${options.table}'s stream: ${error instanceof Error ? error.message : String(error)}`);
      reader.forgetIterators();
      await pause(RETRY_MILLISECONDS, signal).catch(() => undefined);
    }
  }
  reader.note();
}

interface ShardReader {
  /** Reads every open shard once; whether there was anything. */
  round(): Promise<boolean>;
  forgetIterators(): void;
  /** Writes the position down. */
  note(): void;
}

function shardReader(options: StreamPollerOptions, signal: AbortSignal): ShardReader {
  const { table, stream, checkpoint, now = Date.now } = options;
  const saved = checkpoint.read();
  const position: StreamPosition =
    saved?.streamArn === stream.arn ? saved : { table, streamArn: stream.arn, shards: {} };
  const iterators = new Map<string, string>();
  let open: ReadonlyArray<string> | undefined;
  let notedAt = 0;
  let changed = false;

  const note = () => {
    if (changed) checkpoint.write(position);
    notedAt = now();
    changed = false;
  };
  const advance = (shardId: string, after: string | null, finished: boolean) => {
    position.shards[shardId] = { after, finished };
    changed = true;
  };
  /** The shards to read: unfinished, and without a parent that still has to be read first. */
  const openShards = async (): Promise<ReadonlyArray<string>> => {
    const shards = await stream.shards();
    const known = new Set(shards.map(({ id }) => id));
    const finished = (id: string) => position.shards[id]?.finished === true;
    return shards
      .filter(
        ({ id, parentId }) => !finished(id) && (parentId === undefined || !known.has(parentId) || finished(parentId)),
      )
      .map(({ id }) => id);
  };
  const readShard = async (shardId: string): Promise<boolean> => {
    const after = position.shards[shardId]?.after ?? null;
    const iterator = iterators.get(shardId) ?? (await stream.iterator(shardId, after));
    const page = iterator === undefined ? 'expired' : await stream.read(iterator);
    if (page === 'expired') {
      iterators.delete(shardId);
      return false;
    }
    const wanted = page.records.filter(options.filter);
    for (let from = 0; from < wanted.length; from += options.batchSize) {
      const batch = wanted.slice(from, from + options.batchSize);
      await deliver(batch, { ...options, now, signal, pause, giveUp: (given) => putAway(given, shardId, options) });
      advance(shardId, sequenceAt(batch, -1), false);
      note();
    }
    const last = page.records.length === 0 ? after : sequenceAt(page.records, -1);
    if (page.records.length > 0) advance(shardId, last, false);
    if (page.next === undefined) {
      advance(shardId, last, true);
      open = undefined;
    } else {
      iterators.set(shardId, page.next);
    }
    if (changed && now() - notedAt >= NOTE_MILLISECONDS) note();
    return page.records.length > 0;
  };

  return {
    round: async () => {
      open ??= await openShards();
      let found = false;
      for (const shardId of open) found = (await readShard(shardId)) || found;
      if (open?.length === 0) open = undefined;
      return found;
    },
    forgetIterators: () => {
      iterators.clear();
      open = undefined;
    },
    note,
  };
}

/** What Lambda sends to a failure destination: where the records are, never what they hold. */
async function putAway(
  { records, condition, invocations }: GivenUp,
  shardId: string,
  { pool, stream, sendFailure, now = Date.now }: StreamPollerOptions,
): Promise<void> {
  await sendFailure?.(
    JSON.stringify({
      requestContext: {
        requestId: randomUUID(),
        functionArn: pool.deployed.arn,
        condition,
        approximateInvokeCount: invocations,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date(now()).toISOString(),
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: sequenceAt(records, 0),
        endSequenceNumber: sequenceAt(records, -1),
        approximateArrivalOfFirstRecord: arrivalAt(records, 0),
        approximateArrivalOfLastRecord: arrivalAt(records, -1),
        batchSize: records.length,
        streamArn: stream.arn,
      },
    }),
  );
}

function sequenceAt(records: ReadonlyArray<DynamoDBRecord>, index: 0 | -1): string {
  const record = records.at(index);
  return record === undefined ? '' : sequenceOf(record);
}

function arrivalAt(records: ReadonlyArray<DynamoDBRecord>, index: 0 | -1): string {
  return new Date((records.at(index)?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
}
