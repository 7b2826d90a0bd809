import { DeleteCommand, type DynamoDBDocumentClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { HashedCase, HashedItems, HashedRemnant } from '../ports/hash-keys.ts';
import { transiently } from './failures.ts';
import { type RehashDeps, rehashCase } from './rehash-case.ts';
import { idempotencyItem, keyedHash } from './table/items.ts';
import { caseKeys, hashKeyOfLock, idempotencyKey, lockKey, TABLE } from './table/keys.ts';

const SORTS = { head: caseKeys.head('').sk, lock: lockKey('', '').sk, request: idempotencyKey('', '').sk } as const;

const placed = z.object({ pk: z.string(), sk: z.string() });
const hashesOfHead = z.object({ locks: z.array(keyedHash), named: z.array(keyedHash).nullable() });
const hashOfRequest = idempotencyItem.pick({ body: true });

/** What lies in the table under keys that are rotated. */
export function hashedItems(client: DynamoDBDocumentClient, tableName: string, deps: RehashDeps): HashedItems {
  const pageFrom = (from: ScanCommandOutput['LastEvaluatedKey']): Promise<ScanCommandOutput> =>
    transiently(
      client.send(
        new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          FilterExpression: '#sort IN (:head, :lock, :request)',
          ProjectionExpression: '#partition, #sort, #locks, #named, #body',
          ExpressionAttributeNames: {
            '#partition': TABLE.partition,
            '#sort': TABLE.sort,
            '#locks': 'locks',
            '#named': 'named',
            '#body': 'body',
          },
          ExpressionAttributeValues: { ':head': SORTS.head, ':lock': SORTS.lock, ':request': SORTS.request },
          ExclusiveStartKey: from,
        }),
      ),
    );
  return {
    /**
     * Read from the table itself, strongly consistent, and not from an index of cases: an index lags, names its
     * partitions by year, and holds no locks. What comes in meanwhile is under the keys in force already; a rotation can
     * afford to read everything once.
     */
    all: async function* () {
      let from: ScanCommandOutput['LastEvaluatedKey'];
      do {
        const page = await pageFrom(from);
        yield* (page.Items ?? []).map(hashedItem);
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    },
    rehash: rehashCase(client, tableName, deps),
    remove: async ({ place }) => {
      await transiently(client.send(new DeleteCommand({ TableName: tableName, Key: { ...place } })));
    },
  };
}

function hashedItem(item: unknown): HashedCase | HashedRemnant {
  const place = placed.parse(item);
  switch (place.sk) {
    case SORTS.head: {
      const { locks, named } = hashesOfHead.parse(item);
      const hashed = [locks, named ?? []].filter((some) => some.length > 0);
      const under = hashed.map((some) => new Set(some.map(({ keyId }) => keyId)));
      return { kind: 'case', caseId: caseKeys.caseOf(place.pk), under };
    }
    case SORTS.lock:
      return { kind: 'lock', keyId: hashKeyOfLock(place.pk), place };
    default:
      return { kind: 'request', keyId: hashOfRequest.parse(item).body.keyId, place };
  }
}
