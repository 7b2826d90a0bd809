import { DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { HashKeyRing } from '../ports/hash-keys.ts';
import { transiently } from './failures.ts';
import { hashKeyId, hashKeyNumber, makeHashKey, readHashKeys } from './hash-key-items.ts';
import type { DataKeys } from './kms-vault.ts';
import { hashKeyKey, TABLE } from './table/keys.ts';

/** The keys that are rotated, in the table; their secrets are never opened here. */
export function hashKeyRing(client: DynamoDBDocumentClient, tableName: string, dataKeys: DataKeys): HashKeyRing {
  const list: HashKeyRing['list'] = async () => {
    const { rotated } = await readHashKeys(client, tableName);
    return rotated.map(({ id, madeAt, retiredAt }) => ({ id, madeAt, retiredAt }));
  };
  return {
    list,
    add: async (madeAt) => {
      const [newest] = await list();
      const id = hashKeyId(newest === undefined ? 1 : hashKeyNumber(newest) + 1);
      await makeHashKey(client, tableName, dataKeys, { id, madeAt });
    },
    retire: async (id, at) => {
      await transiently(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: hashKeyKey(id),
            UpdateExpression: 'SET retiredAt = if_not_exists(retiredAt, :at)',
            ConditionExpression: `attribute_exists(${TABLE.partition})`,
            ExpressionAttributeValues: { ':at': at },
          }),
        ),
      );
    },
    remove: async (id) => {
      await transiently(client.send(new DeleteCommand({ TableName: tableName, Key: hashKeyKey(id) })));
    },
  };
}
