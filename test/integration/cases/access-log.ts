import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CaseWorld } from '../../support/case-world.ts';

/** Who has looked at a case, and what was looked at, in the order of time. */
export async function accessLogOf(
  { table }: CaseWorld,
  caseId: string,
): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `ACCESS#${caseId}` },
    }),
  );
  return Items.map(({ access }) => JSON.parse(String(access)));
}
