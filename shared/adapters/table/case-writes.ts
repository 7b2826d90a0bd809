import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type {
  CaseStore,
  Change,
  ChangeOutcome,
  CommandText,
  NewCase,
  OpenOutcome,
  Repeatable,
  StoredCase,
} from '../../ports/case-store.ts';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import type { Vault } from '../../ports/vault.ts';
import { transiently } from '../failures.ts';
import { accessContent, headContent, idempotencyContent, lockContent, secondsOf } from './case-items.ts';
import { isOneOf, replay } from './idempotency.ts';
import { commitContent, headItem, lockItem, SEALED_SCHEMA } from './items.ts';
import { caseKeys, lockKey } from './keys.ts';
import { transact, type Write } from './transaction.ts';

type Role = 'idempotency' | 'lock' | 'head' | 'commit' | 'content' | 'access';

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
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
      ExpressionAttributeValues: { ':now': secondsOf(at) },
    });

  const sealText = (caseId: string, sequence: number, text: CommandText) =>
    seal(caseId, caseKeys.text(caseId, sequence).sk, text);

  const release = (lock: KeyedHash, caseId: string): Write<'lock'> => ({
    role: 'lock',
    write: {
      Delete: {
        TableName: tableName,
        Key: lockKey(lock.keyId, lock.hash),
        ConditionExpression: 'caseId = :caseId',
        ExpressionAttributeValues: { ':caseId': caseId },
      },
    },
  });

  async function open(newCase: NewCase): Promise<OpenOutcome> {
    const { caseId, recorded, referral, locks, named, texts, access, repeatable, historyBodies } = newCase;
    const historyBody = historyBodies[0] ?? null;
    const { state, facts } = recorded;
    const stored = { state, revision: 1, recordedAt: access.at, locks, named, lastCheck: null, historyBody };
    const isOpen = state.status !== 'closed';
    const [person, ...sealedTexts] = await Promise.all([
      seal(caseId, caseKeys.person(caseId).sk, referral),
      ...[...texts].map(([sequence, text]) => seal(caseId, caseKeys.text(caseId, sequence).sk, text)),
    ]);
    const outcome = await transact(
      client,
      [
        ...(repeatable === null ? [] : [repeatableWrite(repeatable, caseId, state.version, access.at)]),
        ...(isOpen ? locks.map((lock) => put('lock', lockContent(lock, caseId), ABSENT)) : []),
        put('head', headContent(stored, newCase.nextCheckOn), ABSENT),
        put('commit', { ...caseKeys.commit(caseId, 1), ...commitContent(facts) }),
        put('content', person),
        ...sealedTexts.map((text) => put('content', text)),
        put('access', accessContent(access)),
      ],
      repeatable === null ? 'head' : 'idempotency',
    );
    if (outcome.outcome === 'done') return { outcome: 'opened' };
    if (outcome.outcome === 'conflict') return { outcome: 'in-progress' };
    const repeated = outcome.by.get('idempotency');
    if (repeated !== undefined && repeatable !== null) return replay(repeated, repeatable.bodies);
    const head = outcome.by.get('head');
    if (head !== undefined) return { outcome: 'already-imported', same: isSameHistory(head, historyBodies) };
    const lock = outcome.by.get('lock');
    if (lock !== undefined) return { outcome: 'open-case-exists', caseId: lockItem.parse(lock).caseId };
    throw new Error('a case could not be opened for an unknown reason');
  }

  async function change({ before, recorded, nextCheckOn, ...rest }: Change): Promise<ChangeOutcome> {
    const { text, access, repeatable, lastCheck } = rest;
    const { state, facts } = recorded;
    const [first] = facts;
    if (first === undefined) throw new Error('a change has at least one fact');
    const closes = before.state.status !== 'closed' && state.status === 'closed';
    const after: StoredCase = {
      ...before,
      state,
      revision: before.revision + 1,
      recordedAt: first.recordedAt,
      lastCheck: lastCheck ?? before.lastCheck,
    };
    const outcome = await transact<Role>(
      client,
      [
        ...(repeatable === null ? [] : [repeatableWrite(repeatable, state.id, state.version, first.recordedAt)]),
        put('head', headContent(after, nextCheckOn), unchangedSince(before)),
        put('commit', { ...caseKeys.commit(state.id, first.sequence), ...commitContent(facts) }, ABSENT),
        ...(closes ? before.locks.map((lock) => release(lock, state.id)) : []),
        ...(text === null ? [] : [put('content', await sealText(state.id, first.sequence, text))]),
        ...(access === null ? [] : [put('access', accessContent(access))]),
      ],
      'idempotency',
    );
    if (outcome.outcome === 'done') return { outcome: 'recorded' };
    if (outcome.outcome === 'conflict') return { outcome: 'in-progress' };
    const repeated = outcome.by.get('idempotency');
    if (repeated !== undefined && repeatable !== null) return replay(repeated, repeatable.bodies);
    return { outcome: 'changed-meanwhile' };
  }

  return {
    open,
    change,
    noteCheck: async (before, lastCheck, nextCheckOn) => {
      const after: StoredCase = { ...before, revision: before.revision + 1, lastCheck };
      const head = put('head', headContent(after, nextCheckOn), unchangedSince(before));
      const outcome = await transact(client, [head]);
      return outcome.outcome === 'done' ? 'noted' : 'changed-meanwhile';
    },
    logAccess: async (access) => {
      await transiently(client.send(new PutCommand({ TableName: tableName, Item: accessContent(access) })));
    },
  };
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

const ABSENT: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };

const unchangedSince = ({ revision }: StoredCase): Condition => ({
  ConditionExpression: 'revision = :revision',
  ExpressionAttributeValues: { ':revision': revision },
});

function isSameHistory(head: unknown, bodies: ReadonlyArray<KeyedHash>): boolean {
  const known = headItem.pick({ historyBody: true }).parse(head).historyBody;
  return known !== null && isOneOf(bodies, known);
}
