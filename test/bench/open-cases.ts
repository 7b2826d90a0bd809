import { deepStrictEqual } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { derivedId } from '../../shared/adapters/ids.ts';
import type { CaseTable } from '../support/case-table.ts';
import { startCaseWorld } from '../support/case-world.ts';
import { copier, type Identity, identityOf, readHeads, type StoredHead } from './stored-heads.ts';

const MONTH = fileURLToPath(new URL('../../infra/commands/demo/vallingby-march-2008.ndjson', import.meta.url));
/** By then the month's cases have plans, coaches, reviews and findings, and most are open. */
const CHECKED_ON = '2008-06-05';
/** The night that is measured: some of the cases are due for it. */
export const DUE_ON = '2008-06-10';

// biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
const lineSchema = z.looseObject({ key: z.string(), then: z.array(z.tuple([z.string(), z.unknown()])) });
const idSchema = z.looseObject({ id: z.string() });
const checkSchema = z.looseObject({ nextCheckOn: z.object({ S: z.string() }) });

/** Open cases of a month as the product has written them: those due on the night that is measured, and the others. */
export interface Patterns {
  readonly due: ReadonlyArray<StoredHead>;
  readonly notDue: ReadonlyArray<StoredHead>;
}

/**
 * Has the product itself write a month's cases, as they were one day, and then each once more for another person. What
 * the copier makes of the first must be what the product has written for the second, in the table and in every index:
 * what is loaded by the million is then what the product would have written.
 */
export async function writePatterns(table: CaseTable, file: string, indexes: ReadonlyArray<string>): Promise<Patterns> {
  const world = await startCaseWorld({ table });
  world.setClock(`${CHECKED_ON}T02:00:00.000Z`);
  const write = async (line: string): Promise<string> => {
    const { status, body } = await world.call('POST', '/v1/history', JSON.parse(line));
    if (status !== 201) throw new Error(`a line of the month was refused: ${JSON.stringify(body)}`);
    return idSchema.parse(body).id;
  };
  const twins = new Map<string, string>();
  for (const line of readFileSync(MONTH, 'utf8').trim().split('\n').map(upToNow)) {
    twins.set(await write(line), await write(line.replaceAll('month-', 'twins-')));
  }
  await world.night(CHECKED_ON);
  const written = new Map(readHeads(file, table.name, indexes).map((head) => [head.caseId, head]));
  const heads = [...written.values()].filter(({ caseId }) => twins.has(caseId));
  for (const head of heads) {
    const twin = written.get(twins.get(head.caseId) ?? '');
    if (twin === undefined) throw new Error('a case has no twin in the table');
    deepStrictEqual(parsed(copier(head)(identityOf(twin))), parsed(twin));
  }
  const isDue = ({ json }: StoredHead) => checkSchema.parse(JSON.parse(json)).nextCheckOn.S <= DUE_ON;
  return { due: heads.filter(isDue), notDue: heads.filter((head) => !isDue(head)) };
}

/** What of a line had happened by then. */
function upToNow(text: string): string {
  const line = lineSchema.parse(JSON.parse(text));
  const later = line.then.findIndex(([, body]) => earliestDay(body) > CHECKED_ON);
  // biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
  return JSON.stringify({ ...line, then: later === -1 ? line.then : line.then.slice(0, later) });
}

function earliestDay(body: unknown): string {
  return [...JSON.stringify(body).matchAll(/\d{4}-\d\d-\d\d/g)].map(([day]) => day).toSorted()[0] ?? '';
}

/** A head with its JSON read: the engine writes attributes in any order. */
function parsed({ json, places, ...head }: StoredHead) {
  const read = (stored: string): unknown => JSON.parse(stored);
  const inIndexes = [...places].map(([index, place]) => [index, { ...place, json: read(place.json) }] as const);
  return { ...head, json: read(json), places: new Map(inIndexes) };
}

/**
 * So many open cases after the patterns in turn, from a number on: each number is a person of their own. They come in the
 * order of their ids, which a database takes in three times as fast.
 */
export function* copies(patterns: ReadonlyArray<StoredHead>, from: number, count: number): Generator<StoredHead> {
  const copiers = patterns.map(copier);
  const persons = Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return { number, caseId: derivedId('bench', `${number}`) };
  });
  persons.sort((one, other) => (one.caseId < other.caseId ? -1 : 1));
  for (const { number, caseId } of persons) {
    const copy = copiers[number % copiers.length];
    if (copy === undefined) throw new Error('there is no pattern to copy');
    yield copy({ caseId, ...hashesOf(number) });
  }
}

function hashesOf(number: number): Omit<Identity, 'caseId'> {
  const hash = (what: string) => createHash('sha256').update(`${what} ${number}`).digest('base64url');
  return { lock: `k1:${hash('lock')}`, body: `lasting:${hash('body')}`, plan: `lasting:${hash('plan')}` };
}

const textsSchema = z
  .string()
  .transform((json): unknown => JSON.parse(json))
  .pipe(z.record(z.string(), z.object({ S: z.string() })));

/** Bytes of an item that holds texts only, as DynamoDB counts them: the names of its attributes and their values. */
export function bytesIn(json: string): number {
  const attributes = Object.entries(textsSchema.parse(json));
  return attributes.reduce((sum, [name, { S }]) => sum + Buffer.byteLength(name) + Buffer.byteLength(S), 0);
}
