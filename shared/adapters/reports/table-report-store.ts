import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ReportScope } from '../../domain/reports/question.ts';
import {
  type RepeatableRequest,
  type ReportCreation,
  type ReportRecord,
  type ReportStore,
  reportRecordSchema,
} from '../../ports/report-store.ts';
import { type WorkItem, workId } from '../../ports/work.ts';
import { transiently } from '../failures.ts';
import { derivedId } from '../ids.ts';
import {
  idempotencyKey,
  reportKey,
  reportListingKey,
  STREAM_ATTRIBUTE,
  STREAM_WORK,
  TABLE,
  workKey,
} from '../table/keys.ts';
import { queryItems } from '../table/query.ts';
import { transact, type Write } from '../table/transaction.ts';

const SECONDS_PER_DAY = 86_400;
const IDEMPOTENCY_DAYS = 8;
const WORK_DAYS = 14;

/** A stored report, without its keys. */
const reportItem = z.object(reportRecordSchema.shape);
const listingItem = z.object({ report: z.string() });
const repeatableItem = z.object({ bodyHash: z.string(), report: z.string() });

type Role = 'report' | 'work' | 'listing' | 'idempotency';

/** Reports in the DynamoDB table. */
export function tableReportStore(client: DynamoDBDocumentClient, tableName: string): ReportStore {
  const put = (role: Role, item: Readonly<Record<string, unknown>>, condition?: Condition): Write<Role> => ({
    role,
    write: {
      Put: {
        TableName: tableName,
        Item: { ...item },
        ...(condition && { ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
      },
    },
  });
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

  return {
    get,
    create: async (report, repeatable) => {
      const { cutOff } = report.question;
      const work: WorkItem = { kind: 'build-report', report: report.id };
      const outcome = await transact(
        client,
        [
          put('report', { ...reportKey(report.id), ...reportRecordSchema.parse(report) }, ABSENT),
          put('work', {
            ...workKey(workId(work)),
            [STREAM_ATTRIBUTE]: STREAM_WORK,
            item: JSON.stringify(work),
            [TABLE.timeToLive]: daysAfter(cutOff, WORK_DAYS),
          }),
          ...allReadersOf(report.question.scope).map((readers) =>
            put('listing', { ...reportListingKey(readers, cutOff, report.id), report: report.id }),
          ),
          ...(repeatable === null ? [] : [put('idempotency', repeatableContent(repeatable, report), absentOn(cutOff))]),
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
    mark: async (id, status) => {
      try {
        await transiently(
          client.send(
            new UpdateCommand({
              TableName: tableName,
              Key: reportKey(id),
              UpdateExpression: 'SET #status = :status',
              ConditionExpression: `attribute_exists(${TABLE.partition}) AND #status <> :ready`,
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: { ':status': status, ':ready': 'ready' },
            }),
          ),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    markReady: async (id, files) => {
      await transiently(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: reportKey(id),
            UpdateExpression: 'SET #status = :ready, #files = :files',
            ConditionExpression: `attribute_exists(${TABLE.partition})`,
            ExpressionAttributeNames: { '#status': 'status', '#files': 'files' },
            ExpressionAttributeValues: { ':ready': 'ready', ':files': files },
          }),
        ),
      );
    },
  };
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

const ABSENT: Condition = { ConditionExpression: `attribute_not_exists(${TABLE.partition})` };

/** DynamoDB removes what has expired when it pleases: until then it counts as absent. */
const absentOn = (instant: string): Condition => ({
  ConditionExpression: `${ABSENT.ConditionExpression} OR ${TABLE.timeToLive} < :now`,
  ExpressionAttributeValues: { ':now': daysAfter(instant, 0) },
});

function repeatableContent({ client, key, bodyHash }: RepeatableRequest, { id, question }: ReportRecord) {
  return {
    ...idempotencyKey(client, derivedId('reports', client, key)),
    bodyHash,
    report: id,
    [TABLE.timeToLive]: daysAfter(question.cutOff, IDEMPOTENCY_DAYS),
  };
}

function replay(earlier: unknown, { bodyHash }: RepeatableRequest): ReportCreation {
  const record = repeatableItem.parse(earlier);
  return record.bodyHash === bodyHash ? { outcome: 'replay', report: record.report } : { outcome: 'key-reused' };
}

const CITY = 'city';

/** Under which name a scope finds its reports. */
function readersOf(scope: ReportScope): string {
  return scope.kind === 'city' ? CITY : `${scope.kind}/${scope.code}`;
}

/** The city finds every report, others those that cover just them. */
function allReadersOf(scope: ReportScope): ReadonlyArray<string> {
  return [...new Set([CITY, readersOf(scope)])];
}

/** Whole seconds since 1970, some days after an instant. */
function daysAfter(instant: string, days: number): number {
  return Math.floor(Date.parse(instant) / 1000) + days * SECONDS_PER_DAY;
}
