import { type DynamoDBDocumentClient, GetCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { fold } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { referralSchema } from '../../domain/referral/referral.ts';
import type { CaseFile, CaseStore } from '../../ports/case-store.ts';
import type { Vault } from '../../ports/vault.ts';
import { transiently } from '../failures.ts';
import { commitItem, headItem, isWithdrawn, parseCommandText, sealedContent, sealedItem } from './items.ts';
import { caseKeys } from './keys.ts';
import { occasionsOf } from './occasions.ts';
import { queryItems } from './query.ts';

const keyed = z.looseObject({ pk: z.string(), sk: z.string() });
type Stored = z.infer<typeof keyed>;

/** How a case is read: strongly consistent, with the secrets that are shown. */
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

  /** The case behind its items: as its head says, or as it was in an earlier state. */
  async function fileOf(
    caseId: string,
    items: ReadonlyArray<Stored>,
    earlier?: CaseState,
  ): Promise<CaseFile | undefined> {
    const bySort = new Map(items.map((item) => [item.sk, item]));
    const head = bySort.get(caseKeys.head(caseId).sk);
    if (head === undefined || isWithdrawn(head)) return undefined;
    const latest = headItem.parse(head);
    const stored = { ...latest, state: earlier ?? latest.state };
    const openItem = async (sort: string) => {
      const { sealed } = sealedItem.parse(bySort.get(sort));
      return sealedContent.parse(await vault.open({ caseId, item: sort }, sealed)).content;
    };
    const { coach, plan } = stored.state;
    const shown = [coach?.sequence, plan?.sequence].filter((sequence) => sequence !== undefined);
    const [person, ...texts] = await Promise.all([
      openItem(personSort(caseId, bySort, stored.state.version)),
      ...shown.map((sequence) => openItem(caseKeys.text(caseId, sequence).sk)),
    ]);
    return {
      ...stored,
      referral: referralSchema.parse(person),
      texts: new Map(shown.map((sequence, index) => [sequence, parseCommandText(texts[index])])),
      occasions: [],
    };
  }

  return {
    read: async (caseId, occasionsFrom) => {
      const [items, occasions] = await Promise.all([
        collection(caseId, caseKeys.afterCommits),
        occasionsFrom === undefined ? [] : occasionsOf(client, tableName, caseId, occasionsFrom),
      ]);
      const file = await fileOf(caseId, items);
      return file === undefined ? undefined : { ...file, occasions };
    },
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
      return Item === undefined || isWithdrawn(Item) ? undefined : headItem.parse(Item);
    },
  };
}

/** Where the person's record lies as it was at a version: with the first fact after it that changed the record, if any did. */
function personSort(caseId: string, bySort: ReadonlyMap<string, Stored>, version: number): string {
  const next = caseKeys.earlierPerson(caseId, version + 1).sk;
  const changed = [...bySort.keys()].filter((sort) => sort.startsWith(caseKeys.earlierPersons) && sort >= next);
  return changed.toSorted()[0] ?? caseKeys.person(caseId).sk;
}
