import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RefusalCounter } from '../../ports/case-store.ts';
import { TransientFailure } from '../../ports/failures.ts';
import { derivedId } from '../ids.ts';
import { refusalCountKey, refusalOnceKey } from './keys.ts';
import { transact } from './transaction.ts';

const REMEMBERED_SECONDS = 8 * 86_400;

/** Counts refusals in the table, one counter a month and reason. */
export function tableRefusalCounter(client: DynamoDBDocumentClient, tableName: string): RefusalCounter {
  return {
    count: async (month, codes, once) => {
      const marker = {
        role: 'once' as const,
        write: {
          Put: {
            TableName: tableName,
            Item: {
              ...refusalOnceKey(once.client, derivedId(once.client, once.key)),
              expiresAt: Math.floor(Date.parse(once.at) / 1000) + REMEMBERED_SECONDS,
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      };
      const counters = codes.map((code) => ({
        role: 'counter' as const,
        write: {
          Update: {
            TableName: tableName,
            Key: refusalCountKey(month, code),
            UpdateExpression: 'ADD refused :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      }));
      const { outcome } = await transact(client, [marker, ...counters], 'once');
      if (outcome === 'conflict') throw new TransientFailure('many refusals are being counted at once');
    },
  };
}
