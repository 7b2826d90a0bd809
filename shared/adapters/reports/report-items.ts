import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ReportScope } from '../../domain/reports/question.ts';
import { type ReportRecord, reportRecordSchema } from '../../ports/report-store.ts';
import type { WorkOf } from '../../ports/work.ts';
import { ABSENT } from '../table/conditional-writes.ts';
import { reportKey, reportListingKey } from '../table/keys.ts';
import { workContent } from '../table/work-items.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
export type Put = NonNullable<TransactItem['Put']>;
export type Update = NonNullable<TransactItem['Update']>;

/** A stored report, without its keys. */
export const reportItem = z.object(reportRecordSchema.shape);

/** A report, unless it is there. */
export function putReport(tableName: string, report: ReportRecord): Put {
  return {
    TableName: tableName,
    Item: { ...reportKey(report.id), ...reportRecordSchema.parse(report) },
    ConditionExpression: ABSENT,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/** The order to build a report, or to print it, which the table's stream passes on. */
export function putOrder(
  tableName: string,
  { id, question }: ReportRecord,
  order = 1,
  kind: 'build-report' | 'print-report' = 'build-report',
): Put {
  const work: WorkOf<typeof kind> = { kind, report: id, ...(order > 1 ? { order } : {}) };
  return { TableName: tableName, Item: workContent(work, question.cutOff) };
}

/** A report's places in the lists of those who may see it. */
export function putListings(tableName: string, { id, question }: ReportRecord): ReadonlyArray<Put> {
  return allReadersOf(question.scope).map((readers) => ({
    TableName: tableName,
    Item: { ...reportListingKey(readers, question.cutOff, id), report: id },
  }));
}

const CITY = 'city';

/** Under which name a scope finds its reports. */
export function readersOf(scope: ReportScope): string {
  return scope.kind === 'city' ? CITY : `${scope.kind}/${scope.code}`;
}

/** The city finds every report, others those that cover just them. */
function allReadersOf(scope: ReportScope): ReadonlyArray<string> {
  return [...new Set([CITY, readersOf(scope)])];
}
