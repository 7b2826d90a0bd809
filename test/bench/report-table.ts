import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { INDEXES } from '../../shared/adapters/table/keys.ts';
import { startTableEngine } from '../support/case-table.ts';
import { benchCases } from './report-rows.ts';
import { indexScan } from './stored-heads.ts';

/** A table in a real engine, filled past it: through its front door a million cases would take half an hour. */
export interface ReportTable {
  readonly url: string;
  readonly name: string;
  /** The bytes of all rows as the index of receipts holds them: names and values of its attributes. */
  readonly projectedBytes: number;
  /** The partitions of the index. */
  readonly shards: ReadonlyArray<string>;
  stop(): Promise<void>;
}

const INDEX = INDEXES.receipt;

/** Starts an engine with as many cases; with their heads in the table itself too, for whoever scans that. */
export async function startReportTable(count: number, { heads }: { readonly heads: boolean }): Promise<ReportTable> {
  const engine = await startTableEngine();
  const table = await engine.createTable();
  const file = join(table.folder, 'table.sqlite');
  const { projectedBytes, shards } = fill(file, table.name, count, heads);
  indexScan(file, table.name);
  return {
    url: engine.url,
    name: table.name,
    projectedBytes,
    shards: [...shards],
    stop: async () => {
      await table.stop();
      await engine.stop();
    },
  };
}

type Attributes = Readonly<Record<string, string>>;

/** Writes into the engine's own file as the engine would. */
function fill(file: string, table: string, count: number, heads: boolean) {
  const database = new DatabaseSync(file, { timeout: 60_000 });
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN');
  const inIndex = database.prepare(`INSERT INTO "${table}::gsi::${INDEX.name}" VALUES (?, ?, ?, ?, ?)`);
  const inTable = database.prepare(
    `INSERT INTO "${table}" (pk, sk, item_json, item_size, hash_prefix) VALUES (?, ?, ?, ?, ?)`,
  );
  const shards = new Set<string>();
  let projectedBytes = 0;
  for (const { id, receiptShard, receiptOrder, row } of benchCases(count)) {
    const place = { pk: `CASE#${id}`, sk: 'HEAD', receiptShard, receiptOrder, row };
    projectedBytes += bytesOf(place);
    shards.add(receiptShard);
    inIndex.run(`S:${receiptShard}`, `S:${receiptOrder}`, `S:${place.pk}`, 'S:HEAD', stored(place));
    if (!heads) continue;
    const head = { ...place, ...HEAD };
    inTable.run(`S:${place.pk}`, 'S:HEAD', stored(head), bytesOf(head), hashPrefix(place.pk));
  }
  database.exec('COMMIT');
  database.close();
  return { projectedBytes, shards };
}

/** What else a head holds, by its size: the folded state is 1.3 KB of a case with a plan. */
const HEAD: Attributes = {
  state: 'x'.repeat(1288),
  recordedAt: '2026-03-05T11:00:00.000Z',
  officeRoster: 'vallingby#open',
  districtRoster: 'hasselby-vallingby#open',
  rosterOrder: '2026-03-02#00000000-0000-0000-0000-000000000000',
};

function stored(attributes: Attributes): string {
  return JSON.stringify(Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, { S: value }])));
}

function bytesOf(attributes: Attributes): number {
  return Object.entries(attributes).reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value), 0);
}

function hashPrefix(partition: string): string {
  return createHash('md5').update(partition).digest('hex').slice(0, 6);
}
