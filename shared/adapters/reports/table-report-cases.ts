import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unpackRow } from '../../domain/case/case-row.ts';
import { addDays } from '../../domain/time/local-date.ts';
import type { ReportCases } from '../../ports/report-cases.ts';
import { commitItem } from '../table/items.ts';
import { caseKeys, INDEXES, RECEIPT_SHARDS, receiptShard, TABLE } from '../table/keys.ts';
import { queryItems } from '../table/query.ts';

/** No district is older than this, and so no case. */
const FIRST_YEAR = 2007;

const rowItem = z.object({ row: z.string() });

/** Cases by the day they were received: an index place that never changes, however often a case does. */
export function tableReportCases(client: DynamoDBDocumentClient, tableName: string): ReportCases {
  const items = (query: Omit<QueryCommandInput, 'TableName'>) => queryItems(client, { ...query, TableName: tableName });

  return {
    receivedUpTo: async function* (day) {
      const after = addDays(day, 1);
      for (const shard of shardsUpTo(Number(day.slice(0, 4)))) {
        const rows = items({
          IndexName: INDEXES.receipt.name,
          KeyConditionExpression: `${INDEXES.receipt.partition} = :shard AND ${INDEXES.receipt.sort} < :after`,
          ExpressionAttributeValues: { ':shard': shard, ':after': after },
        });
        for await (const item of rows) yield unpackRow(rowItem.parse(item).row);
      }
    },
    factsOf: async (caseId) => {
      const facts = [];
      const commits = items({
        ConsistentRead: true,
        KeyConditionExpression: `${TABLE.partition} = :case AND begins_with(${TABLE.sort}, :commits)`,
        ExpressionAttributeValues: { ':case': caseKeys.partition(caseId), ':commits': caseKeys.commits },
      });
      for await (const item of commits) facts.push(...commitItem.parse(item).facts);
      return facts;
    },
  };
}

function shardsUpTo(lastYear: number): ReadonlyArray<string> {
  const years = Array.from({ length: Math.max(lastYear - FIRST_YEAR + 1, 0) }, (_, index) => FIRST_YEAR + index);
  const shards = Array.from({ length: RECEIPT_SHARDS }, (_, shard) => shard);
  return years.flatMap((year) => shards.map((shard) => receiptShard(shard, year)));
}
