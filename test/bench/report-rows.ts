import { createHash } from 'node:crypto';
import { type CaseRow, packRow } from '../../shared/domain/case/case-row.ts';
import type { ClockFact, ClockFactKind } from '../../shared/domain/clocks/timeline.ts';
import { type EpochDay, fromEpochDay, toEpochDay } from '../../shared/domain/time/local-date.ts';
import { DAYS } from '../../shared/reference/days.ts';

/** The days on which cases of the benchmark come in: ten years of a city, from the Jobbtorg's first. */
const FIRST_DAY = toEpochDay(DAYS.jobbtorgDecided);
const DAYS_OF_INTAKE = 3650;
const SHARDS = 4;

const PLACES = [
  { district: 'hasselby-vallingby', office: 'vallingby' },
  { district: 'bromma', office: 'vallingby' },
  { district: 'rinkeby-kista', office: 'kista' },
  { district: 'spanga-tensta', office: 'kista-youth' },
  { district: 'skarholmen', office: 'skarholmen' },
  { district: 'farsta', office: 'vantor' },
  { district: 'sodermalm', office: 'rosenlund' },
] as const;
const GROUPS = ['sfi-student', 'refugee-or-family-immigrant', 'young', 'unemployment', 'new-visit-other-reason'];
const SEXES = ['woman', 'man', 'woman', 'man', 'unknown'] as const;
const OUTCOMES = ['work', 'subsidised-work', 'studies', 'moved', 'own-wish', 'non-attendance', 'unknown'] as const;

/** One case of the benchmark: where it lies in the index of receipts, and its packed row. */
export interface BenchCase {
  readonly id: string;
  readonly receiptShard: string;
  readonly receiptOrder: string;
  readonly row: string;
}

/** As many cases as asked for, the same every time, in the order of the index. */
export function* benchCases(count: number): Generator<BenchCase> {
  for (let shard = 0; shard < SHARDS; shard++) {
    for (let serial = shard; serial < count; serial += SHARDS) {
      const receivedOn = FIRST_DAY + Math.floor((serial * DAYS_OF_INTAKE) / count);
      const id = uuidOf(serial);
      const day = fromEpochDay(receivedOn);
      yield {
        id,
        receiptShard: `RECEIVED#${day.slice(0, 4)}#${shard}`,
        receiptOrder: `${day}#${id}`,
        row: packRow(rowOfSerial(serial, id, receivedOn)),
      };
    }
  }
}

function uuidOf(serial: number): string {
  return createHash('md5')
    .update(`case ${serial}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Enrolled after a day, a plan on the third, followed up twice; two in three are closed after half a year. */
function rowOfSerial(serial: number, id: string, receivedOn: EpochDay): CaseRow {
  const place = pick(PLACES, serial);
  const closed = serial % 3 === 0 ? null : { on: receivedOn + 180, outcome: pick(OUTCOMES, serial) };
  const facts: ReadonlyArray<readonly [ClockFactKind, number]> = [
    ['received', 0],
    ['enrolled', 1 + (serial % 3)],
    ['plan-approved', 3 + (serial % 5)],
    ['reviewed', 80],
    ['reviewed', 165],
    ...(closed === null ? [] : ([['closed', 180]] as const)),
  ];
  const group = pick(GROUPS, serial);
  return {
    id,
    version: facts.length,
    changedAt: 1_262_300_400_000 + serial,
    status: closed === null ? 'planned' : 'closed',
    receivedOn,
    sex: pick(SEXES, serial),
    ageAtReceipt: 16 + (serial % 50),
    targetGroup: group,
    targetGroupMatches: [group],
    priority: serial % 4 === 0 ? ['has-children'] : [],
    holders: [{ from: receivedOn, ...place }],
    hasCoach: serial % 2 === 0,
    plan: { version: 1, thin: serial % 9 === 0, answer: 'approved' },
    closure: closed,
    timeline: facts.map(([kind, after]) => clockFact(kind, receivedOn + after)),
    findings: [],
    transferRequested: false,
  };
}

function clockFact(kind: ClockFactKind, on: EpochDay): ClockFact {
  return { kind, on, recordedOn: on, seenFrom: on + 1 };
}

function pick<T>(values: ReadonlyArray<T>, serial: number): T {
  const value = values[(serial * 7 + (serial >> 5)) % values.length];
  if (value === undefined) throw new RangeError('nothing to choose from');
  return value;
}
