import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { TransientFailure } from '../../ports/failures.ts';
import { transiently } from '../failures.ts';
import type { Key } from './keys.ts';

const ATTEMPTS = 12;

const itemsSchema = z.array(z.record(z.string(), z.unknown()));
type Item = z.infer<typeof itemsSchema>[number];

/** At most a hundred items by their keys, strongly consistent; those that are there, in any order, whole or some attributes of them. */
export async function readItems(
  client: DynamoDBDocumentClient,
  tableName: string,
  keys: ReadonlyArray<Key>,
  attributes: ReadonlyArray<string> = [],
): Promise<ReadonlyArray<Item>> {
  const found: Array<Item> = [];
  const names = Object.fromEntries(attributes.map((name, index) => [`#a${index}`, name]));
  const projection =
    attributes.length === 0
      ? {}
      : { ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names };
  let left: ReadonlyArray<Record<string, unknown>> = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt === ATTEMPTS) throw new TransientFailure('the table is busy');
    const request = { [tableName]: { Keys: [...left], ConsistentRead: true, ...projection } };
    const answer = await transiently(client.send(new BatchGetCommand({ RequestItems: request })));
    found.push(...itemsSchema.parse(answer.Responses?.[tableName] ?? []));
    left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return found;
}
