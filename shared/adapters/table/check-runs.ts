import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, type QueryCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { CheckBatch, CheckRuns } from '../../ports/check-runs.ts';
import { workItemSchema } from '../../ports/work.ts';
import { transiently } from '../failures.ts';
import {
  caseKeys,
  checkBatches,
  checkBatchKey,
  checkRunKey,
  DUE_SHARDS,
  dueShard,
  INDEXES,
  STREAM_ATTRIBUTE,
  STREAM_WORK,
} from './keys.ts';
import { queryItems } from './query.ts';

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
  failed: z.array(z.string()),
});
const batchItem = z.object({
  item: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(workItemSchema),
  result: resultSchema.optional(),
});
const dueItem = z.object({ pk: z.string() });
const anyItem = z.looseObject({ sk: z.string() });

/** Check runs in the table: the run, and its batches, which are the work items that the stream sends out. */
export function tableCheckRuns(client: DynamoDBDocumentClient, tableName: string): CheckRuns {
  const queryAll = (query: Omit<QueryCommandInput, 'TableName'>) =>
    Array.fromAsync(queryItems(client, { ...query, TableName: tableName }));
  /** Whether an item was new; one that is already there stays as it is. */
  async function putOnce(item: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      const absent = 'attribute_not_exists(pk)';
      const put = new PutCommand({ TableName: tableName, Item: { ...item }, ConditionExpression: absent });
      await transiently(client.send(put));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
  const get: CheckRuns['get'] = async (id) => {
    const items = await queryAll({
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :run',
      ExpressionAttributeValues: { ':run': checkRunKey(id).pk },
    });
    const run = items.find((item) => anyItem.parse(item).sk === checkRunKey(id).sk);
    if (run === undefined) return undefined;
    const batches = items.filter((item) => anyItem.parse(item).sk.startsWith(checkBatches)).map(toBatch);
    return { run: runItem.parse(run), batches };
  };

  return {
    get,
    start: async (run) => {
      if (await putOnce({ ...checkRunKey(run.id), ...run })) return run;
      const known = await get(run.id);
      if (known === undefined) throw new Error('a check run vanished');
      return known.run;
    },
    due: async (asOf) => {
      const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => dueShard(shard));
      const pages = await Promise.all(
        shards.map((shard) =>
          queryAll({
            IndexName: INDEXES.due.name,
            KeyConditionExpression: 'dueShard = :shard AND nextCheckOn <= :asOf',
            ExpressionAttributeValues: { ':shard': shard, ':asOf': asOf },
          }),
        ),
      );
      return pages.flat().map((item) => caseKeys.caseOf(dueItem.parse(item).pk));
    },
    dispatch: async (batch) => {
      const { run, batch: number } = batch;
      await putOnce({
        ...checkBatchKey(run, number),
        [STREAM_ATTRIBUTE]: STREAM_WORK,
        item: JSON.stringify(workItemSchema.parse(batch)),
      });
    },
    dispatched: async (run) => {
      await transiently(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: checkRunKey(run),
            UpdateExpression: 'SET dispatched = :yes',
            ExpressionAttributeValues: { ':yes': true },
          }),
        ),
      );
    },
    finish: async (run, batch, result) => {
      await transiently(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: checkBatchKey(run, batch),
            UpdateExpression: 'SET #result = if_not_exists(#result, :result)',
            ExpressionAttributeNames: { '#result': 'result' },
            ExpressionAttributeValues: { ':result': resultSchema.parse(result) },
          }),
        ),
      );
    },
  };
}

function toBatch(item: unknown): CheckBatch {
  const { item: work, result } = batchItem.parse(item);
  if (work.kind !== 'assess-cases') throw new Error('a batch of a check run assesses cases');
  return { number: work.batch, cases: work.cases, result: result ?? null };
}
