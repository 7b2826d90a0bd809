import { DeleteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Access } from '../../domain/access/access.ts';
import { referralSchema } from '../../domain/referral/referral.ts';
import { lastNoteOf } from '../../domain/retention/judge.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { TransientFailure } from '../../ports/failures.ts';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import type { Doomed, RetainedCases, RetentionHolds } from '../../ports/retention.ts';
import type { Vault } from '../../ports/vault.ts';
import { transiently } from '../failures.ts';
import { accessWrite, assertNewEntry } from './access-writes.ts';
import { tableCaseLists } from './case-lists.ts';
import { ABSENT } from './conditional-writes.ts';
import {
  commitItem,
  headItem,
  isWithdrawn,
  retentionHoldItem,
  sealedContent,
  sealedItem,
  withdrawnHead,
} from './items.ts';
import { caseKeys, lockKey, retentionKeys } from './keys.ts';
import { queryItems } from './query.ts';
import { transact, type Write } from './transaction.ts';

const keyed = z.looseObject({ sk: z.string() });

/** The latest facts mostly tell of the latest note: more are read only where they do not. */
const COMMITS_AT_ONCE = 5;

/** Cases as retention needs them: judged by what little that takes, and destroyed whole. */
export function tableRetainedCases(client: DynamoDBDocumentClient, tableName: string, vault: Vault): RetainedCases {
  const { openCaseOf } = tableCaseLists(client, tableName);
  const collection = (caseId: string, more: Omit<Parameters<typeof queryItems>[1], 'TableName'> = {}) =>
    queryItems(client, {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ...more,
      ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId), ...more.ExpressionAttributeValues },
    });

  async function lastNote(caseId: string): Promise<LocalDate> {
    const latestFirst = collection(caseId, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :commits)',
      ExpressionAttributeValues: { ':commits': caseKeys.commits },
      ScanIndexForward: false,
      Limit: COMMITS_AT_ONCE,
    });
    for await (const item of latestFirst) {
      const noted = lastNoteOf(commitItem.parse(item).facts);
      if (noted !== undefined) return noted;
    }
    throw new Error('a case begins with a note');
  }

  return {
    read: async (caseId) => {
      const items = await Array.fromAsync(
        collection(caseId, {
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :head AND :person',
          ExpressionAttributeValues: { ':head': caseKeys.head(caseId).sk, ':person': caseKeys.person(caseId).sk },
        }),
        (item) => keyed.parse(item),
      );
      const head = items.find(({ sk }) => sk === caseKeys.head(caseId).sk);
      if (head === undefined) return undefined;
      if (isWithdrawn(head)) return 'withdrawn';
      const { sk: item } = caseKeys.person(caseId);
      const { sealed } = sealedItem.parse(items.find(({ sk }) => sk === item));
      return {
        stored: headItem.parse(head),
        lastNoteOn: await lastNote(caseId),
        referral: referralSchema.parse(sealedContent.parse(await vault.open({ caseId, item }, sealed)).content),
        placed: items
          .filter(({ sk }) => sk.startsWith(caseKeys.retentionHolds))
          .map((hold) => retentionHoldItem.parse(hold)),
      };
    },
    hasOpenCase: async (caseId, locks) => {
      const holder = await openCaseOf(locks);
      return holder !== undefined && holder !== caseId;
    },
    withdraw: async (doomed) => {
      const done = await transact<Role>(client, [
        {
          role: 'head',
          write: {
            Put: {
              TableName: tableName,
              Item: { ...caseKeys.head(doomed.caseId), ...withdrawnHead },
              ConditionExpression: 'revision = :revision',
              ExpressionAttributeValues: { ':revision': doomed.revision },
            },
          },
        },
        {
          role: 'due',
          write: {
            Update: {
              TableName: tableName,
              Key: retentionKeys.due(doomed.run, doomed.caseId),
              // It is all that still knows of the case: it stays until nothing is left of that.
              UpdateExpression: 'SET withdrawn = :yes REMOVE expiresAt',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeValues: { ':yes': true },
            },
          },
        },
        ...doomed.locks.map((lock) => release(tableName, lock, doomed.caseId)),
        accessWrite(tableName, accessTo(doomed)),
      ]);
      if (done.outcome === 'conflict') throw new TransientFailure('a case to be destroyed is in use');
      if (done.outcome === 'refused') assertNewEntry(done.by);
      return done.outcome === 'done' ? 'withdrawn' : 'changed-meanwhile';
    },
    hasWithdrawn: async (run, caseId) => {
      const Key = retentionKeys.due(run, caseId);
      const get = new GetCommand({ TableName: tableName, Key, ConsistentRead: true });
      return isWithdrawn((await transiently(client.send(get))).Item);
    },
    remains: async (caseId) => {
      const items = await Array.fromAsync(
        collection(caseId, { ProjectionExpression: 'sk' }),
        (item) => keyed.parse(item).sk,
      );
      const { sk: head } = caseKeys.head(caseId);
      return [...items.filter((sk) => sk !== head), ...items.filter((sk) => sk === head)];
    },
    remove: async (caseId, item) => {
      const Key = { pk: caseKeys.partition(caseId), sk: item };
      await transiently(client.send(new DeleteCommand({ TableName: tableName, Key })));
    },
  };
}

type Role = 'head' | 'due' | 'lock' | 'access';

/** A closed case holds no lock; one that it holds all the same goes with it. */
function release(tableName: string, { keyId, hash }: KeyedHash, caseId: string): Write<'lock'> {
  return {
    role: 'lock',
    write: {
      Delete: {
        TableName: tableName,
        Key: lockKey(keyId, hash),
        ConditionExpression: `${ABSENT} OR caseId = :caseId`,
        ExpressionAttributeValues: { ':caseId': caseId },
      },
    },
  };
}

function accessTo({ caseId, approvedBy, at }: Doomed): Access {
  return {
    caseId,
    client: 'apply-retention',
    officer: approvedBy,
    party: 'city',
    what: 'POST retention-runs',
    why: 'retention',
    outcome: 'destroyed',
    refusal: null,
    at,
  };
}

/**
 * What somebody has put in the way of a case's destruction lies with the case, and goes with it. It counts as a write of
 * the case, so that a destruction that was decided before is decided again.
 */
export function tableRetentionHolds(client: DynamoDBDocumentClient, tableName: string): RetentionHolds {
  return {
    placeHold: async (caseId, hold, access) => {
      const done = await transact<'head' | 'hold' | 'access'>(client, [
        {
          role: 'head',
          write: {
            Update: {
              TableName: tableName,
              Key: caseKeys.head(caseId),
              UpdateExpression: 'SET revision = revision + :one',
              ConditionExpression: 'attribute_exists(revision)',
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
        },
        {
          role: 'hold',
          write: {
            Put: {
              TableName: tableName,
              Item: { ...caseKeys.retentionHold(caseId, hold.ground), ...retentionHoldItem.parse(hold) },
            },
          },
        },
        accessWrite(tableName, access),
      ]);
      if (done.outcome === 'conflict') throw new TransientFailure('a case is being written');
      if (done.outcome === 'refused') assertNewEntry(done.by);
      return done.outcome === 'done' ? 'placed' : 'gone';
    },
  };
}
