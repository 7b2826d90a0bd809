import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type Aim, figure, show, showAims } from './printing.ts';
import { type Read, startReaders } from './report-readers.ts';
import { type ReportTable, startReportTable } from './report-table.ts';
import type { ReadWay } from './report-ways.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, markdown: { type: 'boolean', default: false } },
});
const ROWS = z.coerce.number().int().min(1000).parse(values.rows);

const TENFOLD = 10;
const MILLION = 1_000_000;
const OLD_SPACE_MEGABYTES = 48;
/** Enough for anything that is compared. */
const ROOMY_MEGABYTES = 4096;
/** An eventually consistent unit reads 8 KB. */
const BYTES_PER_UNIT = 8192;

const CPU_AIM = 10;
const CAPACITY_AIM = 1.05;
/** Ten times the cases may cost this much more than ten times the work: the machine is never quite alone. */
const GROWTH_AIM = 1.25;

const NAMES: Readonly<Record<ReadWay, string>> = {
  fold: 'the report, row by row from the index',
  pages: 'its pages read and parsed, nothing more',
  scan: 'the same from a scan of the table',
  collect: 'the same, all rows collected first',
};

const readers = startReaders();
const lines: Array<ReadonlyArray<string>> = [];

/** Reads a table in one way, with as much memory as the report may have. */
async function readOf(
  way: ReadWay,
  table: ReportTable,
  rows: number,
  base: Read | undefined,
): Promise<Read | undefined> {
  const place = { url: table.url, table: table.name, shards: table.shards };
  const capped = await readers.read(way, place, OLD_SPACE_MEGABYTES);
  const read = capped ?? (await readers.read(way, place, ROOMY_MEGABYTES));
  if (read === undefined) throw new Error(`${NAMES[way]} failed`);
  if (read.rows !== rows) throw new Error(`${NAMES[way]} met ${read.rows} of ${rows} cases`);
  lines.push([
    NAMES[way],
    figure(rows),
    figure(read.cpuSeconds, 1),
    base === undefined ? '1.0' : figure(read.cpuSeconds / base.cpuSeconds, 1),
    way === 'pages' ? '' : figure(read.units),
    capped === undefined ? 'runs out of memory' : 'passes',
  ]);
  return capped;
}

/** The product beside the least that any reader must do. */
async function paired(table: ReportTable, rows: number) {
  const pages = await readOf('pages', table, rows, undefined);
  const fold = await readOf('fold', table, rows, pages);
  return { pages, fold };
}

const small = Math.round(ROWS / TENFOLD);
const few = await startReportTable(small, { heads: true });
const ofFew = await paired(few, small);
await readOf('scan', few, small, ofFew.pages);
await readOf('collect', few, small, ofFew.pages);
await few.stop();

const many = await startReportTable(ROWS, { heads: false });
const ofMany = await paired(many, ROWS);
await readOf('collect', many, ROWS, ofMany.pages);
await many.stop();
readers.stop();

show(
  {
    title: 'Outcomes of ten years by all tables, small numbers withheld.',
    head: ['way to read', 'cases', 'CPU s', 'to the least', 'capacity units', `${OLD_SPACE_MEGABYTES} MB old space`],
    rows: lines,
    notes: [`A row takes ${figure(many.projectedBytes / ROWS)} bytes of the index.`],
  },
  values.markdown,
);

const perMillion = ((ofMany.fold?.cpuSeconds ?? Number.NaN) / ROWS) * MILLION;
const capacity = (ofMany.fold?.units ?? Number.NaN) / (many.projectedBytes / BYTES_PER_UNIT);
const growth = (ofMany.fold?.cpuSeconds ?? Number.NaN) / ((ofFew.fold?.cpuSeconds ?? Number.NaN) * (ROWS / small));
const aims: ReadonlyArray<Aim> = [
  {
    what: `a million cases take at most ${CPU_AIM} s of CPU under ${OLD_SPACE_MEGABYTES} MB of old space`,
    found: `${figure(perMillion, 1)} s`,
    isKept: perMillion <= CPU_AIM,
  },
  {
    what: `capacity is at most ${CAPACITY_AIM} × projected bytes / 8 KB`,
    found: figure(capacity, 3),
    isKept: capacity <= CAPACITY_AIM,
  },
  {
    what: `ten times the cases take at most ${GROWTH_AIM} × ten times the CPU`,
    found: figure(growth, 2),
    isKept: growth <= GROWTH_AIM,
  },
];
showAims('Reports', aims, values.markdown);
