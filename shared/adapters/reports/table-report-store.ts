import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ReportScope } from '../../domain/reports/question.ts';
import { REMEMBERED_DAYS } from '../../ports/case-store.ts';
import { TransientFailure } from '../../ports/failures.ts';
import type { RepeatableRequest, ReportCreation, ReportRecord, ReportStore } from '../../ports/report-store.ts';
import { transiently } from '../failures.ts';
import { derivedId } from '../ids.ts';
import { ABSENT, unlessRefused } from '../table/conditional-writes.ts';
import { idempotencyKey, reportKey, reportListingKey, TABLE } from '../table/keys.ts';
import { queryItems } from '../table/query.ts';
import { daysAfter, secondsOf } from '../table/time-to-live.ts';
import { transact } from '../table/transaction.ts';
import { type Put, putListings, putOrder, putReport, readersOf, reportItem, type Update } from './report-items.ts';

const listingItem = z.object({ report: z.string() });
const repeatableItem = z.object({ bodyHash: z.string(), report: z.string() });

/** Reports in the DynamoDB table. */
export function tableReportStore(client: DynamoDBDocumentClient, tableName: string): ReportStore {
  const get = async (id: string): Promise<ReportRecord | undefined> => {
    const { Item } = await transiently(
      client.send(new GetCommand({ TableName: tableName, Key: reportKey(id), ConsistentRead: true })),
    );
    return Item === undefined ? undefined : reportItem.parse(Item);
  };
  const listed = async (scope: ReportScope): Promise<ReadonlyArray<string>> => {
    const items = queryItems(client, {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: `${TABLE.partition} = :readers`,
      ExpressionAttributeValues: { ':readers': reportListingKey(readersOf(scope), '', '').pk },
      ScanIndexForward: false,
    });
    return (await Array.fromAsync(items)).map((item) => listingItem.parse(item).report);
  };
  /** Changes a report that is there and is not ready, when `condition` holds too; otherwise nothing. */
  const change = async (id: string, { set, remove, condition, values = {} }: Change): Promise<void> => {
    const update = new UpdateCommand({
      TableName: tableName,
      Key: reportKey(id),
      UpdateExpression: `SET ${set}${remove === undefined ? '' : ` REMOVE ${remove}`}`,
      ConditionExpression: [
        `attribute_exists(${TABLE.partition}) AND #status <> :ready`,
        ...(condition === undefined ? [] : [`(${condition})`]),
      ].join(' AND '),
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':ready': 'ready', ...values },
    });
    await unlessRefused(client.send(update));
  };
  /** Changes a report and orders the work that follows from it, both or neither. */
  const order = async (id: string, work: Put, update: Omit<Update, 'TableName' | 'Key'>): Promise<void> => {
    const outcome = await transact<'report' | 'order'>(client, [
      { role: 'report', write: { Update: { TableName: tableName, Key: reportKey(id), ...update } } },
      { role: 'order', write: { Put: work } },
    ]);
    if (outcome.outcome === 'conflict') throw new TransientFailure('a report is being changed by others too');
  };

  return {
    get,
    create: async (report, repeatable) => {
      const outcome = await transact<'report' | 'other' | 'idempotency'>(
        client,
        [
          { role: 'report', write: { Put: putReport(tableName, report) } },
          { role: 'other', write: { Put: putOrder(tableName, report) } },
          ...putListings(tableName, report).map((Put) => ({ role: 'other' as const, write: { Put } })),
          ...(repeatable === null
            ? []
            : [{ role: 'idempotency' as const, write: { Put: putRepeatable(tableName, repeatable, report) } }]),
        ],
        'idempotency',
      );
      if (outcome.outcome === 'conflict') return { outcome: 'in-progress' };
      const earlier = outcome.outcome === 'refused' ? outcome.by.get('idempotency') : undefined;
      return earlier === undefined || repeatable === null ? { outcome: 'created' } : replay(earlier, repeatable);
    },
    list: async (scope, { limit, page }) => {
      const ids = await listed(scope);
      const records = await Promise.all(ids.slice((page - 1) * limit, page * limit).map(get));
      return { items: records.filter((record) => record !== undefined), total: ids.length };
    },
    markBuilding: (id) =>
      change(id, { set: '#status = :building', remove: 'failure', values: { ':building': 'building' } }),
    noteProgress: (id, counted) =>
      change(id, {
        set: 'counted = :counted',
        condition: 'attribute_not_exists(counted) OR counted < :counted',
        values: { ':counted': counted },
      }),
    markFailed: (id, failure) =>
      change(id, {
        set: '#status = :failed, failure = :failure',
        values: { ':failed': 'failed', ':failure': failure },
      }),
    orderAgain: (report) => {
      const orders = (report.orders ?? 1) + 1;
      return order(report.id, putOrder(tableName, report, orders), {
        UpdateExpression: 'SET #status = :queued, orders = :orders REMOVE failure',
        ConditionExpression: '#status = :failed AND (attribute_not_exists(orders) OR orders < :orders)',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':queued': 'queued', ':failed': 'failed', ':orders': orders },
      });
    },
    orderPrint: (report, files, headline) =>
      order(report.id, putOrder(tableName, report, report.orders, 'print-report'), {
        UpdateExpression: 'SET #status = :building, #files = :files, headline = :headline REMOVE failure',
        ConditionExpression: `attribute_exists(${TABLE.partition}) AND #status <> :ready`,
        ExpressionAttributeNames: { '#status': 'status', '#files': 'files' },
        ExpressionAttributeValues: {
          ':building': 'building',
          ':ready': 'ready',
          ':files': files,
          ':headline': headline,
        },
      }),
    markReady: async (id, files, headline) => {
      await transiently(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: reportKey(id),
            UpdateExpression: `SET #status = :ready, #files = :files${headline === undefined ? '' : ', headline = :headline'} REMOVE failure`,
            ConditionExpression: `attribute_exists(${TABLE.partition})`,
            ExpressionAttributeNames: { '#status': 'status', '#files': 'files' },
            ExpressionAttributeValues: {
              ':ready': 'ready',
              ':files': files,
              ...(headline === undefined ? {} : { ':headline': headline }),
            },
          }),
        ),
      );
    },
  };
}

interface Change {
  readonly set: string;
  readonly remove?: string;
  readonly condition?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** DynamoDB removes what has expired when it pleases: until then it counts as absent. */
function putRepeatable(
  tableName: string,
  { client, key, bodyHash }: RepeatableRequest,
  { id, question }: ReportRecord,
) {
  return {
    TableName: tableName,
    Item: {
      ...idempotencyKey(client, derivedId('reports', client, key)),
      bodyHash,
      report: id,
      [TABLE.timeToLive]: daysAfter(question.cutOff, REMEMBERED_DAYS),
    },
    ConditionExpression: `${ABSENT} OR ${TABLE.timeToLive} < :now`,
    ExpressionAttributeValues: { ':now': secondsOf(question.cutOff) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

function replay(earlier: unknown, { bodyHash }: RepeatableRequest): ReportCreation {
  const record = repeatableItem.parse(earlier);
  return record.bodyHash === bodyHash ? { outcome: 'replay', report: record.report } : { outcome: 'key-reused' };
}
