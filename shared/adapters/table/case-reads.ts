import { type DynamoDBDocumentClient, GetCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { fold } from '../../domain/case/evolve.ts';
import type { Fact } from '../../domain/case/facts.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { referralSchema } from '../../domain/referral/referral.ts';
import type { CaseSecrets, CaseStore, StoredCase } from '../../ports/case-store.ts';
import type { Vault } from '../../ports/vault.ts';
import { transiently } from '../failures.ts';
import { commitItem, headItem, isWithdrawn, parseCommandText, sealedContent, sealedItem } from './items.ts';
import { caseKeys } from './keys.ts';
import { occasionsOf } from './occasions.ts';
import { queryItems } from './query.ts';

const keyed = z.looseObject({ pk: z.string(), sk: z.string() });
type Stored = z.infer<typeof keyed>;

/** A commit says whether its person was protected once it was recorded. */
const maskedCommit = commitItem.extend({ masked: z.boolean() });

/** How a case is read: strongly consistent, with the secrets that are shown, which are opened when asked for. */
export function caseReads(
  client: DynamoDBDocumentClient,
  tableName: string,
  vault: Vault,
): Pick<CaseStore, 'read' | 'readHistory' | 'readHead'> {
  const queryAll = async (query: Omit<QueryCommandInput, 'TableName'>): Promise<ReadonlyArray<Stored>> =>
    (await Array.fromAsync(queryItems(client, { ...query, TableName: tableName }))).map((item) => keyed.parse(item));

  const collection = (caseId: string, from: string) =>
    queryAll({
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId), ':from': from },
    });

  const opener =
    (caseId: string, bySort: ReadonlyMap<string, Stored>, { version, coach, plan }: CaseState) =>
    async (): Promise<CaseSecrets> => {
      const openItem = async (sort: string) => {
        const { sealed } = sealedItem.parse(bySort.get(sort));
        return sealedContent.parse(await vault.open({ caseId, item: sort }, sealed)).content;
      };
      const shown = [coach?.sequence, plan?.sequence].filter((sequence) => sequence !== undefined);
      const [person, ...texts] = await Promise.all([
        openItem(personSort(caseId, bySort, version)),
        ...shown.map((sequence) => openItem(caseKeys.text(caseId, sequence).sk)),
      ]);
      return {
        referral: referralSchema.parse(person),
        texts: new Map(shown.map((sequence, index) => [sequence, parseCommandText(texts[index])])),
      };
    };

  return {
    read: async (caseId, occasionsFrom) => {
      const [items, occasions] = await Promise.all([
        collection(caseId, caseKeys.afterCommits),
        occasionsFrom === undefined ? [] : occasionsOf(client, tableName, caseId, occasionsFrom),
      ]);
      const bySort = sorted(items);
      const head = headIn(caseId, bySort);
      return head && { ...head, occasions, secrets: opener(caseId, bySort, head.state) };
    },
    readHistory: async (caseId, at = Number.POSITIVE_INFINITY) => {
      const items = await collection(caseId, caseKeys.commits);
      const bySort = sorted(items);
      const head = headIn(caseId, bySort);
      if (head === undefined) return undefined;
      const isAsked = ({ sequence, source }: Fact) => (at === 'as-imported' ? source === 'history' : sequence <= at);
      const commits = items
        .filter(({ sk }) => sk.startsWith(caseKeys.commits))
        .map((item) => maskedCommit.parse(item))
        .map(({ facts, masked }) => ({ facts: facts.filter(isAsked), masked }))
        .filter(({ facts }) => facts.length > 0);
      const facts = commits.flatMap((commit) => commit.facts);
      const state = fold(facts) ?? head.state;
      return {
        ...head,
        state,
        facts,
        wasProtected: commits.at(-1)?.masked ?? head.named !== null,
        present: head.state,
        secrets: opener(caseId, bySort, state),
      };
    },
    readHead: async (caseId) => {
      const { Item } = await transiently(
        client.send(new GetCommand({ TableName: tableName, Key: caseKeys.head(caseId), ConsistentRead: true })),
      );
      return Item === undefined || isWithdrawn(Item) ? undefined : headItem.parse(Item);
    },
  };
}

const sorted = (items: ReadonlyArray<Stored>) => new Map(items.map((item) => [item.sk, item]));

/** The head among the items of a case; none while the case is being destroyed. */
function headIn(caseId: string, bySort: ReadonlyMap<string, Stored>): StoredCase | undefined {
  const head = bySort.get(caseKeys.head(caseId).sk);
  return head === undefined || isWithdrawn(head) ? undefined : headItem.parse(head);
}

/** Where the person's record lies as it was at a version: with the first fact after it that changed the record, if any did. */
function personSort(caseId: string, bySort: ReadonlyMap<string, Stored>, version: number): string {
  const next = caseKeys.earlierPerson(caseId, version + 1).sk;
  const changed = [...bySort.keys()].filter((sort) => sort.startsWith(caseKeys.earlierPersons) && sort >= next);
  return changed.toSorted()[0] ?? caseKeys.person(caseId).sk;
}
