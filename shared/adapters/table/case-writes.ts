import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Occasion } from '../../domain/case/attendance.ts';
import type { Fact } from '../../domain/case/facts.ts';
import type {
  CaseStore,
  Change,
  ChangedRecord,
  ChangeOutcome,
  CommandText,
  NewCase,
  OpenOutcome,
  Repeatable,
  StoredCase,
} from '../../ports/case-store.ts';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import type { Vault } from '../../ports/vault.ts';
import { accessWrite, accessWrites, assertNewEntry } from './access-writes.ts';
import { headContent, idempotencyContent, lockContent, occasionContent, registeredAs } from './case-items.ts';
import { ABSENT } from './conditional-writes.ts';
import { isOneOf, replay } from './idempotency.ts';
import { commitContent, headItem, lockItem, SEALED_SCHEMA } from './items.ts';
import { caseKeys, lockKey, STREAM_ATTRIBUTE, STREAM_FACTS } from './keys.ts';
import { secondsOf } from './time-to-live.ts';
import { transact, type Write } from './transaction.ts';

type Role = 'idempotency' | 'lock' | 'release' | 'head' | 'commit' | 'content' | 'access';

/** How cases are written: each decision in one transaction, its secrets sealed before they leave. */
export function caseWrites(
  client: DynamoDBDocumentClient,
  tableName: string,
  vault: Vault,
): Pick<CaseStore, 'open' | 'change' | 'noteCheck' | 'logAccess'> {
  const put = <R extends Role>(role: R, item: Readonly<Record<string, unknown>>, condition?: Condition): Write<R> => ({
    role,
    write: {
      Put: {
        TableName: tableName,
        Item: { ...item },
        ...(condition === undefined ? {} : { ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      },
    },
  });
  const seal = async (caseId: string, item: string, content: unknown) => ({
    pk: caseKeys.partition(caseId),
    sk: item,
    sealed: await vault.seal({ caseId, item }, { schema: SEALED_SCHEMA, content }),
  });
  const repeatableWrite = (request: Repeatable, caseId: string, version: number, at: string) =>
    put('idempotency', idempotencyContent(request, caseId, version, at), {
      ConditionExpression: `${ABSENT} OR expiresAt < :now`,
      ExpressionAttributeValues: { ':now': secondsOf(at) },
    });

  const sealText = (caseId: string, sequence: number, text: CommandText) =>
    seal(caseId, caseKeys.text(caseId, sequence).sk, text);

  const sealRecords = (caseId: string, sequence: number, { was, becomes }: ChangedRecord) =>
    Promise.all([
      seal(caseId, caseKeys.earlierPerson(caseId, sequence).sk, was),
      seal(caseId, caseKeys.person(caseId).sk, becomes),
    ]);

  const release = (lock: KeyedHash, caseId: string): Write<'release'> => ({
    role: 'release',
    write: {
      Delete: {
        TableName: tableName,
        Key: lockKey(lock.keyId, lock.hash),
        // Whoever replaces hash keys drops locks under old ones.
        ConditionExpression: `${ABSENT} OR caseId = :caseId`,
        ExpressionAttributeValues: { ':caseId': caseId },
      },
    },
  });

  async function open(newCase: NewCase): Promise<OpenOutcome> {
    const { caseId, recorded, referral, locks, named, access, repeatable, historyBodies } = newCase;
    const historyBody = historyBodies[0] ?? null;
    const { state, facts } = recorded;
    const stored = { state, revision: 1, recordedAt: access.at, locks, named, lastCheck: null, historyBody };
    const isOpen = state.status !== 'closed';
    const sealedItems = await Promise.all([
      seal(caseId, caseKeys.person(caseId).sk, referral),
      ...[...newCase.texts].map(([sequence, text]) => sealText(caseId, sequence, text)),
      ...[...newCase.earlierRecords].map(([sequence, was]) =>
        seal(caseId, caseKeys.earlierPerson(caseId, sequence).sk, was),
      ),
    ]);
    const occasions = newCase.occasions.map((one) => occasionContent(caseId, one));
    const outcome = await transact(
      client,
      [
        ...(repeatable === null ? [] : [repeatableWrite(repeatable, caseId, state.version, access.at)]),
        ...(isOpen ? locks.map((lock) => put('lock', lockContent(lock, caseId), NOTHING_THERE)) : []),
        put('head', headContent(stored, newCase.nextCheckOn), NOTHING_THERE),
        put('commit', commitOf(stored, facts)),
        ...[...sealedItems, ...occasions].map((item) => put('content', item)),
        accessWrite(tableName, access),
      ],
      repeatable === null ? 'head' : 'idempotency',
    );
    if (outcome.outcome === 'done') return { outcome: 'opened' };
    if (outcome.outcome === 'conflict') return { outcome: 'in-progress' };
    assertNewEntry(outcome.by);
    const repeated = outcome.by.get('idempotency');
    if (repeated !== undefined && repeatable !== null) return replay(repeated, repeatable.bodies);
    const head = outcome.by.get('head');
    if (head !== undefined) return { outcome: 'already-imported', same: isSameHistory(head, historyBodies) };
    const lock = outcome.by.get('lock');
    if (lock !== undefined) return { outcome: 'open-case-exists', caseId: lockItem.parse(lock).caseId };
    throw new Error('a case could not be opened for an unknown reason');
  }

  async function change({ before, recorded, nextCheckOn, ...rest }: Change): Promise<ChangeOutcome> {
    const { text, personRecord, identity, occasion, access, repeatable, lastCheck } = rest;
    const { state, facts } = recorded;
    const [first] = facts;
    if (first === undefined) throw new Error('a change has at least one fact');
    const after: StoredCase = {
      ...before,
      ...identity,
      state,
      revision: before.revision + 1,
      recordedAt: first.recordedAt,
      lastCheck: lastCheck ?? before.lastCheck,
    };
    const { released, taken } = lockChanges(before, after);
    const records = personRecord === null ? [] : await sealRecords(state.id, first.sequence, personRecord);
    const outcome = await transact<Role>(
      client,
      [
        ...(repeatable === null ? [] : [repeatableWrite(repeatable, state.id, state.version, first.recordedAt)]),
        put('head', headContent(after, nextCheckOn), unchangedSince(before)),
        put('commit', commitOf(after, facts), NOTHING_THERE),
        ...released.map((lock) => release(lock, state.id)),
        ...taken.map((lock) => put('lock', lockContent(lock, state.id), NOTHING_THERE)),
        ...(text === null ? [] : [put('content', await sealText(state.id, first.sequence, text))]),
        ...records.map((item) => put('content', item)),
        ...(occasion === null
          ? []
          : [put('content', occasionContent(state.id, occasion.becomes), stillAs(occasion.was))]),
        ...(access === null ? [] : [accessWrite(tableName, access)]),
      ],
      'idempotency',
    );
    if (outcome.outcome === 'done') return { outcome: 'recorded' };
    if (outcome.outcome === 'conflict') return { outcome: 'in-progress' };
    assertNewEntry(outcome.by);
    return refusedChange(outcome.by, repeatable);
  }

  return {
    open,
    change,
    noteCheck: async (before, nextCheckOn) => {
      const after: StoredCase = { ...before, revision: before.revision + 1 };
      const head = put('head', headContent(after, nextCheckOn), unchangedSince(before));
      const outcome = await transact(client, [head]);
      return outcome.outcome === 'done' ? 'noted' : 'changed-meanwhile';
    },
    ...accessWrites(client, tableName),
  };
}

/** What stood in the way of a change: the same request before, a change in between, or the person's other open case. */
function refusedChange(
  by: ReadonlyMap<Role, Readonly<Record<string, unknown>>>,
  repeatable: Repeatable | null,
): ChangeOutcome {
  const repeated = by.get('idempotency');
  if (repeated !== undefined && repeatable !== null) return replay(repeated, repeatable.bodies);
  const lock = by.get('lock');
  if (by.has('head') || lock === undefined) return { outcome: 'changed-meanwhile' };
  return { outcome: 'open-case-exists', caseId: lockItem.parse(lock).caseId };
}

/** The facts of one command; the stream passes on those of the present, and says of whom no more than may be told. */
function commitOf({ state, named }: Pick<StoredCase, 'state' | 'named'>, facts: ReadonlyArray<Fact>) {
  const [first] = facts;
  if (first === undefined) throw new Error('a commit has at least one fact');
  return {
    ...caseKeys.commit(state.id, first.sequence),
    ...commitContent(facts),
    masked: named !== null,
    ...(first.source === 'live' ? { [STREAM_ATTRIBUTE]: STREAM_FACTS } : {}),
  };
}

/** The locks to give back and to take: an open case holds the person's, a closed one none. */
function lockChanges(before: StoredCase, after: StoredCase): Record<'released' | 'taken', ReadonlyArray<KeyedHash>> {
  const held = ({ state, locks }: StoredCase) => (state.status === 'closed' ? [] : locks);
  const without = (some: ReadonlyArray<KeyedHash>, others: ReadonlyArray<KeyedHash>) =>
    some.filter((lock) => !isOneOf(others, lock));
  return { released: without(held(before), held(after)), taken: without(held(after), held(before)) };
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

const NOTHING_THERE: Condition = { ConditionExpression: ABSENT };

/** Occasions are read beside the head, and so perhaps before it: that the head is unchanged says nothing of them. */
const stillAs = (was: Occasion | null): Condition =>
  was === null
    ? NOTHING_THERE
    : {
        ConditionExpression: 'registered = :registered',
        ExpressionAttributeValues: { ':registered': registeredAs(was) },
      };

const unchangedSince = ({ revision }: StoredCase): Condition => ({
  ConditionExpression: 'revision = :revision',
  ExpressionAttributeValues: { ':revision': revision },
});

function isSameHistory(head: unknown, bodies: ReadonlyArray<KeyedHash>): boolean {
  const known = headItem.pick({ historyBody: true }).parse(head).historyBody;
  return known !== null && isOneOf(bodies, known);
}
