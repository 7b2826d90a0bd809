import { parseArgs } from 'node:util';
import * as z from 'zod';
import { INDEXES } from '../../shared/adapters/table/keys.ts';
import { assessNight, resultOf, sendOutNight } from './assessed-night.ts';
import { startBenchEngine } from './bench-engine.ts';
import { EMPTY_CONSUMER, startBenchQueue } from './drain.ts';
import { load } from './loading.ts';
import { total } from './meter.ts';
import { type Night, nightlyDollars } from './nightly-dollars.ts';
import { copies, writePatterns } from './open-cases.ts';
import { type Aim, figure, show, showAims } from './printing.ts';

const { values } = parseArgs({
  options: { due: { type: 'string', default: '2000' }, markdown: { type: 'boolean', default: false } },
});
const DUE = z.coerce.number().int().min(50).parse(values.due);

/** As deployed, see the service stack. */
const CONSUMERS = 5;
/** As many as make the time of doing nothing long enough to be measured. */
const EMPTY_MESSAGES = 400;
const TRIPS_PER_CASE = 2;

const engine = await startBenchEngine();
const written = await engine.createTable({ oneShard: false });
const patterns = await writePatterns(
  written,
  engine.file,
  Object.values(INDEXES).map(({ name }) => name),
);

/** A table of its own with so many cases, all of them due. */
async function dueCases() {
  const table = await engine.createTable({ oneShard: false });
  load(engine.file, table.name, copies(patterns.due, 0, DUE), DUE);
  return table;
}

const counted = await dueCases();
const sent = await sendOutNight(engine.url, counted);
const assessed = await assessNight(engine.url, counted, sent.batches);
const { missed, warned, ...outcome } = await resultOf(counted, sent.batches[0]?.run ?? '');
const findings = warned + missed;
const onCases = total(assessed, (kind) => kind.endsWith(' CASE'));
const onBatches = total(assessed, (kind) => kind.endsWith(' CHECK'));
const readsOf = (readings: typeof assessed) => total(readings, (kind) => /^(?:Get|Query)/.test(kind)).units;
const all = (readings: typeof assessed) => total(readings, () => true);
const night: Night = {
  dueCases: DUE,
  batches: sent.batches.length,
  readUnits: readsOf(sent.readings) + readsOf(assessed),
  writeUnits: all(sent.readings).units + all(assessed).units - readsOf(sent.readings) - readsOf(assessed),
  sendingTrips: all(sent.readings).requests,
  assessingTrips: all(assessed).requests,
};

const drained = await dueCases();
const { batches } = await sendOutNight(engine.url, drained);
const queue = await startBenchQueue(CONSUMERS);
const bodies = batches.map((batch) => JSON.stringify(batch));
const many = Array.from({ length: EMPTY_MESSAGES }, (_, index) => bodies[index % bodies.length] ?? '');
const emptyRate = many.length / (await queue.drain(many, EMPTY_CONSUMER));
const assessors = await queue.assessors(engine.url, drained.name);
const drainRate = bodies.length / (await queue.drain(bodies, assessors));
const drainedRun = await resultOf(drained, batches[0]?.run ?? '');
await assessors.stop();
await queue.stop();
await engine.stop();

show(
  {
    title: `Assessing ${figure(DUE)} cases that are due`,
    head: ['', 'round trips', 'a case', 'units', 'a finding'],
    rows: [
      [
        'finding and sending out',
        all(sent.readings).requests,
        all(sent.readings).requests / DUE,
        all(sent.readings).units,
      ],
      ['the cases: read, decided, written', onCases.requests, onCases.requests / DUE, onCases.units],
      [`their ${batches.length} batches: results`, onBatches.requests, onBatches.requests / DUE, onBatches.units],
    ].map(([what, trips, each, units]) => [
      String(what),
      figure(Number(trips)),
      figure(Number(each), 2),
      figure(Number(units), 1),
      figure(Number(units) / findings, 2),
    ]),
    notes: [`${figure(findings)} findings: ${figure(warned)} warned of, ${figure(missed)} missed.`],
  },
  values.markdown,
);
show(nightlyDollars(night), values.markdown);
show(
  {
    title: `${figure(DUE)} cases due at once, through the embedded queue`,
    head: ['consumer', 'messages', 'messages a second', 'ratio', 'cases a second'],
    rows: [
      ['empty', figure(many.length), figure(emptyRate, 1), '1.00', ''],
      [
        `assess-cases, ${CONSUMERS} at a time`,
        figure(bodies.length),
        figure(drainRate, 1),
        figure(drainRate / emptyRate, 4),
        figure((drainRate * DUE) / bodies.length),
      ],
    ],
    notes: [`A message is a batch of up to 50 cases, each read and written in a transaction of its own.`],
  },
  values.markdown,
);
const perCase = onCases.requests / DUE;
const aims: ReadonlyArray<Aim> = [
  {
    what: `round trips per assessed case at most ${TRIPS_PER_CASE}`,
    found: figure(perCase, 2),
    isKept: outcome.assessed === DUE && perCase <= TRIPS_PER_CASE,
  },
  {
    what: `all ${figure(DUE)} cases are assessed through the queue, none fails`,
    found: `${figure(drainedRun.assessed)} assessed, ${figure(drainedRun.failed)} failed`,
    isKept: drainedRun.assessed === DUE && drainedRun.failed === 0,
  },
];
showAims('Assessment', aims, values.markdown);
