import { createHmac } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { KEYS_READ_AGAIN_AFTER, keysInForce } from '../ports/hash-keys.ts';
import { HASH_PURPOSES, type KeyedHashes } from '../ports/keyed-hash.ts';
import {
  FIRST_KEY,
  LASTING_KEY,
  makeHashKey,
  readHashKeys,
  type StoredHashKey,
  type StoredHashKeys,
} from './hash-key-items.ts';
import type { DataKeys } from './kms-vault.ts';

interface OpenedKey extends StoredHashKey {
  readonly secret: Uint8Array;
}

interface OpenedKeys {
  readonly lasting: OpenedKey;
  /** Newest first. */
  readonly rotated: ReadonlyArray<OpenedKey>;
}

/**
 * HMAC-SHA-256 under keys that lie in the table, wrapped by the master key, and are read once an hour. The first
 * container ever makes the first keys; whoever comes second uses what the first stored.
 */
export function keyedHashes(
  client: DynamoDBDocumentClient,
  tableName: string,
  dataKeys: DataKeys,
  now: () => number = Date.now,
): KeyedHashes {
  let cached: { readonly keys: Promise<OpenedKeys>; readonly until: number } | undefined;

  const complete = async ({ lasting, rotated }: StoredHashKeys): Promise<StoredHashKeys> => {
    const missing = [...(lasting === undefined ? [LASTING_KEY] : []), ...(rotated.length === 0 ? [FIRST_KEY] : [])];
    const madeAt = new Date(now()).toISOString();
    await Promise.all(missing.map((id) => makeHashKey(client, tableName, dataKeys, { id, madeAt })));
    return missing.length === 0 ? { lasting, rotated } : readHashKeys(client, tableName);
  };
  const open = async (key: StoredHashKey): Promise<OpenedKey> => ({
    ...key,
    secret: await dataKeys.unwrap(key.wrapped),
  });
  const read = async (): Promise<OpenedKeys> => {
    const { lasting, rotated } = await complete(await readHashKeys(client, tableName));
    if (lasting === undefined) throw new Error('the key that lasts is always there');
    const inForce = rotated.filter(({ retiredAt }) => retiredAt === null);
    const [opened, ...others] = await Promise.all([open(lasting), ...inForce.map(open)]);
    return { lasting: opened, rotated: others };
  };
  const keys = (): Promise<OpenedKeys> => {
    if (cached === undefined || now() >= cached.until) {
      const reading = read();
      cached = { keys: reading, until: now() + KEYS_READ_AGAIN_AFTER };
      reading.catch(() => {
        cached = undefined;
      });
    }
    return cached.keys;
  };
  return async (purpose, ...parts) => {
    const text = JSON.stringify([purpose, ...parts]);
    const { lasting, rotated } = await keys();
    const used = HASH_PURPOSES[purpose] === 'lasting' ? [lasting] : keysInForce(rotated, now());
    return used.map(({ id, secret }) => ({
      keyId: id,
      hash: createHmac('sha256', secret).update(text).digest('base64url'),
    }));
  };
}
