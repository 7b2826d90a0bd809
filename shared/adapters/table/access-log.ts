import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AccessLog } from '../../ports/access-log.ts';
import { accessItem } from './items.ts';
import { ACCESS_SHARDS, accessDay, accessPartition, INDEXES } from './keys.ts';
import { queryItems } from './query.ts';

/** The log of accesses in the table. Nothing here or elsewhere changes or removes an entry. */
export function tableAccessLog(client: DynamoDBDocumentClient, tableName: string): AccessLog {
  return {
    accessesOf: async (caseId) => {
      const items = queryItems(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': accessPartition(caseId) },
      });
      return (await Array.fromAsync(items)).map((item) => accessItem.parse(item).access);
    },
    accessesOn: async (day) => {
      const { name, partition } = INDEXES.access;
      const shards = await Promise.all(
        Array.from({ length: ACCESS_SHARDS }, (_, shard) =>
          Array.fromAsync(
            queryItems(client, {
              TableName: tableName,
              IndexName: name,
              KeyConditionExpression: '#partition = :partition',
              ExpressionAttributeNames: { '#partition': partition },
              ExpressionAttributeValues: { ':partition': accessDay(day, shard) },
            }),
          ),
        ),
      );
      return shards.flat().map((item) => accessItem.parse(item).access);
    },
  };
}
