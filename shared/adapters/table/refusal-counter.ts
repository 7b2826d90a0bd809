import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { REMEMBERED_DAYS, type RefusalCounter } from '../../ports/case-store.ts';
import { TransientFailure } from '../../ports/failures.ts';
import { derivedId } from '../ids.ts';
import { ABSENT } from './conditional-writes.ts';
import { refusalCountKey, refusalOnceKey } from './keys.ts';
import { daysAfter } from './time-to-live.ts';
import { transact } from './transaction.ts';

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
              expiresAt: daysAfter(once.at, REMEMBERED_DAYS),
            },
            ConditionExpression: ABSENT,
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
