import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { transiently } from '../failures.ts';
import { INDEXES } from '../table/keys.ts';
import { takeTexts } from './taken-texts.ts';

const { receipt } = INDEXES;
const [ROW] = receipt.include;

/** A part of the index of receipts: one of its partitions, from one place up to another. */
export interface ReceiptSpan {
  readonly shard: string;
  readonly from: string;
  readonly upTo: string;
}

/** The packed rows in a part of the index, page after page to the end. */
export async function* receiptRows(
  client: DynamoDBDocumentClient,
  tableName: string,
  { shard, from, upTo }: ReceiptSpan,
): AsyncGenerator<ReadonlyArray<string>> {
  let start: Record<string, AttributeValue> | undefined;
  do {
    const query = new QueryCommand({
      TableName: tableName,
      IndexName: receipt.name,
      KeyConditionExpression: '#shard = :shard AND #order BETWEEN :from AND :upTo',
      ProjectionExpression: '#row',
      ExpressionAttributeNames: { '#shard': receipt.partition, '#order': receipt.sort, '#row': ROW },
      ExpressionAttributeValues: { ':shard': { S: shard }, ':from': { S: from }, ':upTo': { S: upTo } },
      ExclusiveStartKey: start,
    });
    const texts = takeTexts(query, ROW);
    const { LastEvaluatedKey } = await transiently(client.send(query));
    yield texts();
    start = LastEvaluatedKey;
  } while (start !== undefined);
}
