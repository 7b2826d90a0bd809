import { createHmac } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { KeyedHashes } from '../ports/keyed-hash.ts';
import { transiently } from './failures.ts';
import type { DataKeys } from './kms-vault.ts';
import { hashKeyKey, TABLE } from './table/keys.ts';
import { queryItems } from './table/query.ts';

const FIRST_KEY = 'k1';
const REREAD_MILLISECONDS = 60 * 60 * 1000;

const hashKeyItem = z.object({ sk: z.string(), wrapped: z.instanceof(Uint8Array) });

interface HashKey {
  readonly keyId: string;
  readonly secret: Uint8Array;
}

/**
 * HMAC-SHA-256 under keys that lie in the table, wrapped by the master key, and are read once an hour. The first
 * container ever makes the first key; whoever comes second uses what the first stored.
 */
export function keyedHashes(
  client: DynamoDBDocumentClient,
  tableName: string,
  dataKeys: DataKeys,
  now: () => number = Date.now,
): KeyedHashes {
  let cached: { readonly keys: Promise<ReadonlyArray<HashKey>>; readonly until: number } | undefined;

  const stored = async (): Promise<ReadonlyArray<HashKey>> => {
    const items = await Array.fromAsync(
      queryItems(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: `${TABLE.partition} = :keys`,
        ExpressionAttributeValues: { ':keys': hashKeyKey('').pk },
        ScanIndexForward: false,
      }),
    );
    return Promise.all(
      items
        .map((item) => hashKeyItem.parse(item))
        .map(async ({ sk, wrapped }) => ({
          keyId: sk,
          secret: await dataKeys.unwrap(wrapped),
        })),
    );
  };
  const first = async (): Promise<ReadonlyArray<HashKey>> => {
    const { wrapped } = await dataKeys.create();
    try {
      await transiently(
        client.send(
          new PutCommand({
            TableName: tableName,
            Item: { ...hashKeyKey(FIRST_KEY), wrapped },
            ConditionExpression: `attribute_not_exists(${TABLE.partition})`,
          }),
        ),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    return stored();
  };
  const keys = (): Promise<ReadonlyArray<HashKey>> => {
    if (cached === undefined || now() >= cached.until) {
      const read = stored().then((found) => (found.length > 0 ? found : first()));
      cached = { keys: read, until: now() + REREAD_MILLISECONDS };
      read.catch(() => {
        cached = undefined;
      });
    }
    return cached.keys;
  };
  return async (...parts) => {
    const text = JSON.stringify(parts);
    return (await keys()).map(({ keyId, secret }) => ({
      keyId,
      hash: createHmac('sha256', secret).update(text).digest('base64url'),
    }));
  };
}
