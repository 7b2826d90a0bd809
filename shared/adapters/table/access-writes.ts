import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CaseStore } from '../../ports/case-store.ts';
import { transiently } from '../failures.ts';
import { accessContent } from './case-items.ts';

/** How a look is noted that is no part of a command. */
export function accessWrites(client: DynamoDBDocumentClient, tableName: string): Pick<CaseStore, 'logAccess'> {
  return {
    logAccess: async (access) => {
      await transiently(client.send(new PutCommand({ TableName: tableName, Item: accessContent(access) })));
    },
  };
}
