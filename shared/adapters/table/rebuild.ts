import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, type QueryCommandInput, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Occasion, occasionAfter } from '../../domain/case/attendance.ts';
import { type ClockRules, nextCheck } from '../../domain/case/compliance.ts';
import { fold } from '../../domain/case/evolve.ts';
import type { Fact } from '../../domain/case/facts.ts';
import type { CaseDifference, CaseRebuild, RebuildPage } from '../../ports/rebuild.ts';
import { transiently } from '../failures.ts';
import { headContent, occasionContent } from './case-items.ts';
import { commitItem, headItem } from './items.ts';
import { caseKeys, TABLE } from './keys.ts';
import { queryItems } from './query.ts';
import { transact, type Write } from './transaction.ts';

type Item = Readonly<Record<string, unknown>>;

/** A transaction takes a hundred writes, one of which is the head. */
const ITEMS_AT_ONCE = 99;

const keyed = z.looseObject({ pk: z.string(), sk: z.string() });
/** What of a head no fact tells: how often it was written, under which hashes the case is found, who checked it last. */
const underivedParts = headItem.pick({ revision: true, locks: true, named: true, lastCheck: true, historyBody: true });

/** Derives heads, index attributes and occasions anew from the facts in the table. */
export function tableRebuild(client: DynamoDBDocumentClient, tableName: string, rules: ClockRules): CaseRebuild {
  const itemsOf = (query: Omit<QueryCommandInput, 'TableName'>) =>
    Array.fromAsync(queryItems(client, { ...query, TableName: tableName, ConsistentRead: true }));

  const collectionOf = async (caseId: string): Promise<ReadonlyMap<string, Item>> => {
    const items = await itemsOf({
      KeyConditionExpression: 'pk = :pk AND sk <= :head',
      ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId), ':head': caseKeys.head(caseId).sk },
    });
    return new Map(items.map((item) => [keyed.parse(item).sk, item]));
  };

  /** Some items and the head that vouches for them, unless the case has changed since it was read. */
  const replace = async (caseId: string, head: Item, seen: number, items: ReadonlyMap<string, Item | undefined>) => {
    const guard: Write<'head'> = {
      role: 'head',
      write: {
        Put: {
          TableName: tableName,
          Item: { ...head, revision: seen + 1 },
          ConditionExpression: 'revision = :seen',
          ExpressionAttributeValues: { ':seen': seen },
        },
      },
    };
    const others = [...items].map(
      ([sk, item]): Write<'item'> => ({
        role: 'item',
        write:
          item === undefined
            ? { Delete: { TableName: tableName, Key: { pk: caseKeys.partition(caseId), sk } } }
            : { Put: { TableName: tableName, Item: { ...item } } },
      }),
    );
    return (await transact<'head' | 'item'>(client, [guard, ...others])).outcome === 'done';
  };

  return {
    /** Heads alone come back; the whole table is read all the same, which is what a rebuild is for. */
    cases: async (after): Promise<RebuildPage> => {
      const page = await transiently(
        client.send(
          new ScanCommand({
            TableName: tableName,
            FilterExpression: '#sort = :head',
            ProjectionExpression: '#partition, #sort',
            ExpressionAttributeNames: { '#partition': TABLE.partition, '#sort': TABLE.sort },
            ExpressionAttributeValues: { ':head': caseKeys.head('').sk },
            ...(after === null ? {} : { ExclusiveStartKey: keyed.parse(JSON.parse(after)) }),
          }),
        ),
      );
      return {
        cases: (page.Items ?? []).map((item) => caseKeys.caseOf(keyed.parse(item).pk)),
        next: page.LastEvaluatedKey === undefined ? null : JSON.stringify(page.LastEvaluatedKey),
      };
    },
    check: async (caseId) => {
      const stored = await collectionOf(caseId);
      return differences(stored, derived(caseId, stored, rules));
    },
    mend: async (caseId) => {
      const stored = await collectionOf(caseId);
      const wanted = derived(caseId, stored, rules);
      const found = differences(stored, wanted);
      const headSort = caseKeys.head(caseId).sk;
      const head = wanted.get(headSort) ?? {};
      const sorts = [...new Set(found.map(({ item }) => item))].filter((sort) => sort !== headSort);
      let { revision } = underivedParts.parse(stored.get(headSort));
      for (let from = 0; found.length > 0 && from <= sorts.length; from += ITEMS_AT_ONCE) {
        const some = sorts.slice(from, from + ITEMS_AT_ONCE);
        const items = new Map(some.map((sort) => [sort, wanted.get(sort)]));
        if (!(await replace(caseId, head, revision, items))) return { outcome: 'changed-meanwhile' };
        revision++;
      }
      return { outcome: 'mended', differences: found };
    },
  };
}

/** The items that a case's facts call for, by their sort keys. */
function derived(caseId: string, stored: ReadonlyMap<string, Item>, rules: ClockRules): ReadonlyMap<string, Item> {
  const facts = [...stored]
    .filter(([sort]) => sort.startsWith(caseKeys.commits))
    .flatMap(([, item]) => commitItem.parse(item).facts);
  const state = fold(facts);
  const last = facts.at(-1);
  if (state === undefined || last === undefined) throw new Error('a case has a head but no facts');
  const head = underivedParts.parse(stored.get(caseKeys.head(caseId).sk));
  const items = new Map<string, Item>();
  const add = (item: Item) => items.set(keyed.parse(item).sk, item);
  add(headContent({ ...head, state, recordedAt: last.recordedAt }, nextCheck(state, rules)));
  for (const occasion of occasionsIn(facts)) add(occasionContent(caseId, occasion));
  return items;
}

/** Every occasion as the facts leave it. */
function occasionsIn(facts: ReadonlyArray<Fact>): Iterable<Occasion> {
  const known = new Map<string, Occasion>();
  for (const fact of facts) {
    const named = fact.type === 'attendance.registered' ? known.get(fact.data.occasion) : undefined;
    const occasion = occasionAfter(fact, named === undefined ? [] : [named]);
    if (occasion !== undefined) known.set(occasion.id, occasion);
  }
  return known.values();
}

/** Where what is stored is not what the facts call for; what is stored and called for by nothing as well. */
function differences(
  stored: ReadonlyMap<string, Item>,
  wanted: ReadonlyMap<string, Item>,
): ReadonlyArray<CaseDifference> {
  const sorts = new Set([...wanted.keys(), ...[...stored.keys()].filter((sort) => !sort.startsWith(caseKeys.commits))]);
  return [...sorts].flatMap((item) => {
    const [is, shouldBe] = [stored.get(item) ?? {}, wanted.get(item) ?? {}];
    return [...new Set([...Object.keys(is), ...Object.keys(shouldBe)])]
      .filter((attribute) => !isDeepStrictEqual(is[attribute], shouldBe[attribute]))
      .map((attribute) => ({ item, attribute }));
  });
}
