import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Access, accessSchema } from '../../domain/access/access.ts';
import { dateInStockholm } from '../../domain/time/stockholm.ts';
import type { AccessNotes } from '../../ports/access-log.ts';
import { transiently } from '../failures.ts';
import { randomId } from '../ids.ts';
import { ABSENT } from './conditional-writes.ts';
import { accessKey, indexKeys } from './keys.ts';
import type { Write } from './transaction.ts';

/** How an access is noted that is no part of a transaction. */
export function accessWrites(client: DynamoDBDocumentClient, tableName: string): AccessNotes {
  return {
    logAccess: async (access) => {
      const Put = accessPut(tableName, access);
      const put = new PutCommand({ ...Put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
      try {
        await transiently(client.send(put));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // The client sends again what it has had no answer to: then it is this entry that is there.
        const there = error.Item === undefined ? undefined : unmarshall(error.Item)['access'];
        if (there !== Put.Item.access) throw alreadyThere();
      }
    },
  };
}

/** The entry of an access as a part of a transaction. */
export function accessWrite(tableName: string, access: Access): Write<'access'> {
  return { role: 'access', write: { Put: accessPut(tableName, access) } };
}

/** Throws where a transaction was refused because of the entry of an access: ids are drawn by lot, so that is a defect. */
export function assertNewEntry(refusedBy: ReadonlyMap<string, unknown>): void {
  if (refusedBy.has('access')) throw alreadyThere();
}

function alreadyThere(): Error {
  return new Error('an entry of the access log was there before it was written');
}

/** An access, listed under its day too. It is only ever added: no entry takes the place of another. */
function accessPut(tableName: string, access: Access) {
  const { caseId, at } = access;
  const key = accessKey(caseId, at, randomId());
  const Item = {
    ...key,
    ...indexKeys.access(dateInStockholm(at), key.sk),
    access: JSON.stringify(accessSchema.parse(access)),
  };
  return { TableName: tableName, Item, ConditionExpression: ABSENT };
}
