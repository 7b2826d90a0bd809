import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { transiently } from '../failures.ts';
import { INDEXES } from '../table/keys.ts';

const { receipt } = INDEXES;
const [ROW] = receipt.include;

/** A part of the index of receipts: one of its partitions, from one place up to another. */
export interface ReceiptSpan {
  readonly shard: string;
  readonly from: string;
  readonly upTo: string;
}

/**
 * The packed rows in a part of the index, page after page to the end. They are taken as the table sends them, with
 * nothing else of their items: to make documents of a million items costs more than to count what they say.
 */
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
    logNothing(query);
    const { Items = [], LastEvaluatedKey } = await transiently(client.send(query));
    yield Items.map((item) => textOf(item[ROW]));
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

/** The SDK copies every answer for its log, whether or not there is one: of a whole page that is a fifth of the work. */
function logNothing(query: QueryCommand): void {
  query.middlewareStack.add(
    (next, context) => {
      delete context.logger;
      return next;
    },
    { step: 'initialize', priority: 'high', name: 'logNothing' },
  );
}

function textOf(value: AttributeValue | undefined): string {
  if (value?.S === undefined) throw new TypeError('an item in the index of receipts has no row');
  return value.S;
}
