import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../ports/clock.ts';
import type { HashedItems, HashKeyRing } from '../ports/hash-keys.ts';
import { hashKeyRing } from './hash-key-ring.ts';
import { hashedItems } from './hashed-items.ts';
import { keyedHashes } from './keyed-hashes.ts';
import { type DataKeys, kmsVault } from './kms-vault.ts';

/** What a rotation of hash keys is made of: the keys, and all that is hashed under them. */
export interface HashKeyAdapters {
  readonly ring: HashKeyRing;
  readonly items: HashedItems;
}

export function hashKeyAdapters(
  client: DynamoDBDocumentClient,
  tableName: string,
  dataKeys: DataKeys,
  clock: Clock,
): HashKeyAdapters {
  const hashes = keyedHashes(client, tableName, dataKeys, () => Date.parse(clock()));
  return {
    ring: hashKeyRing(client, tableName, dataKeys),
    items: hashedItems(client, tableName, { vault: kmsVault(dataKeys), hashes, clock }),
  };
}
