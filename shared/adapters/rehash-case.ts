import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Referral, referralSchema } from '../domain/referral/referral.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { caseIdentity } from '../ports/case-identity.ts';
import type { CaseIdentity, StoredCase } from '../ports/case-store.ts';
import { type Clock, today } from '../ports/clock.ts';
import type { HashedItems, Rehashed } from '../ports/hash-keys.ts';
import { type KeyedHash, type KeyedHashes, keyedHashText } from '../ports/keyed-hash.ts';
import type { Vault } from '../ports/vault.ts';
import { transiently } from './failures.ts';
import { lockContent } from './table/case-items.ts';
import { ABSENT } from './table/conditional-writes.ts';
import { isOneOf } from './table/idempotency.ts';
import { headItem, isWithdrawn, sealedContent, sealedItem } from './table/items.ts';
import { caseKeys, lockKey } from './table/keys.ts';
import { transact, type Write } from './table/transaction.ts';

/** How often a case that changes all the time is read again. */
const ATTEMPTS = 5;

type Role = 'head' | 'lock' | 'release';

export interface RehashDeps {
  readonly vault: Vault;
  readonly hashes: KeyedHashes;
  readonly clock: Clock;
}

/** Puts a case under the keys in force; its person's record is opened to be hashed, and shown to nobody. */
export function rehashCase(
  client: DynamoDBDocumentClient,
  tableName: string,
  { vault, hashes, clock }: RehashDeps,
): HashedItems['rehash'] {
  const read = async (key: { readonly pk: string; readonly sk: string }): Promise<unknown> => {
    const get = new GetCommand({ TableName: tableName, Key: { ...key }, ConsistentRead: true });
    return (await transiently(client.send(get))).Item;
  };
  const openRecord = async (caseId: string, item: unknown): Promise<Referral> => {
    const { sk } = caseKeys.person(caseId);
    const opened = await vault.open({ caseId, item: sk }, sealedItem.parse(item).sealed);
    return referralSchema.parse(sealedContent.parse(opened).content);
  };

  /** A number written without its century is read as on the day it was given, whatever the century of today makes of it. */
  async function identityNow(referral: Referral, { state, locks }: StoredCase): Promise<CaseIdentity | undefined> {
    const readOn = (day: LocalDate) => caseIdentity(hashes, referral, day);
    const identities = await Promise.all([today(clock), state.receivedOn].map(readOn));
    return identities.find((identity) => agree(identity.locks, locks));
  }

  const take = (lock: KeyedHash, caseId: string): Write<Role> => ({
    role: 'lock',
    write: { Put: { TableName: tableName, Item: { ...lockContent(lock, caseId) }, ...absentOrOwn(caseId) } },
  });
  const release = ({ keyId, hash }: KeyedHash, caseId: string): Write<Role> => ({
    role: 'release',
    write: { Delete: { TableName: tableName, Key: lockKey(keyId, hash), ...absentOrOwn(caseId) } },
  });
  const rewriteHead = ({ state, revision }: StoredCase, { locks, named }: CaseIdentity): Write<Role> => ({
    role: 'head',
    write: {
      Update: {
        TableName: tableName,
        Key: caseKeys.head(state.id),
        UpdateExpression: 'SET #locks = :locks, #named = :named, revision = :next',
        // A command that was decided on the head as it was is decided again, and so keeps the new locks.
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeNames: { '#locks': 'locks', '#named': 'named' },
        ExpressionAttributeValues: {
          ':locks': locks.map(keyedHashText),
          ':named': named,
          ':next': revision + 1,
          ':revision': revision,
        },
      },
    },
  });

  async function attempt(caseId: string): Promise<Rehashed> {
    const head = await read(caseKeys.head(caseId));
    if (head === undefined || isWithdrawn(head)) return 'gone';
    const stored = headItem.parse(head);
    const record = await read(caseKeys.person(caseId));
    if (record === undefined) return 'busy';
    const identity = await identityNow(await openRecord(caseId, record), stored);
    if (identity === undefined) return 'unrecognised';
    const former = stored.locks.filter((lock) => !isOneOf(identity.locks, lock));
    const ofLocks = [
      ...identity.locks.map((lock) => take(lock, caseId)),
      ...former.map((lock) => release(lock, caseId)),
    ];
    const isOpen = stored.state.status !== 'closed';
    const outcome = await transact(client, [rewriteHead(stored, identity), ...(isOpen ? ofLocks : [])]);
    if (outcome.outcome === 'done') return 'rehashed';
    return outcome.outcome === 'refused' && !outcome.by.has('head') ? 'held-elsewhere' : 'busy';
  }

  return async (caseId) => {
    for (let attempts = 1; ; attempts++) {
      const outcome = await attempt(caseId);
      // A number that was changed between head and record looks like one that was never locked.
      const mayPass = outcome === 'busy' || outcome === 'unrecognised';
      if (!mayPass || attempts === ATTEMPTS) return outcome;
    }
  };
}

/** Whether two sets of hashes are of the same person: they have keys in common, and are the same under each of those. */
function agree(some: ReadonlyArray<KeyedHash>, others: ReadonlyArray<KeyedHash>): boolean {
  const common = others.filter(({ keyId }) => some.some((one) => one.keyId === keyId));
  return common.length > 0 && common.every((hash) => isOneOf(some, hash));
}

/** A lock is taken or given back only where no other case holds it. */
function absentOrOwn(caseId: string) {
  return {
    ConditionExpression: `${ABSENT} OR caseId = :caseId`,
    ExpressionAttributeValues: { ':caseId': caseId },
  };
}
