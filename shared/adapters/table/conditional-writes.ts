import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { transiently } from '../failures.ts';
import { TABLE } from './keys.ts';

/** The condition that nothing is at an item's place. */
export const ABSENT = `attribute_not_exists(${TABLE.partition})`;

/** Whether a write was made; one that its condition refuses is no failure. */
export async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await transiently(write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Whether an item was new; one that is already there stays as it is. */
export function putOnce(
  client: DynamoDBDocumentClient,
  tableName: string,
  item: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const put = new PutCommand({ TableName: tableName, Item: { ...item }, ConditionExpression: ABSENT });
  return unlessRefused(client.send(put));
}
