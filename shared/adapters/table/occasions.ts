import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Occasion } from '../../domain/case/attendance.ts';
import { occasionItem } from './items.ts';
import { caseKeys } from './keys.ts';
import { queryItems } from './query.ts';

/** The occasions of a case whose ids begin so, in the order of their days; all of them for an empty beginning. */
export async function occasionsOf(
  client: DynamoDBDocumentClient,
  tableName: string,
  caseId: string,
  idFrom: string,
): Promise<ReadonlyArray<Occasion>> {
  const items = queryItems(client, {
    TableName: tableName,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :from)',
    ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId), ':from': `${caseKeys.attendances}${idFrom}` },
  });
  return (await Array.fromAsync(items)).map((item) => occasionItem.parse(item).occasion);
}
