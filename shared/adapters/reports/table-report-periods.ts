import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { ReportPeriods } from '../../ports/report-periods.ts';
import { transiently } from '../failures.ts';
import { unlessRefused } from '../table/conditional-writes.ts';
import { reportPeriodsKey } from '../table/keys.ts';

/** A period is a text, `2008-01-01/2008-01-31`, so that the table itself can tell whether it is there. */
const periodText = z
  .string()
  .transform((text) => text.split('/'))
  .pipe(z.tuple([localDateSchema, localDateSchema]))
  .transform(([from, to]) => ({ from, to }));
const periodsItem = z.object({ periods: z.array(periodText) });

/** The periods reported on, in the DynamoDB table: one item for each kind and year. */
export function tableReportPeriods(client: DynamoDBDocumentClient, tableName: string): ReportPeriods {
  return {
    note: async (kind, { from, to }, most) => {
      const text = `${from}/${to}`;
      const update = new UpdateCommand({
        TableName: tableName,
        Key: reportPeriodsKey(kind, Number(from.slice(0, 'YYYY'.length))),
        UpdateExpression: 'SET periods = list_append(if_not_exists(periods, :none), :own)',
        ConditionExpression:
          'attribute_not_exists(periods) OR (NOT contains(periods, :text) AND size(periods) < :most)',
        ExpressionAttributeValues: { ':none': [], ':own': [text], ':text': text, ':most': most },
      });
      await unlessRefused(client.send(update));
    },
    noted: async (kind, year) => {
      const get = new GetCommand({ TableName: tableName, Key: reportPeriodsKey(kind, year), ConsistentRead: true });
      const { Item } = await transiently(client.send(get));
      return Item === undefined ? [] : periodsItem.parse(Item).periods;
    },
  };
}
