import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { TransientFailure } from '../../ports/failures.ts';
import { editionSchema, publishedSchema, type ReportStore } from '../../ports/report-store.ts';
import type { StandingReport, StandingReports } from '../../ports/standing-reports.ts';
import { transiently } from '../failures.ts';
import { reportKey, standingKey } from '../table/keys.ts';
import { transact, type Write } from '../table/transaction.ts';
import { putListings, putOrder, putReport, reportItem } from './report-items.ts';

/** A report, the order to build it, its question and at most two places in lists: a transaction takes a hundred items. */
const REPORTS_AT_ONCE = 20;

const standingItem = z.object({ published: publishedSchema.optional() });

/** The questions of the calendar in the DynamoDB table. */
export function tableStandingReports(
  client: DynamoDBDocumentClient,
  tableName: string,
  reports: Pick<ReportStore, 'orderAgain'>,
): StandingReports {
  const standing = async (question: string) => {
    const { Item } = await transiently(
      client.send(new GetCommand({ TableName: tableName, Key: standingKey(question), ConsistentRead: true })),
    );
    return Item === undefined ? undefined : standingItem.parse(Item);
  };
  /** Everything that a report is stored with; only the report itself can be there already. */
  const writesOf = (report: StandingReport): ReadonlyArray<Write<string>> => [
    { role: report.id, write: { Put: putReport(tableName, report) } },
    { role: '', write: { Put: putOrder(tableName, report) } },
    {
      role: '',
      write: {
        Update: {
          TableName: tableName,
          Key: standingKey(report.standing.question),
          UpdateExpression: 'SET askedFrom = if_not_exists(askedFrom, :cutOff)',
          ExpressionAttributeValues: { ':cutOff': report.question.cutOff },
        },
      },
    },
    ...(report.standing.isAgain ? [] : putListings(tableName, report).map((Put) => ({ role: '', write: { Put } }))),
  ];
  /** Stores those of some reports that are not there, and orders those that have failed. */
  const askSome = async (some: ReadonlyArray<StandingReport>): Promise<number> => {
    if (some.length === 0) return 0;
    const outcome = await transact(client, some.flatMap(writesOf));
    if (outcome.outcome === 'done') return some.length;
    if (outcome.outcome === 'conflict') throw new TransientFailure('reports are being asked for by others too');
    const stored = [...outcome.by.values()].map((item) => reportItem.parse(item));
    const failed = stored.filter(({ status }) => status === 'failed');
    for (const report of failed) await reports.orderAgain(report);
    return failed.length + (await askSome(some.filter(({ id }) => !outcome.by.has(id))));
  };

  return {
    ask: async (all) => {
      let ordered = 0;
      for (let from = 0; from < all.length; from += REPORTS_AT_ONCE) {
        ordered += await askSome(all.slice(from, from + REPORTS_AT_ONCE));
      }
      return ordered;
    },
    isStanding: async (question) => (await standing(question)) !== undefined,
    published: async (question) => (await standing(question))?.published ?? null,
    publish: async (report, edition, published) => {
      const { question, isAgain } = report.standing;
      const { after } = edition;
      const isNews = after === null || edition.changes.length > 0;
      const outcome = await transact<'report' | 'question' | 'listing'>(client, [
        {
          role: 'report',
          write: {
            Update: {
              TableName: tableName,
              Key: reportKey(report.id),
              UpdateExpression: 'SET edition = :edition',
              ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(edition)',
              ExpressionAttributeValues: { ':edition': editionSchema.parse(edition) },
            },
          },
        },
        {
          role: 'question',
          write: {
            Update: {
              TableName: tableName,
              Key: standingKey(question),
              UpdateExpression: 'SET published = :published',
              ConditionExpression:
                after === null
                  ? 'attribute_not_exists(published)'
                  : 'published.report = :after AND published.cutOff = :at',
              ExpressionAttributeValues: {
                ':published': publishedSchema.parse(published),
                ...(after === null ? {} : { ':after': after.report, ':at': after.cutOff }),
              },
            },
          },
        },
        ...(isAgain && isNews
          ? putListings(tableName, report).map((Put) => ({ role: 'listing' as const, write: { Put } }))
          : []),
      ]);
      if (outcome.outcome === 'conflict') throw new TransientFailure('others publish the same question');
      return outcome.outcome === 'done' ? 'published' : 'overtaken';
    },
  };
}
