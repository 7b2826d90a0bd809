import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { localDateSchema } from '../../domain/time/local-date.ts';
import {
  type BatchResult,
  type CheckBatch,
  type CheckRun,
  type CheckRuns,
  type DueCase,
  type DuePlace,
  NOT_REACHED,
  RUN_DAYS,
} from '../../ports/check-runs.ts';
import { TransientFailure } from '../../ports/failures.ts';
import { workItemSchema } from '../../ports/work.ts';
import { transiently } from '../failures.ts';
import { json } from '../json-text.ts';
import { ABSENT, putOnce, unlessRefused } from './conditional-writes.ts';
import {
  caseKeys,
  checkBatches,
  checkBatchesOf,
  checkBatchKey,
  checkRunKey,
  DUE_SHARDS,
  dueShard,
  INDEXES,
  TABLE,
} from './keys.ts';
import { queryItems } from './query.ts';
import { daysAfter } from './time-to-live.ts';
import { transact } from './transaction.ts';
import { workAttributes, workContent } from './work-items.ts';

/** So many due cases are read at once: what is held of them stays small however many there are. */
const DUE_PAGE = 2000;

const runItem = z.object({
  id: z.string(),
  asOf: localDateSchema,
  startedAt: z.string(),
  dispatched: z.boolean(),
});
const resultSchema = z.object({
  finishedAt: z.string(),
  assessed: z.int(),
  warned: z.int(),
  missed: z.int(),
  unchanged: z.int(),
  failed: z.array(z.object({ caseId: z.string(), reason: z.string() })),
});
const batchItem = z.object({
  item: json(workItemSchema),
  result: resultSchema.optional(),
});
/** A batch's place in the chain of its shard; one without a last case ends the chain. */
const chainItem = z.object({
  batch: z.int(),
  last: z.object({ caseId: z.string(), on: localDateSchema }).nullable(),
});
const triedItem = z.object({ tried: z.array(z.string()).default([]) });
const dueItem = z.object({ pk: z.string(), nextCheckOn: localDateSchema, recordedAt: z.string() });
/** How many batches a run has, once all are out, and how many of them have ended. */
const endedItem = runItem.extend({ batches: z.int().optional(), ended: z.int().default(0) });
const anyItem = z.looseObject({ sk: z.string() });

/** Check runs in the table: the run, and its batches, which are the work items that the stream sends out. */
export function tableCheckRuns(client: DynamoDBDocumentClient, tableName: string): CheckRuns {
  const get: CheckRuns['get'] = async (id) => {
    const items = await Array.fromAsync(
      queryItems(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :run',
        ExpressionAttributeValues: { ':run': checkRunKey(id).pk },
      }),
      (item) => anyItem.parse(item),
    );
    const run = items.find(({ sk }) => sk === checkRunKey(id).sk);
    if (run === undefined) return undefined;
    const batches = items.filter((item) => item.sk.startsWith(checkBatches) && 'item' in item).map(toBatch);
    return { run: runItem.parse(run), batches };
  };

  const latestOf = async (run: string, shard: number) => {
    const query = new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :run AND begins_with(sk, :shard)',
      ExpressionAttributeValues: { ':run': checkRunKey(run).pk, ':shard': checkBatchesOf(shard) },
      ScanIndexForward: false,
      Limit: 1,
    });
    const { Items = [] } = await transiently(client.send(query));
    return chainItem.parse(Items[0]);
  };
  /** Writes a batch's first result and counts it with the run, both or neither; `false` when it has one already. */
  const isFirstResult = async (run: string, batch: number, result: BatchResult): Promise<boolean> => {
    const { outcome } = await transact<'batch' | 'run'>(client, [
      {
        role: 'batch',
        write: {
          Update: {
            TableName: tableName,
            Key: checkBatchKey(run, batch),
            UpdateExpression: 'SET #result = :result, unreached = :unreached',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#result)',
            ExpressionAttributeNames: { '#result': 'result' },
            ExpressionAttributeValues: { ':result': resultSchema.parse(result), ':unreached': unreachedIn(result) },
          },
        },
      },
      {
        role: 'run',
        write: {
          Update: {
            TableName: tableName,
            Key: checkRunKey(run),
            UpdateExpression: 'ADD ended :one',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      },
    ]);
    if (outcome === 'conflict') throw new TransientFailure('many batches of a run ended at once');
    return outcome === 'done';
  };

  return {
    get,
    start: async (run, work) => {
      const put = (role: 'run' | 'work', Item: Record<string, unknown>) => ({
        role,
        write: { Put: { TableName: tableName, Item, ConditionExpression: ABSENT } },
      });
      const outcome = await transact(client, [
        put('run', {
          ...checkRunKey(run.id),
          ...runItem.parse(run),
          [TABLE.timeToLive]: daysAfter(run.startedAt, RUN_DAYS),
        }),
        put('work', workContent(work, run.startedAt)),
      ]);
      if (outcome.outcome === 'done') return run;
      const known = await get(run.id);
      if (known === undefined) throw new TransientFailure('a check run could not be recorded');
      return known.run;
    },
    beginnings: Array.from({ length: DUE_SHARDS }, (_, shard) => ({ shard, after: null, batch: batchAfter(shard, 0) })),
    due: async function* (asOf, { shard, after }) {
      const items = queryItems(client, {
        TableName: tableName,
        IndexName: INDEXES.due.name,
        KeyConditionExpression: 'dueShard = :shard AND nextCheckOn <= :asOf',
        ExpressionAttributeValues: { ':shard': dueShard(shard), ':asOf': asOf },
        Limit: DUE_PAGE,
        ...(after === null ? {} : { ExclusiveStartKey: dueKey(shard, after) }),
      });
      for await (const item of items) {
        const { pk, nextCheckOn, recordedAt } = dueItem.parse(item);
        yield { caseId: caseKeys.caseOf(pk), on: nextCheckOn, recordedAt };
      }
    },
    dispatch: async (run, asOf, place, cases, at) => {
      const { shard, batch } = place;
      const end = cases.at(-1);
      const last = end === undefined ? null : { caseId: end.caseId, on: end.on };
      const work = { kind: 'assess-cases', run, batch, asOf, cases: cases.map(({ caseId }) => caseId) } as const;
      const isOut = await putOnce(client, tableName, {
        ...checkBatchKey(run, batch),
        batch,
        last,
        [TABLE.timeToLive]: daysAfter(at, RUN_DAYS),
        ...(last === null ? {} : workAttributes(work)),
      });
      return isOut ? { outcome: 'out', next: placeAfter(shard, { batch, last }) } : { outcome: 'taken' };
    },
    reached: async (run, shard) => {
      const latest = await latestOf(run, shard);
      return latest.last === null ? null : placeAfter(shard, latest);
    },
    leave: async (next, at) => {
      await putOnce(client, tableName, workContent(next, at));
    },
    dispatched: async (run) => {
      const chains = await Promise.all(
        Array.from({ length: DUE_SHARDS }, async (_, shard) => batchesBefore(shard, await latestOf(run, shard))),
      );
      const { Attributes } = await transiently(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: checkRunKey(run),
            UpdateExpression: 'SET dispatched = :yes, batches = :batches',
            ExpressionAttributeValues: { ':yes': true, ':batches': chains.reduce((sum, count) => sum + count, 0) },
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      return endedRun(Attributes);
    },
    endedAt: async (run, batch) => {
      const Key = checkBatchKey(run, batch);
      const { Item } = await transiently(
        client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true })),
      );
      return triedItem.parse(Item ?? {}).tried;
    },
    noteTrying: async (run, batch, caseId, endedAt) => {
      const update = new UpdateCommand({
        TableName: tableName,
        Key: checkBatchKey(run, batch),
        UpdateExpression: 'SET tried = :tried',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':tried': [...endedAt.filter((one) => one !== caseId), caseId] },
      });
      await unlessRefused(client.send(update));
    },
    finish: async (run, batch, result) => {
      if (await isFirstResult(run, batch, result)) {
        const Key = checkRunKey(run);
        const { Item } = await transiently(
          client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true })),
        );
        return endedRun(Item);
      }
      const update = new UpdateCommand({
        TableName: tableName,
        Key: checkBatchKey(run, batch),
        UpdateExpression: 'SET #result = :result, unreached = :unreached',
        // Another run may have looked at the cases since: what this one recorded of them, it would not record again.
        ConditionExpression: `attribute_exists(#result) AND
          size(#result.failed) >= :failed AND #result.warned <= :warned AND #result.missed <= :missed AND
          (size(#result.failed) > :failed OR #result.warned < :warned OR #result.missed < :missed OR
           unreached > :unreached)`,
        ExpressionAttributeNames: { '#result': 'result' },
        ExpressionAttributeValues: {
          ':result': resultSchema.parse(result),
          ':failed': result.failed.length,
          ':warned': result.warned,
          ':missed': result.missed,
          ':unreached': unreachedIn(result),
        },
      });
      await unlessRefused(client.send(update));
      return null;
    },
  };
}

const unreachedIn = ({ failed }: BatchResult): number => failed.filter(({ reason }) => reason === NOT_REACHED).length;

/** How many batches of a shard come before the end of its chain. */
function batchesBefore(shard: number, end: z.infer<typeof chainItem>): number {
  return (end.batch - batchAfter(shard, 0)) / DUE_SHARDS;
}

/** A run whose batches are all out and have all ended; `null` while some have not. */
function endedRun(item: unknown): CheckRun | null {
  const { batches, ended, ...run } = endedItem.parse(item);
  return run.dispatched && batches === ended ? run : null;
}

/** The batches of a shard are numbered so that those of no other shard have the same numbers. */
function batchAfter(shard: number, batch: number): number {
  return batch === 0 ? shard + 1 : batch + DUE_SHARDS;
}

function placeAfter(
  shard: number,
  { batch, last }: { readonly batch: number; readonly last: DueCase | null },
): DuePlace {
  return { shard, after: last, batch: batchAfter(shard, batch) };
}

/** Where a case stands, or stood, in the index. */
function dueKey(shard: number, { caseId, on }: DueCase): Record<string, string> {
  return { dueShard: dueShard(shard), nextCheckOn: on, ...caseKeys.head(caseId) };
}

function toBatch(item: unknown): CheckBatch {
  const { item: work, result } = batchItem.parse(item);
  if (work.kind !== 'assess-cases') throw new Error('a batch of a check run assesses cases');
  return { number: work.batch, cases: work.cases, result: result ?? null };
}
