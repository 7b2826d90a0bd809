import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { INDEXES, indexKeys } from '../../shared/adapters/table/keys.ts';
import { localDateSchema } from '../../shared/domain/time/local-date.ts';

/** A case's head in the embedded engine's own file: the item, and its row in each index. Texts are the engine's. */
export interface StoredHead {
  readonly caseId: string;
  readonly json: string;
  readonly size: number;
  readonly hashPrefix: string;
  readonly places: ReadonlyMap<string, StoredPlace>;
}

interface StoredPlace {
  readonly partition: string;
  readonly sort: string;
  readonly json: string;
}

/** What is another's in an otherwise equal case: its id, and the keyed hashes of the person, the import and the plan. */
export interface Identity {
  readonly caseId: string;
  readonly lock: string;
  readonly body: string;
  /** `null` without a plan. */
  readonly plan: string | null;
}

const BUSY_MILLISECONDS = 10_000;
const CACHE_KIBIBYTES = 512 * 1024;
const ROWS_AT_ONCE = 20_000;

const itemRow = z.object({ pk: z.string(), item_json: z.string(), item_size: z.int(), hash_prefix: z.string() });
const placeRow = z.object({ gsi_pk: z.string(), gsi_sk: z.string(), table_pk: z.string(), item_json: z.string() });
const text = z.object({ S: z.string() });
const headJson = z
  .string()
  .transform((json): unknown => JSON.parse(json))
  .pipe(
    z.object({
      locks: z.object({ L: z.tuple([text]) }),
      historyBody: text,
      state: text,
      receiptShard: text,
      dueShard: text,
    }),
  );
const stateJson = z
  .string()
  .transform((json): unknown => JSON.parse(json))
  .pipe(z.object({ receivedOn: localDateSchema, plan: z.object({ hash: z.string() }).nullable() }));

const partitionOf = (caseId: string) => `S:CASE#${caseId}`;

/** The heads of a table that are in its due index, as the engine has written them, with their places in some indexes. */
export function readHeads(file: string, table: string, indexes: ReadonlyArray<string>): ReadonlyArray<StoredHead> {
  const database = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS, readOnly: true });
  const places = indexes.flatMap((index) =>
    database
      .prepare(`SELECT gsi_pk, gsi_sk, table_pk, item_json FROM "${table}::gsi::${index}"`)
      .all()
      .map((row) => ({ index, ...placeRow.parse(row) })),
  );
  const rows = database
    .prepare(`SELECT pk, item_json, item_size, hash_prefix FROM "${table}" WHERE sk = 'S:HEAD' ORDER BY pk`)
    .all();
  database.close();
  const placesOf = Map.groupBy(places, (place) => place.table_pk);
  return rows
    .map((row) => itemRow.parse(row))
    .map((row) => ({
      caseId: row.pk.slice(partitionOf('').length),
      json: row.item_json,
      size: row.item_size,
      hashPrefix: row.hash_prefix,
      places: new Map(
        (placesOf.get(row.pk) ?? []).map((place) => [
          place.index,
          { partition: place.gsi_pk, sort: place.gsi_sk, json: place.item_json },
        ]),
      ),
    }))
    .filter((head) => head.places.has(INDEXES.due.name));
}

/** Whose a head is. */
export function identityOf({ caseId, json }: StoredHead): Identity {
  const { locks, historyBody, state } = headJson.parse(json);
  return { caseId, lock: locks.L[0].S, body: historyBody.S, plan: stateJson.parse(state.S).plan?.hash ?? null };
}

/** Writes the head of one case as that of another, whose history is the same day by day. */
export function copier(head: StoredHead): (identity: Identity) => StoredHead {
  const { state, dueShard, receiptShard } = headJson.parse(head.json);
  const { receivedOn } = stateJson.parse(state.S);
  const { caseId, lock, body, plan } = identityOf(head);
  const own = [caseId, lock, body, dueShard.S, receiptShard.S, ...(plan === null ? [] : [plan])];
  const json = form(head.json, own);
  const places = [...head.places].map(
    ([index, place]) => [index, form(place.partition, own), form(place.sort, own), form(place.json, own)] as const,
  );
  return (other) => {
    const due = indexKeys.due(other.caseId, receivedOn);
    const receipt = indexKeys.receipt(other.caseId, receivedOn);
    const theirs = [other.caseId, other.lock, other.body, due.dueShard, receipt.receiptShard, other.plan ?? ''];
    return {
      caseId: other.caseId,
      json: json(theirs),
      size: head.size,
      hashPrefix: hashPrefixOf(other.caseId),
      places: new Map(
        places.map(([index, partition, sort, content]) => [
          index,
          { partition: partition(theirs), sort: sort(theirs), json: content(theirs) },
        ]),
      ),
    };
  };
}

/** A text as a form to be filled in: wherever one of some words stands in it, another can be put in its place. */
function form(stored: string, words: ReadonlyArray<string>): (others: ReadonlyArray<string>) => string {
  const parts = stored.split(new RegExp(`(${words.join('|')})`));
  const blanks = parts.map((part) => words.indexOf(part));
  return (others) => parts.map((part, index) => others[blanks[index] ?? -1] ?? part).join('');
}

/** By which the engine orders its scans. */
function hashPrefixOf(caseId: string): string {
  return createHash('md5').update(`OutliersCASE#${caseId}`).digest('hex').slice(0, 6);
}

/** Writes heads straight into the engine's file, past the engine, which would take ten times as long. */
export function storeHeads(
  file: string,
  table: string,
  heads: Iterable<StoredHead>,
  stored: (count: number) => void,
): void {
  const database = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS });
  database.exec(`PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KIBIBYTES}`);
  const item = database.prepare(
    `INSERT INTO "${table}" (pk, sk, item_json, item_size, hash_prefix) VALUES (?, 'S:HEAD', ?, ?, ?)`,
  );
  const inIndex = (index: string) =>
    database.prepare(
      `INSERT INTO "${table}::gsi::${index}" (gsi_pk, gsi_sk, table_pk, table_sk, item_json)
       VALUES (?, ?, ?, 'S:HEAD', ?)`,
    );
  const places = new Map<string, ReturnType<typeof inIndex>>();
  let count = 0;
  database.exec('BEGIN');
  for (const head of heads) {
    const pk = partitionOf(head.caseId);
    item.run(pk, head.json, head.size, head.hashPrefix);
    for (const [index, place] of head.places) {
      const insert = places.get(index) ?? inIndex(index);
      places.set(index, insert);
      insert.run(place.partition, place.sort, pk, place.json);
    }
    count++;
    if (count % ROWS_AT_ONCE > 0) continue;
    database.exec('COMMIT; BEGIN');
    stored(count);
  }
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  stored(count);
}

/**
 * Lets the engine scan in the order it asks for without sorting the whole table for every page: the scan is measured at
 * its best.
 */
export function indexScan(file: string, table: string): void {
  const database = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS });
  database.exec(`CREATE INDEX IF NOT EXISTS "${table}-scan" ON "${table}" (hash_prefix, pk, sk); PRAGMA optimize`);
  database.close();
}
