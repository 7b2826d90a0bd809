import { parseArgs } from 'node:util';
import * as z from 'zod';
import { DUE_SHARDS, INDEXES } from '../../shared/adapters/table/keys.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import { ONE_SHARD_INDEXES, startBenchEngine } from './bench-engine.ts';
import { checkUnderCap } from './capped-check.ts';
import { byIndex, byOneShard, byScan, type Found, measured } from './due-readers.ts';
import { load } from './loading.ts';
import { bytesIn, copies, DUE_ON, writePatterns } from './open-cases.ts';
import { type Aim, figure, show, showAims, tell } from './printing.ts';
import { indexScan } from './stored-heads.ts';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, markdown: { type: 'boolean', default: false } },
});
const CASES = z.coerce.number().int().min(1000).parse(values.cases);

const ONE_PERCENT = 0.01;
const TENFOLD = 10;
const OLD_SPACE_MEGABYTES = 48;
const NIGHT = localDate(DUE_ON);
/** By then every open case is due. */
const YEARS_LATER = '2012-01-01';
/** An eventually consistent unit reads 8 KB; each page is rounded up to half a unit. */
const BYTES_PER_UNIT = 8192;
const HALF_UNIT = 0.5;

const WAYS = [
  ['the due index, eight shards', byIndex],
  ['an index of one shard, the same attributes', byOneShard('one-shard')],
  ['an index of one shard, every attribute', byOneShard('one-shard-all')],
  ['a scan with a filter', byScan],
] as const;

const engine = await startBenchEngine();
const written = await engine.createTable({ oneShard: true });
const patterns = await writePatterns(written, engine.file, [INDEXES.due.name, ...ONE_SHARD_INDEXES]);
const table = await engine.createTable({ oneShard: true });
indexScan(engine.file, table.name);

const aims: Array<Aim> = [];
const readings: Array<ReadonlyArray<string>> = [];
const sendings: Array<ReadonlyArray<string>> = [];
const open = { due: 0, notDue: 0, dueBytes: 0 };

/** Adds cases, each another person's. */
function add(due: number, notDue: number): void {
  const first = open.due + open.notDue;
  function* heads() {
    for (const head of copies(patterns.due, first, due)) {
      open.dueBytes += bytesIn(head.places.get(INDEXES.due.name)?.json ?? '');
      yield head;
    }
    yield* copies(patterns.notDue, first + due, notDue);
  }
  load(engine.file, table.name, heads(), due + notDue);
  open.due += due;
  open.notDue += notDue;
}

/** Finds what is due in some ways, and holds the product's own, the first, to its aims. */
async function findDue(ways: typeof WAYS | readonly [(typeof WAYS)[0]]): Promise<Found> {
  const cases = figure(open.due + open.notDue);
  const atMost = open.dueBytes / BYTES_PER_UNIT + HALF_UNIT * DUE_SHARDS;
  const ours = await measured(engine.url, byIndex, table.name, NIGHT);
  for (const [how, find] of ways) {
    tell(`${cases} open cases, those due found by ${how}`);
    const found = find === byIndex ? ours : await measured(engine.url, find, table.name, NIGHT);
    if (found.cases !== open.due) throw new Error(`${how}: ${found.cases} cases found, ${open.due} are due`);
    readings.push([
      cases,
      figure(open.due),
      how,
      figure(found.items / open.due, 2),
      figure(found.units, 1),
      figure(found.units / ours.units, 1),
      figure(found.requests),
      figure(found.seconds, 2),
      figure(found.seconds / ours.seconds, 1),
    ]);
  }
  aims.push(
    {
      what: `${cases} open: items read / items due = 1.00`,
      found: figure(ours.items / open.due, 2),
      isKept: ours.items === open.due,
    },
    {
      what: `${cases} open: capacity at most bytes read / 8 KB + 0.5 × shards = ${figure(atMost, 1)}`,
      found: figure(ours.units, 1),
      isKept: ours.units <= atMost,
    },
  );
  return ours;
}

/** Sends out, under the cap, the cases of one night and then all there are: as after years without a check. */
async function sendOut(): Promise<void> {
  const places = { url: engine.url, cases: table.name, batches: written.name };
  for (const [asOf, due] of [
    [DUE_ON, open.due],
    [YEARS_LATER, open.due + open.notDue],
  ] as const) {
    tell(`${figure(due)} due cases sent out under a memory cap`);
    const sent = await checkUnderCap(OLD_SPACE_MEGABYTES, { ...places, asOf });
    const [batches, peak] = sent === undefined ? ['', ''] : [figure(sent.batches), figure(sent.peakBytes / 2 ** 20)];
    sendings.push([figure(open.due + open.notDue), figure(due), batches, peak]);
    aims.push({
      what: `${figure(due)} due cases are sent out with an old space of ${OLD_SPACE_MEGABYTES} MB`,
      found: sent === undefined ? 'ended before it was through' : `${figure(sent.items)} found, ${batches} batches`,
      isKept: sent?.items === due,
    });
  }
}

const due = Math.round(CASES * ONE_PERCENT);
add(due, CASES - due);
const before = await findDue(WAYS);
await sendOut();

add(0, (TENFOLD - 1) * (CASES - due));
const after = await findDue([WAYS[0]]);
aims.push({
  what: 'ten times as many that are not due: as many requests and units, give or take a page a shard',
  found: `${figure(after.requests - before.requests)} requests, ${figure(after.units - before.units, 1)} units more`,
  isKept:
    Math.abs(after.requests - before.requests) <= DUE_SHARDS &&
    Math.abs(after.units - before.units) <= HALF_UNIT * DUE_SHARDS,
});

add((TENFOLD - 1) * due, 0);
await findDue(WAYS);
await sendOut();
await engine.stop();

const head = ['open cases', 'due', 'found by', 'read / due', 'units', '×', 'requests', 'seconds', '×'];
const notes = [
  'Units: read capacity as the engine counts it. ×: as a multiple of the due index. The table holds heads and nothing ' +
    'else, and the scan is given an index that the engine lacks: both are in favour of the scan.',
];
show({ title: 'Finding the cases that are due', head, rows: readings, notes }, values.markdown);
show(
  {
    title: `Sending them out, with an old space of ${OLD_SPACE_MEGABYTES} MB`,
    head: ['open cases', 'due', 'batches', 'largest heap, MB'],
    rows: sendings,
  },
  values.markdown,
);
showAims('The nightly check', aims, values.markdown);
