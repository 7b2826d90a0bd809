import { type DynamoDBDocumentClient, GetCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Occasion } from '../../domain/case/attendance.ts';
import { unpackRow } from '../../domain/case/case-row.ts';
import { fold } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { referralSchema } from '../../domain/referral/referral.ts';
import { addDays, localDateSchema } from '../../domain/time/local-date.ts';
import type { CaseFile, CaseStore } from '../../ports/case-store.ts';
import type { Vault } from '../../ports/vault.ts';
import { transiently } from '../failures.ts';
import { commitItem, headItem, lockItem, occasionItem, parseCommandText, sealedContent, sealedItem } from './items.ts';
import { caseKeys, districtRoster, INDEXES, lockKey, officeRoster, unregisteredRoster } from './keys.ts';
import { queryItems } from './query.ts';

const rosterItem = z.object({ row: z.string(), named: z.array(z.string()).nullable() });
/** The day that leads an occasion's place in the list of those unregistered. */
const dayOfOrder = z
  .string()
  .transform((order) => order.slice(0, 'YYYY-MM-DD'.length))
  .pipe(localDateSchema);
const keyed = z.looseObject({ pk: z.string(), sk: z.string() });
type Stored = z.infer<typeof keyed>;

/** How cases are read: one of them strongly consistent, with the secrets that are shown; lists from their indexes. */
export function caseReads(
  client: DynamoDBDocumentClient,
  tableName: string,
  vault: Vault,
): Pick<CaseStore, 'read' | 'readHistory' | 'readHead' | 'list' | 'listOccasions' | 'listUnregistered' | 'openCaseOf'> {
  const queryAll = async (query: Omit<QueryCommandInput, 'TableName'>): Promise<ReadonlyArray<Stored>> =>
    (await Array.fromAsync(queryItems(client, { ...query, TableName: tableName }))).map((item) => keyed.parse(item));

  const collection = (caseId: string, from: string) =>
    queryAll({
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId), ':from': from },
    });

  const occasionsOf = async (caseId: string, idFrom: string): Promise<ReadonlyArray<Occasion>> => {
    const items = await queryAll({
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :from)',
      ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId), ':from': `${caseKeys.attendances}${idFrom}` },
    });
    return items.map((item) => occasionItem.parse(item).occasion);
  };

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
      occasions: [],
    };
  }

  return {
    read: async (caseId, occasionsFrom) => {
      const [items, occasions] = await Promise.all([
        collection(caseId, caseKeys.afterCommits),
        occasionsFrom === undefined ? [] : occasionsOf(caseId, occasionsFrom),
      ]);
      const file = await fileOf(caseId, items);
      return file === undefined ? undefined : { ...file, occasions };
    },
    listOccasions: (caseId) => occasionsOf(caseId, ''),
    listUnregistered: async (offices, upTo) => {
      const { office } = INDEXES;
      const found = await Promise.all(
        offices.map((code) =>
          queryAll({
            IndexName: office.name,
            KeyConditionExpression: '#partition = :partition AND #order < :end',
            ExpressionAttributeNames: { '#partition': office.partition, '#order': office.sort },
            ExpressionAttributeValues: { ':partition': unregisteredRoster(code), ':end': addDays(upTo, 1) },
          }),
        ),
      );
      return found
        .flat()
        .map(({ pk, rosterOrder }) => ({ caseId: caseKeys.caseOf(pk), date: dayOfOrder.parse(rosterOrder) }));
    },
    openCaseOf: async (locks) => {
      const found = await Promise.all(
        locks.map(({ keyId, hash }) =>
          transiently(
            client.send(new GetCommand({ TableName: tableName, Key: lockKey(keyId, hash), ConsistentRead: true })),
          ),
        ),
      );
      const held = found.find(({ Item }) => Item !== undefined)?.Item;
      return held === undefined ? undefined : lockItem.parse(held).caseId;
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
      return Item === undefined ? undefined : headItem.parse(Item);
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
