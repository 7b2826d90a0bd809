import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { transiently } from '../failures.ts';

/** Every item of a query from where it starts, page after page to the end: one page is never taken for the whole. */
export async function* queryItems(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
): AsyncGenerator<Record<string, unknown>> {
  let from: Record<string, unknown> | undefined = query.ExclusiveStartKey;
  do {
    const page = await transiently(client.send(new QueryCommand({ ...query, ExclusiveStartKey: from })));
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
