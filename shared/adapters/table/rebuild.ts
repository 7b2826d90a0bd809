import { type DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ClockRules } from '../../domain/case/compliance.ts';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import type { CaseRebuild } from '../../ports/rebuild.ts';
import { transiently } from '../failures.ts';
import { differencesOf, type Holders, type LockHolder } from './case-differences.ts';
import { lockContent } from './case-items.ts';
import { ABSENT } from './conditional-writes.ts';
import { type DerivedCase, derivedCase, type Item, keyed } from './derived-case.ts';
import { isWithdrawn, lockItem } from './items.ts';
import { caseKeys, lockKey, TABLE } from './keys.ts';
import { queryItems } from './query.ts';
import { transact, type Write } from './transaction.ts';

/** A transaction takes a hundred writes: the head, the check that no fact has come, and these. */
const ITEMS_AT_ONCE = 90;
/** How often a case that changes all the time is read again. */
const ATTEMPTS = 5;

type Role = 'head' | 'later-facts' | 'item' | 'lock';

/** Derives heads, index attributes, occasions and locks anew from the facts in the table. */
export function tableRebuild(client: DynamoDBDocumentClient, tableName: string, rules: ClockRules): CaseRebuild {
  const collectionOf = async (caseId: string): Promise<ReadonlyMap<string, Item>> => {
    const items = await Array.fromAsync(
      queryItems(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk <= :head',
        ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId), ':head': caseKeys.head(caseId).sk },
      }),
    );
    return new Map(items.map((item) => [keyed.parse(item).sk, item]));
  };
  const holderOfLock = async (lock: KeyedHash): Promise<LockHolder> => {
    const Key = lockKey(lock.keyId, lock.hash);
    const get = new GetCommand({ TableName: tableName, Key, ConsistentRead: true });
    const { Item: found } = await transiently(client.send(get));
    // A lock that names no case stands in the way all the same.
    return { lock, holder: found === undefined ? null : (lockItem.safeParse(found).data?.caseId ?? '') };
  };

  const examine = async (caseId: string) => {
    const stored = await collectionOf(caseId);
    const isGone = stored.size === 0 || isWithdrawn(stored.get(caseKeys.head(caseId).sk));
    if (isGone) return { outcome: 'gone' } as const;
    const derived = derivedCase(caseId, stored, rules);
    if (derived.outcome === 'beyond-mending') return derived;
    const holders: Holders = await Promise.all(derived.locks.map(holderOfLock));
    return { ...derived, holders, differences: differencesOf(caseId, stored, derived, holders) };
  };

  /**
   * The case as two readings one after the other saw it: a single one can fall between a head and its facts. What is in
   * order is believed at once.
   */
  const confirmed = async (caseId: string) => {
    let seen = await examine(caseId);
    for (let attempts = 1; attempts <= ATTEMPTS; attempts++) {
      if (seen.outcome === 'gone' || (seen.outcome === 'derived' && seen.differences.length === 0)) return seen;
      const again = await examine(caseId);
      if (isSameMoment(seen, again)) return again;
      seen = again;
    }
    return { outcome: 'changed-meanwhile' } as const;
  };

  /** Some items and the head that vouches for them, unless the case has changed since it was read. */
  const replace = async (caseId: string, { head, version }: DerivedCase, revision: number, others: Writes) => {
    const guards: ReadonlyArray<Write<Role>> = [
      {
        role: 'head',
        write: {
          Put: {
            TableName: tableName,
            Item: { ...head, revision: revision + 1 },
            ConditionExpression: 'revision = :revision',
            ExpressionAttributeValues: { ':revision': revision },
          },
        },
      },
      // The facts were read item by item: that the head is the one that was read does not say that they are all there.
      {
        role: 'later-facts',
        write: {
          ConditionCheck: {
            TableName: tableName,
            Key: caseKeys.commit(caseId, version + 1),
            ConditionExpression: ABSENT,
          },
        },
      },
    ];
    return (await transact<Role>(client, [...guards, ...others])).outcome === 'done';
  };
  type Writes = ReadonlyArray<Write<Role>>;

  const itemWrite = (caseId: string, sort: string, item: Item | undefined): Write<Role> => ({
    role: 'item',
    write:
      item === undefined
        ? { Delete: { TableName: tableName, Key: { pk: caseKeys.partition(caseId), sk: sort } } }
        : { Put: { TableName: tableName, Item: { ...item } } },
  });
  const lockWrite = (caseId: string, lock: KeyedHash, isOpen: boolean): Write<Role> => ({
    role: 'lock',
    write: isOpen
      ? {
          Put: {
            TableName: tableName,
            Item: { ...lockContent(lock, caseId) },
            ConditionExpression: ABSENT,
          },
        }
      : {
          Delete: {
            TableName: tableName,
            Key: lockKey(lock.keyId, lock.hash),
            ConditionExpression: 'caseId = :caseId',
            ExpressionAttributeValues: { ':caseId': caseId },
          },
        },
  });

  type Examined = Extract<Awaited<ReturnType<typeof examine>>, { outcome: 'derived' }>;
  const write = async (caseId: string, examined: Examined): Promise<boolean> => {
    const { differences, holders, isOpen, items } = examined;
    const sorts = new Set(differences.map(({ item }) => item).filter((item) => item.startsWith(caseKeys.attendances)));
    const wrongLocks = holders.filter(({ holder }) => holder === (isOpen ? null : caseId));
    const writes = [
      ...wrongLocks.map(({ lock }) => lockWrite(caseId, lock, isOpen)),
      ...[...sorts].map((sort) => itemWrite(caseId, sort, items.get(sort))),
    ];
    let { revision } = examined;
    for (let from = 0; from === 0 || from < writes.length; from += ITEMS_AT_ONCE) {
      if (!(await replace(caseId, examined, revision, writes.slice(from, from + ITEMS_AT_ONCE)))) return false;
      revision++;
    }
    return true;
  };

  return {
    /** A case is met at its head and at its first facts, which stand together: it is found by either. */
    cases: async function* (after) {
      let from: Record<string, unknown> | undefined = after === null ? undefined : { ...caseKeys.head(after) };
      let latest = after;
      do {
        const page = await transiently(
          client.send(
            new ScanCommand({
              TableName: tableName,
              FilterExpression: '#sort IN (:head, :first)',
              ProjectionExpression: '#partition, #sort',
              ExpressionAttributeNames: { '#partition': TABLE.partition, '#sort': TABLE.sort },
              ExpressionAttributeValues: { ':head': caseKeys.head('').sk, ':first': caseKeys.commit('', 1).sk },
              ExclusiveStartKey: from,
            }),
          ),
        );
        for (const item of page.Items ?? []) {
          const caseId = caseKeys.caseOf(keyed.parse(item).pk);
          if (caseId !== latest) yield caseId;
          latest = caseId;
        }
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    },
    check: async (caseId) => {
      const found = await confirmed(caseId);
      if (found.outcome === 'gone') return { outcome: 'checked', differences: [] };
      return found.outcome === 'derived' ? { outcome: 'checked', differences: found.differences } : found;
    },
    mend: async (caseId) => {
      for (let attempts = 1; attempts <= ATTEMPTS; attempts++) {
        const found = await confirmed(caseId);
        if (found.outcome === 'gone') return { outcome: 'mended', differences: [], left: [] };
        if (found.outcome !== 'derived') return found;
        const left = found.differences.filter(({ kind }) => kind === 'held-elsewhere');
        const differences = found.differences.filter(({ kind }) => kind !== 'held-elsewhere');
        if (differences.length === 0 || (await write(caseId, found))) return { outcome: 'mended', differences, left };
      }
      return { outcome: 'changed-meanwhile' };
    },
  };
}

type Seen = { readonly outcome: string } & Partial<Pick<DerivedCase, 'revision' | 'version'>>;

/** Whether two readings saw a case between the same two changes. */
function isSameMoment(one: Seen, other: Seen): boolean {
  return one.outcome === other.outcome && one.revision === other.revision && one.version === other.version;
}
