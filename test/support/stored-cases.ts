import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { packRow, rowOf } from '../../shared/domain/case/case-row.ts';
import { nextCheck } from '../../shared/domain/case/compliance.ts';
import { fold } from '../../shared/domain/case/evolve.ts';
import { type Fact, factSchema } from '../../shared/domain/case/facts.ts';
import type { CaseState } from '../../shared/domain/case/state.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import type { CaseTable } from './case-table.ts';

const keyed = z.looseObject({ pk: z.string(), sk: z.string() });
export type StoredItem = z.infer<typeof keyed>;

const headSchema = z.looseObject({
  state: z.string(),
  revision: z.int(),
  recordedAt: z.string(),
  row: z.string(),
  locks: z.array(z.string()),
  named: z.array(z.string()).nullable(),
  officeRoster: z.string(),
  districtRoster: z.string(),
  rosterOrder: z.string(),
  receiptShard: z.string(),
  receiptOrder: z.string(),
  dueShard: z.string().optional(),
  nextCheckOn: z.string().optional(),
});
const commitSchema = z.looseObject({ facts: z.string(), recordedAt: z.string() });
const occasionSchema = z.looseObject({
  occasion: z.string(),
  officeRoster: z.string().optional(),
  receiptShard: z.string(),
  receiptOrder: z.string(),
});
const occasionFields = z.looseObject({
  id: z.string(),
  date: z.string(),
  presence: z.null().optional(),
  attendance: z.unknown(),
});

/** A case as it lies in the table: its head, its facts as they were written, and what lies beside them. */
export interface StoredCase {
  readonly id: string;
  readonly head: z.infer<typeof headSchema>;
  readonly facts: ReadonlyArray<Fact>;
  readonly items: ReadonlyMap<string, StoredItem>;
}

/** What a table tells of a case, in sequence: the type of each fact, and of a district's request the district. */
export async function toldOf({ client, name }: CaseTable, caseId: string): Promise<ReadonlyArray<string>> {
  const query = new QueryCommand({
    TableName: name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :commits)',
    ExpressionAttributeValues: { ':pk': `CASE#${caseId}`, ':commits': 'COMMIT#' },
  });
  const { Items = [] } = await client.send(query);
  return Items.flatMap((item) =>
    z
      .array(factSchema)
      .parse(JSON.parse(commitSchema.parse(item).facts))
      .map(toldBy),
  );
}

/** See {@link toldOf}. */
export function toldBy(fact: Fact): string {
  return fact.type === 'transfer.requested' ? `${fact.type} ${fact.data.district}` : fact.type;
}

/** Everything in a table, read page after page by a client that nothing goes wrong for. */
export async function everythingIn({ client, name }: CaseTable): Promise<ReadonlyArray<StoredItem>> {
  const items: Array<StoredItem> = [];
  let from: Record<string, unknown> | undefined;
  do {
    const scan = new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey: from });
    const page = await client.send(scan);
    items.push(...storedItems(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

/** Items as they come from the table. */
export function storedItems(items: ReadonlyArray<unknown>): ReadonlyArray<StoredItem> {
  return items.map((item) => keyed.parse(item));
}

/** The cases among some items. */
export function casesAmong(items: ReadonlyArray<StoredItem>): ReadonlyArray<StoredCase> {
  const collections = Map.groupBy(
    items.filter(({ pk }) => pk.startsWith('CASE#')),
    ({ pk }) => pk.slice('CASE#'.length),
  );
  return [...collections].map(([id, own]) => {
    const bySort = new Map(own.toSorted((a, b) => (a.sk < b.sk ? -1 : 1)).map((item) => [item.sk, item]));
    const commits = [...bySort].filter(([sort]) => sort.startsWith('COMMIT#'));
    const facts = commits.flatMap(([, item]) => z.array(factSchema).parse(JSON.parse(commitSchema.parse(item).facts)));
    return { id, head: headSchema.parse(bySort.get('HEAD')), facts, items: bySort };
  });
}

/** Every rule that some items break, in words; none when all is as it should be. */
export function brokenRules(items: ReadonlyArray<StoredItem>): ReadonlyArray<string> {
  const cases = casesAmong(items);
  return [...cases.flatMap(brokenRulesOf), ...brokenLocks(items, cases), ...brokenRecords(items, cases)];
}

/** Every rule that one case breaks by itself. */
export function brokenRulesOf(stored: StoredCase): ReadonlyArray<string> {
  const { id, facts, head } = stored;
  const state = fold(facts);
  if (state === undefined) return [`${id} has no facts`];
  const rules: Readonly<Record<string, boolean>> = {
    'its facts are numbered from 1 without a gap': facts.every(
      ({ sequence, id: factId }, index) => sequence === index + 1 && factId === `${id}/${index + 1}`,
    ),
    'its head is the state that its facts leave, to the letter': head.state === JSON.stringify(state),
    'it was last changed when its last fact was recorded': head.recordedAt === facts.at(-1)?.recordedAt,
    'its row is the one that its facts call for': head.row === packRow(rowOf(state, head.recordedAt)),
    'it is checked on the day that its facts call for': (head.nextCheckOn ?? null) === nextCheck(state, STOCKHOLM),
    'it is in the list of those to be checked when there is such a day':
      (head.nextCheckOn === undefined) === (head.dueShard === undefined),
    'no finding stands twice':
      new Set(state.findings.map(({ clock, kind }) => `${clock} ${kind}`)).size === state.findings.length,
    'nothing stands beside its facts but what they call for': sameSet(sealedSorts(stored), expectedSorts(facts)),
  };
  return [
    ...Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [`of case ${id} it is not true that ${rule}`])),
    ...misplaced(stored, state),
    ...brokenOccasions(stored),
  ];
}

/** Where a case stands in lists, written out from what the lists are for. */
function misplaced({ id, head }: StoredCase, state: CaseState): ReadonlyArray<string> {
  const { office, district } = state.holders.at(-1) ?? { office: '', district: '' };
  const list = head.named !== null ? 'protected' : state.status === 'closed' ? 'closed' : 'open';
  const places = {
    officeRoster: `${office}#${list}`,
    districtRoster: `${district}#${list}`,
    rosterOrder: `${state.receivedOn}#${id}`,
    receiptOrder: `${state.receivedOn}#${id}`,
    receiptShard: `RECEIVED#${state.receivedOn.slice(0, 4)}#${head.receiptShard.at(-1)}`,
  };
  return Object.entries(places)
    .filter(([name, place]) => head[name] !== place)
    .map(([name, place]) => `case ${id} has ${name} ${String(head[name])} instead of ${place}`);
}

function sealedSorts({ items }: StoredCase): ReadonlyArray<string> {
  return [...items.keys()].filter((sort) => !/^(?:HEAD$|PUBLISHED$|COMMIT#|TEXT#)/.test(sort));
}

function expectedSorts(facts: ReadonlyArray<Fact>): ReadonlyArray<string> {
  return [
    'PERSON',
    ...facts.flatMap((fact) => {
      if (fact.type === 'person.changed') return [`PERSON#${String(fact.sequence).padStart(8, '0')}`];
      return fact.type === 'occasion.expected' ? [`ATTENDANCE#${fact.data.occasion}`] : [];
    }),
  ];
}

function brokenOccasions({ id, facts, items }: StoredCase): ReadonlyArray<string> {
  const registered = new Set(
    facts.flatMap((fact) => (fact.type === 'attendance.registered' ? [fact.data.occasion] : [])),
  );
  return [...items.values()]
    .filter(({ sk }) => sk.startsWith('ATTENDANCE#'))
    .map((item) => occasionSchema.parse(item))
    .flatMap(({ occasion, officeRoster, receiptShard, receiptOrder }) => {
      const known = occasionFields.parse(JSON.parse(occasion));
      const waits = !registered.has(known.id);
      if (waits !== (known.attendance === null)) return [`case ${id}: ${known.id} is told otherwise by the facts`];
      const place = [receiptShard.replace(/#\d$/, ''), receiptOrder].join(' ');
      if (place !== `EXPECTED#${known.date.slice(0, 7)} ${known.date}#${id}#${known.id}`) {
        return [`case ${id}: ${known.id} is at ${place} for reports`];
      }
      return waits === (officeRoster !== undefined) ? [] : [`case ${id}: ${known.id} is in the wrong list`];
    });
}

/** A person's lock and an open case belong together, one to one. */
function brokenLocks(items: ReadonlyArray<StoredItem>, cases: ReadonlyArray<StoredCase>): ReadonlyArray<string> {
  const held = items
    .filter(({ pk }) => pk.startsWith('LOCK#'))
    .map(({ pk, caseId }) => `${pk.slice('LOCK#'.length).replace('#', ':')} by ${String(caseId)}`);
  const called = cases
    .filter(({ facts }) => fold(facts)?.status !== 'closed')
    .flatMap(({ id, head }) => head.locks.map((lock) => `${lock} by ${id}`));
  return [
    ...held.filter((lock) => !called.includes(lock)).map((lock) => `the lock ${lock} has no open case`),
    ...called.filter((lock) => !held.includes(lock)).map((lock) => `the lock ${lock} is not held`),
    ...called.filter((lock, index) => called.indexOf(lock) !== index).map((lock) => `the lock ${lock} is held twice`),
  ];
}

const recordSchema = z.looseObject({ caseId: z.string(), version: z.int() });

/** What is remembered of a request names a case, and a version that the case has reached. */
function brokenRecords(items: ReadonlyArray<StoredItem>, cases: ReadonlyArray<StoredCase>): ReadonlyArray<string> {
  const reached = new Map(cases.map(({ id, facts }) => [id, facts.length]));
  return items
    .filter(({ pk }) => pk.startsWith('IDEMPOTENCY#'))
    .map((item) => recordSchema.parse(item))
    .filter(({ caseId, version }) => version > (reached.get(caseId) ?? 0))
    .map(({ caseId, version }) => `a request is remembered for version ${version} of ${caseId}, which it never had`);
}

function sameSet(some: ReadonlyArray<string>, others: ReadonlyArray<string>): boolean {
  return JSON.stringify(some.toSorted()) === JSON.stringify(others.toSorted());
}
