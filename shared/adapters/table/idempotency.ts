import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CaseStore, Replay } from '../../ports/case-store.ts';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import { transiently } from '../failures.ts';
import { idempotencyPlace } from './case-items.ts';
import { idempotencyItem } from './items.ts';
import { secondsOf } from './time-to-live.ts';

/** What a record says of a request that came again: that it was carried out, or that its key was used for another. */
export function replay(item: unknown, bodies: ReadonlyArray<KeyedHash>): Replay | { readonly outcome: 'key-reused' } {
  const { body, caseId, version } = idempotencyItem.parse(item);
  return isOneOf(bodies, body) ? { outcome: 'replay', caseId, version } : { outcome: 'key-reused' };
}

/** Looks a request up without writing; a record past its days says nothing, though it may lie there a while longer. */
export function idempotencyRecords(client: DynamoDBDocumentClient, tableName: string): Pick<CaseStore, 'replayOf'> {
  return {
    replayOf: async (request, at) => {
      const { Item } = await transiently(
        client.send(new GetCommand({ TableName: tableName, Key: idempotencyPlace(request), ConsistentRead: true })),
      );
      if (Item === undefined || idempotencyItem.parse(Item).expiresAt < secondsOf(at)) return undefined;
      return replay(Item, request.bodies);
    },
  };
}

/** Whether a stored hash is one of those that the same content has under the keys in use. */
export function isOneOf(hashes: ReadonlyArray<KeyedHash>, known: KeyedHash): boolean {
  return hashes.some(({ keyId, hash }) => keyId === known.keyId && hash === known.hash);
}
