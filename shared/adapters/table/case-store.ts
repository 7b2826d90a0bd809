import { type DynamoDBDocumentClient, GetCommand, PutCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unpackRow } from '../../domain/case/case-row.ts';
import { fold } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { referralSchema } from '../../domain/referral/referral.ts';
import type {
  CaseFile,
  CaseStore,
  Change,
  ChangeOutcome,
  CommandText,
  NewCase,
  OpenOutcome,
  Repeatable,
  Replay,
  StoredCase,
} from '../../ports/case-store.ts';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import type { Vault } from '../../ports/vault.ts';
import { transiently } from '../failures.ts';
import {
  accessContent,
  headContent,
  idempotencyContent,
  idempotencyPlace,
  lockContent,
  secondsOf,
} from './case-items.ts';
import {
  commitContent,
  commitItem,
  headItem,
  idempotencyItem,
  lockItem,
  parseCommandText,
  SEALED_SCHEMA,
  sealedContent,
  sealedItem,
} from './items.ts';
import { caseKeys, districtRoster, INDEXES, lockKey, officeRoster } from './keys.ts';
import { queryItems } from './query.ts';
import { transact, type Write } from './transaction.ts';

type Role = 'idempotency' | 'lock' | 'head' | 'commit' | 'content' | 'access';

const rosterItem = z.object({ row: z.string(), named: z.array(z.string()).nullable() });
const keyed = z.looseObject({ pk: z.string(), sk: z.string() });
type Stored = z.infer<typeof keyed>;

/** Cases in the DynamoDB table; secrets through the vault. */
export function tableCaseStore(client: DynamoDBDocumentClient, tableName: string, vault: Vault): CaseStore {
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

  const queryAll = async (query: Omit<QueryCommandInput, 'TableName'>): Promise<ReadonlyArray<Stored>> =>
    (await Array.fromAsync(queryItems(client, { ...query, TableName: tableName }))).map((item) => keyed.parse(item));

  const collection = (caseId: string, from: string) =>
    queryAll({
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId), ':from': from },
    });

  /** The case behind its items: as its head says, or as it was in an earlier state. */
  async function fileOf(
    caseId: string,
    items: ReadonlyArray<Stored>,
    earlier?: CaseState,
  ): Promise<CaseFile | undefined> {
    const bySort = new Map(items.map((item) => [item.sk, item]));
    const head = bySort.get(caseKeys.head(caseId).sk);
    if (head === undefined) return undefined;
    const latest = headItem.parse(head);
    const stored = { ...latest, state: earlier ?? latest.state };
    const openItem = async (sort: string) => {
      const { sealed } = sealedItem.parse(bySort.get(sort));
      return sealedContent.parse(await vault.open({ caseId, item: sort }, sealed)).content;
    };
    const { coach, plan } = stored.state;
    const shown = [coach?.sequence, plan?.sequence].filter((sequence) => sequence !== undefined);
    const [person, ...texts] = await Promise.all([
      openItem(caseKeys.person(caseId).sk),
      ...shown.map((sequence) => openItem(caseKeys.text(caseId, sequence).sk)),
    ]);
    return {
      ...stored,
      referral: referralSchema.parse(person),
      texts: new Map(shown.map((sequence, index) => [sequence, parseCommandText(texts[index])])),
    };
  }

  return {
    open,
    change,
    read: async (caseId) => fileOf(caseId, await collection(caseId, caseKeys.afterCommits)),
    readHistory: async (caseId, atVersion = Number.POSITIVE_INFINITY) => {
      const items = await collection(caseId, caseKeys.commits);
      const facts = items
        .filter(({ sk }) => sk.startsWith(caseKeys.commits))
        .flatMap((item) => commitItem.parse(item).facts)
        .filter((fact) => fact.sequence <= atVersion);
      const file = await fileOf(caseId, items, fold(facts));
      return file === undefined ? undefined : { ...file, facts };
    },
    readHead: async (caseId) => {
      const { Item } = await transiently(
        client.send(new GetCommand({ TableName: tableName, Key: caseKeys.head(caseId), ConsistentRead: true })),
      );
      if (Item === undefined) return undefined;
      return headItem.parse(Item);
    },
    noteCheck: async (before, lastCheck, nextCheckOn) => {
      const after: StoredCase = { ...before, revision: before.revision + 1, lastCheck };
      const head = put('head', headContent(after, nextCheckOn), unchangedSince(before));
      const outcome = await transact(client, [head]);
      return outcome.outcome === 'done' ? 'noted' : 'changed-meanwhile';
    },
    replayOf: async (request) => {
      const { Item } = await transiently(
        client.send(new GetCommand({ TableName: tableName, Key: idempotencyPlace(request), ConsistentRead: true })),
      );
      return Item === undefined ? undefined : replay(Item, request.bodies);
    },
    logAccess: async (access) => {
      await transiently(client.send(new PutCommand({ TableName: tableName, Item: accessContent(access) })));
    },
    list: async ({ of, codes, rosters }) => {
      const index = INDEXES[of];
      const name = of === 'office' ? officeRoster : districtRoster;
      const partitions = codes.flatMap((code) => rosters.map((roster) => name(code, roster)));
      const pages = await Promise.all(
        partitions.map((partition) =>
          queryAll({
            IndexName: index.name,
            KeyConditionExpression: '#partition = :partition',
            ExpressionAttributeNames: { '#partition': index.partition },
            ExpressionAttributeValues: { ':partition': partition },
          }),
        ),
      );
      return pages.flat().map((item) => {
        const { row, named } = rosterItem.parse(item);
        return { row: unpackRow(row), named };
      });
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

function replay(item: unknown, bodies: ReadonlyArray<KeyedHash>): Replay | { readonly outcome: 'key-reused' } {
  const { body, caseId, version } = idempotencyItem.parse(item);
  return isOneOf(bodies, body) ? { outcome: 'replay', caseId, version } : { outcome: 'key-reused' };
}

function isSameHistory(head: unknown, bodies: ReadonlyArray<KeyedHash>): boolean {
  const known = headItem.pick({ historyBody: true }).parse(head).historyBody;
  return known !== null && isOneOf(bodies, known);
}

function isOneOf(hashes: ReadonlyArray<KeyedHash>, known: KeyedHash): boolean {
  return hashes.some(({ keyId, hash }) => keyId === known.keyId && hash === known.hash);
}
