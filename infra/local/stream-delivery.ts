import type { DynamoDBRecord } from 'aws-lambda';
import { batchOutcome } from './batch-outcome.ts';
import type { FunctionPool } from './function-pool.ts';
import type { Pause } from './pause.ts';

const FIRST_PAUSE_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 5_000;

/** How a batch that fails is treated, as the template says. */
export interface DeliveryRules {
  readonly reportsItemFailures: boolean;
  readonly bisects: boolean;
  /** -1 for ever. */
  readonly retries: number;
  /** Of the oldest record of a batch; -1 for any age. */
  readonly maximumAgeSeconds: number;
}

/** Why and how often a batch was tried before it was given up. */
export interface GivenUp {
  readonly records: ReadonlyArray<DynamoDBRecord>;
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly invocations: number;
}

export interface DeliveryOptions {
  readonly pool: Pick<FunctionPool, 'invoke'>;
  readonly rules: DeliveryRules;
  readonly giveUp: (given: GivenUp) => Promise<void>;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly pause: Pause;
}

interface Batch {
  readonly records: ReadonlyArray<DynamoDBRecord>;
  readonly invocations: number;
}

/**
 * Delivers records in order until each is handled or given up: what a function reports as handled is not repeated, a
 * batch that makes no headway is halved until the bad record stands alone, and that one is tried again until its retries
 * or its age run out. Rejects only when stopped, or when what is given up cannot be put away.
 */
export async function deliver(records: ReadonlyArray<DynamoDBRecord>, options: DeliveryOptions): Promise<void> {
  const { pool, rules, signal } = options;
  const waiting: Array<Batch> = [{ records, invocations: 0 }];
  for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
    const given = batch.records;
    const invocation = await pool.invoke({ Records: given });
    const ids = new Set(given.map(sequenceOf));
    const outcome = batchOutcome(invocation, ids, rules.reportsItemFailures);
    const firstFailed =
      outcome.kind === 'handled' ? given.findIndex((record) => outcome.failedIds.has(sequenceOf(record))) : 0;
    if (firstFailed < 0) continue;
    signal.throwIfAborted();
    if (firstFailed > 0) waiting.unshift({ records: given.slice(firstFailed), invocations: 0 });
    else waiting.unshift(...(await again({ records: given, invocations: batch.invocations + 1 }, options)));
  }
}

/** What to try next of a batch that failed from its first record on; nothing when it is given up. */
async function again(
  batch: Batch,
  { rules, giveUp, signal, now, pause }: DeliveryOptions,
): Promise<ReadonlyArray<Batch>> {
  const { records, invocations } = batch;
  if (rules.bisects && records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    return [records.slice(0, middle), records.slice(middle)].map((half) => ({ records: half, invocations: 0 }));
  }
  const condition = exhausted(batch, rules, now());
  if (condition !== undefined) {
    await giveUp({ records, condition, invocations });
    return [];
  }
  await pause(Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** (invocations - 1), LONGEST_PAUSE_MILLISECONDS), signal);
  return [batch];
}

function exhausted(
  { records, invocations }: Batch,
  rules: DeliveryRules,
  now: number,
): GivenUp['condition'] | undefined {
  if (rules.retries >= 0 && invocations > rules.retries) return 'RetryAttemptsExhausted';
  const createdAt = records[0]?.dynamodb?.ApproximateCreationDateTime;
  const tooOld =
    rules.maximumAgeSeconds >= 0 && createdAt !== undefined && now / 1000 - createdAt > rules.maximumAgeSeconds;
  return tooOld ? 'RecordAgeExceeded' : undefined;
}

/** The sequence number of a record, by which a function names it. */
export function sequenceOf(record: DynamoDBRecord): string {
  return record.dynamodb?.SequenceNumber ?? '';
}
