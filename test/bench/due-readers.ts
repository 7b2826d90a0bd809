import { type DynamoDBDocumentClient, type QueryCommandInput, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { tableCheckRuns } from '../../shared/adapters/table/check-runs.ts';
import { queryItems } from '../../shared/adapters/table/query.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { tableClient } from '../support/case-table.ts';
import { ONE_SHARD, type OneShardIndex } from './bench-engine.ts';
import { meter, type Reading, total } from './meter.ts';

/** A way to find the cases that are due in a table; gives how many. */
export type FindDue = (client: DynamoDBDocumentClient, table: string, asOf: LocalDate) => Promise<number>;

/** One way, as it went. */
export interface Found extends Reading {
  readonly cases: number;
  readonly seconds: number;
}

/** A page of a scan is 1 MB; told so in items, the engine reads no further than that, as DynamoDB would not. */
const SCAN_PAGE = 450;

/** The product's own reader, its shards side by side as the check reads them. */
export const byIndex: FindDue = async (client, table, asOf) => {
  const runs = tableCheckRuns(client, table);
  const shards = await Promise.all(runs.beginnings.map((place) => countOf(runs.due(asOf, place))));
  return shards.reduce((sum, count) => sum + count, 0);
};

/** An index in which all cases share one partition. */
export const byOneShard =
  (index: OneShardIndex): FindDue =>
  (client, table, asOf) => {
    const query: QueryCommandInput = {
      TableName: table,
      IndexName: index,
      KeyConditionExpression: '#partition = :version AND #day <= :asOf',
      ExpressionAttributeNames: { '#partition': ONE_SHARD.partition, '#day': ONE_SHARD.sort },
      ExpressionAttributeValues: { ':version': ONE_SHARD.value, ':asOf': asOf },
    };
    return countOf(queryItems(client, query));
  };

/** As most samples look for what is due: page by page through everything, and a filter. */
export const byScan: FindDue = async (client, table, asOf) => {
  let count = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const scan = new ScanCommand({
      TableName: table,
      FilterExpression: 'nextCheckOn <= :asOf',
      ExpressionAttributeValues: { ':asOf': asOf },
      Limit: SCAN_PAGE,
      ExclusiveStartKey: from,
    });
    const page = await client.send(scan);
    count += page.Count ?? 0;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return count;
};

/** What a way takes, over a connection that has been used before. */
export async function measured(url: string, find: FindDue, table: string, asOf: LocalDate): Promise<Found> {
  const client = tableClient(url);
  await byIndex(client, table, asOf);
  const readings = meter(client);
  const from = performance.now();
  const cases = await find(client, table, asOf);
  const seconds = (performance.now() - from) / 1000;
  client.destroy();
  return { cases, seconds, ...total(readings, () => true) };
}

async function countOf(all: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of all) count++;
  return count;
}
