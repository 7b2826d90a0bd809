import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unpackRow } from '../../domain/case/case-row.ts';
import { judgedCountsSchema, NO_COUNTS, sumOf } from '../../domain/retention/counts.ts';
import { TransientFailure } from '../../ports/failures.ts';
import {
  certificateSchema,
  LISTED_DAYS,
  type RetentionRun,
  type RetentionRuns,
  retentionRunSchema,
} from '../../ports/retention.ts';
import { transiently } from '../failures.ts';
import { json } from '../json-text.ts';
import { receiptRows } from '../reports/receipt-rows.ts';
import { ABSENT, putOnce, unlessRefused } from './conditional-writes.ts';
import { INDEXES, RECEIPT_SHARDS, receiptShard, retentionKeys, TABLE } from './keys.ts';
import { queryItems } from './query.ts';
import { daysAfter } from './time-to-live.ts';
import { transact } from './transaction.ts';
import { workContent } from './work-items.ts';

const SHARDS = Array.from({ length: RECEIPT_SHARDS }, (_, shard) => shard);

const runItem = z.object(retentionRunSchema.shape);
const monthItem = z.object({ sk: z.string(), counts: judgedCountsSchema });
const dueItem = z.object({ sk: z.string(), masked: z.boolean() });
const certificateItem = z.object({ certificate: json(certificateSchema) });

const NOTHING_DESTROYED: RetentionRun['destruction'] = { destroyed: 0, spared: 0, gone: 0 };

/** Runs of the retention in the table; their work goes out through its stream. */
export function tableRetentionRuns(client: DynamoDBDocumentClient, tableName: string): RetentionRuns {
  const read = async (key: { readonly pk: string; readonly sk: string }): Promise<unknown> => {
    const get = new GetCommand({ TableName: tableName, Key: { ...key }, ConsistentRead: true });
    return (await transiently(client.send(get))).Item;
  };
  const under = (run: string, prefix: string) =>
    queryItems(client, {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': retentionKeys.partition(run), ':prefix': prefix },
    });
  const monthsOf = (run: string) => Array.fromAsync(under(run, retentionKeys.months), (item) => monthItem.parse(item));
  const put = (item: Readonly<Record<string, unknown>>) => putOnce(client, tableName, item);
  const countsAny = async (shard: string): Promise<boolean> => {
    const { name, partition } = INDEXES.receipt;
    const query = new QueryCommand({
      TableName: tableName,
      IndexName: name,
      KeyConditionExpression: '#shard = :shard',
      ExpressionAttributeNames: { '#shard': partition },
      ExpressionAttributeValues: { ':shard': shard },
      Select: 'COUNT',
      Limit: 1,
    });
    return ((await transiently(client.send(query))).Count ?? 0) > 0;
  };
  const get: RetentionRuns['get'] = async (id) => {
    const item = await read(retentionKeys.run(id));
    if (item === undefined) return undefined;
    const run = runItem.parse(item);
    return run.judged ? run : { ...run, counts: sumOf((await monthsOf(id)).map(({ counts }) => counts)) };
  };

  return {
    get,
    start: async (requested, work) => {
      const run: RetentionRun = {
        ...requested,
        judged: false,
        counts: NO_COUNTS,
        approval: null,
        destruction: NOTHING_DESTROYED,
        notDestroyed: 0,
        finishedAt: null,
      };
      const { outcome } = await transact<'run' | 'work'>(client, [
        {
          role: 'run',
          write: {
            Put: {
              TableName: tableName,
              Item: { ...retentionKeys.run(run.id), ...retentionRunSchema.parse(run) },
              ConditionExpression: ABSENT,
            },
          },
        },
        { role: 'work', write: { Put: { TableName: tableName, Item: workContent(work, run.startedAt) } } },
      ]);
      if (outcome === 'done') return run;
      const known = await get(run.id);
      if (known === undefined) throw new TransientFailure('a run of the retention could not be recorded');
      return known;
    },
    leave: async (next, at) => {
      await put(workContent(next, at));
    },
    hasReceived: async (year) => {
      const found = await Promise.all(SHARDS.map((shard) => countsAny(receiptShard(shard, year))));
      return found.includes(true);
    },
    received: async function* (month) {
      const year = Number(month.slice(0, 'YYYY'.length));
      const spans = SHARDS.map((shard) => ({
        shard: receiptShard(shard, year),
        from: `${month}-01`,
        upTo: `${month}-32`,
      }));
      const pages = await Promise.all(spans.map((span) => Array.fromAsync(receiptRows(client, tableName, span))));
      for (const row of pages.flat(2)) yield unpackRow(row);
    },
    judgedMonths: async (run) => new Set((await monthsOf(run)).map(({ sk }) => sk.slice(retentionKeys.months.length))),
    noteDue: async (run, { caseId, masked }, at) => {
      await put({ ...retentionKeys.due(run, caseId), masked, [TABLE.timeToLive]: daysAfter(at, LISTED_DAYS) });
    },
    noteMonth: async (run, month, counts, at) => {
      const item = { ...retentionKeys.month(run, month), counts: judgedCountsSchema.parse(counts) };
      await put({ ...item, [TABLE.timeToLive]: daysAfter(at, LISTED_DAYS) });
    },
    judged: async (run) => {
      const counts = sumOf((await monthsOf(run)).map((month) => month.counts));
      const update = new UpdateCommand({
        TableName: tableName,
        Key: retentionKeys.run(run),
        UpdateExpression: 'SET judged = :yes, #counts = :counts',
        ConditionExpression: 'judged = :no',
        ExpressionAttributeNames: { '#counts': 'counts' },
        ExpressionAttributeValues: { ':yes': true, ':no': false, ':counts': counts },
      });
      await unlessRefused(client.send(update));
    },
    approve: async ({ id }, approval) => {
      const work = { kind: 'carry-out-retention', run: id, task: 'destroy', part: 1 } as const;
      const { outcome } = await transact<'run' | 'work'>(client, [
        {
          role: 'run',
          write: {
            Update: {
              TableName: tableName,
              Key: retentionKeys.run(id),
              UpdateExpression: 'SET approval = :approval',
              ConditionExpression: 'judged = :yes AND dryRun = :no AND attribute_type(approval, :none)',
              ExpressionAttributeValues: { ':approval': approval, ':yes': true, ':no': false, ':none': 'NULL' },
            },
          },
        },
        { role: 'work', write: { Put: { TableName: tableName, Item: workContent(work, approval.at) } } },
      ]);
      if (outcome === 'conflict') throw new TransientFailure('a run of the retention is being approved');
      return outcome === 'done' ? 'approved' : 'changed-meanwhile';
    },
    due: async function* (run) {
      for await (const item of under(run, retentionKeys.dues)) {
        const { sk, masked } = dueItem.parse(item);
        yield { caseId: sk.slice(retentionKeys.dues.length), masked };
      }
    },
    tally: async (run, caseId, came) => {
      const { outcome } = await transact<'due' | 'run'>(client, [
        {
          role: 'due',
          write: {
            Delete: {
              TableName: tableName,
              Key: retentionKeys.due(run, caseId),
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        },
        {
          role: 'run',
          write: {
            Update: {
              TableName: tableName,
              Key: retentionKeys.run(run),
              UpdateExpression: 'SET destruction.#came = destruction.#came + :one',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeNames: { '#came': came },
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
        },
      ]);
      if (outcome === 'conflict') throw new TransientFailure('a run of the retention is being counted');
    },
    finish: async (certificate) => {
      const { run } = certificateSchema.parse(certificate);
      const { outcome } = await transact<'run' | 'certificate'>(client, [
        {
          role: 'run',
          write: {
            Update: {
              TableName: tableName,
              Key: retentionKeys.run(run.id),
              UpdateExpression: 'SET finishedAt = :at, notDestroyed = :left',
              ConditionExpression: 'attribute_type(finishedAt, :none)',
              ExpressionAttributeValues: { ':at': run.finishedAt, ':left': run.notDestroyed, ':none': 'NULL' },
            },
          },
        },
        {
          role: 'certificate',
          write: {
            Put: {
              TableName: tableName,
              Item: { ...retentionKeys.certificate(run.id), certificate: JSON.stringify(certificate) },
            },
          },
        },
      ]);
      if (outcome === 'conflict') throw new TransientFailure('a run of the retention is being finished');
    },
    certificate: async (run) => {
      const item = await read(retentionKeys.certificate(run));
      return item === undefined ? undefined : certificateItem.parse(item).certificate;
    },
  };
}
