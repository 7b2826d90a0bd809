import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { HashKey } from '../ports/hash-keys.ts';
import type { DataKeys } from './kms-vault.ts';
import { putOnce } from './table/conditional-writes.ts';
import { hashKeyKey, TABLE } from './table/keys.ts';
import { queryItems } from './table/query.ts';

/** The key of what must be recognised for ever: made once, never replaced. */
export const LASTING_KEY = 'lasting';
export const FIRST_KEY = hashKeyId(1);

/** A key as it is stored, its secret wrapped by the master key. */
export interface StoredHashKey extends HashKey {
  readonly wrapped: Uint8Array;
}

export interface StoredHashKeys {
  readonly lasting: StoredHashKey | undefined;
  /** Newest first. */
  readonly rotated: ReadonlyArray<StoredHashKey>;
}

const storedHashKey = z
  .object({
    sk: z.string(),
    wrapped: z.instanceof(Uint8Array),
    madeAt: z.iso.datetime(),
    retiredAt: z.iso.datetime().nullable().default(null),
  })
  .transform(({ sk, ...rest }): StoredHashKey => ({ id: sk, ...rest }));

/** Every key in the table. */
export async function readHashKeys(client: DynamoDBDocumentClient, tableName: string): Promise<StoredHashKeys> {
  const items = await Array.fromAsync(
    queryItems(client, {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: `${TABLE.partition} = :keys`,
      ExpressionAttributeValues: { ':keys': hashKeyKey('').pk },
    }),
  );
  const keys = items.map((item) => storedHashKey.parse(item));
  return {
    lasting: keys.find(({ id }) => id === LASTING_KEY),
    // The table sorts their names as text, which puts k10 before k2.
    rotated: keys.filter(({ id }) => id !== LASTING_KEY).toSorted((a, b) => hashKeyNumber(b) - hashKeyNumber(a)),
  };
}

/** Makes a key and stores it, unless one is stored under its name: that one is then as good. */
export async function makeHashKey(
  client: DynamoDBDocumentClient,
  tableName: string,
  dataKeys: DataKeys,
  { id, madeAt }: Pick<HashKey, 'id' | 'madeAt'>,
): Promise<void> {
  const { wrapped } = await dataKeys.create();
  await putOnce(client, tableName, { ...hashKeyKey(id), wrapped, madeAt });
}

export function hashKeyId(number: number): string {
  return `k${number}`;
}

export function hashKeyNumber({ id }: Pick<HashKey, 'id'>): number {
  return Number(id.slice(1));
}
