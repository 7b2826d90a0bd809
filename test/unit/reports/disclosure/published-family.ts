import type { CaseRow } from '../../../../shared/domain/case/case-row.ts';
import type { Division, ReportKind, ReportScope } from '../../../../shared/domain/reports/question.ts';
import { type WrittenReport, written } from '../../../../shared/domain/reports/report-json.ts';
import { question, reportOn } from '../rows.ts';
import { determined, type Equation } from './linear-attacker.ts';

const OFFICES = ['vallingby', 'kista', 'kista-youth', 'skarholmen', 'vantor', 'rosenlund'];
const DISTRICTS = [
  ...['bromma', 'enskede-arsta-vantor', 'farsta', 'hagersten-liljeholmen', 'hasselby-vallingby', 'kungsholmen'],
  ...['norrmalm', 'rinkeby-kista', 'skarpnack', 'skarholmen', 'spanga-tensta', 'sodermalm', 'alvsjo', 'ostermalm'],
];
const MERGED: Readonly<Record<string, ReadonlyArray<string>>> = {
  'hagersten-alvsjo': ['hagersten-liljeholmen', 'alvsjo'],
  jarva: ['rinkeby-kista', 'spanga-tensta'],
  'norra-innerstaden': ['norrmalm', 'ostermalm'],
};
const DIVISIONS: ReadonlyArray<Division> = ['of-the-time', '2007', '2020', '2023'];

/** Reports on one period, by what they are about, and the same as they would be if nothing were withheld. */
export interface Family {
  readonly published: ReadonlyMap<string, WrittenReport>;
  readonly plain: ReadonlyMap<string, WrittenReport>;
}

/**
 * All the reports of a kind on a period before 2020: of the city by each division, and of each office and district that has
 * had a case, for the others have nothing to tell.
 */
export function familyOf(kind: ReportKind, rows: ReadonlyArray<CaseRow>, from: string, to: string): Family {
  const held = new Set(rows.flatMap(({ holders }) => holders.flatMap(({ office, district }) => [office, district])));
  const offices = OFFICES.filter((code) => held.has(code));
  const districts = DISTRICTS.filter((code) => held.has(code));
  const merged = Object.keys(MERGED).filter((code) => MERGED[code]?.some((part) => held.has(part)));
  const asked = new Map([
    ...DIVISIONS.map((division) => [`city/${division}`, question(kind, { from, to, division })] as const),
    ...offices.map(
      (code) => [`office/${code}`, question(kind, { from, to, scope: { kind: 'office', code } })] as const,
    ),
    ...districts.map(
      (code) => [`district/${code}`, ofDistrict(kind, from, to, code, '2019-06-01T12:00:00.000Z')] as const,
    ),
    ...merged.map(
      (code) => [`district/${code}`, ofDistrict(kind, from, to, code, '2026-06-01T12:00:00.000Z')] as const,
    ),
  ]);
  const reports = (threshold: number) =>
    new Map([...asked].map(([name, each]) => [name, written(reportOn(rows, each, threshold))]));
  return { published: reports(5), plain: reports(1) };
}

function ofDistrict(kind: ReportKind, from: string, to: string, code: string, cutOff: string) {
  const scope: ReportScope = { kind: 'district', code };
  return question(kind, { from, to, scope, cutOff });
}

type Row = WrittenReport['tables'][number]['rows'][number];

/** What an attacker with every report of a family on the table finds out about the small counts. */
export interface Attack {
  readonly cells: number;
  readonly small: number;
  readonly withheld: number;
  /** Small counts that follow from what is published, or are published. */
  readonly found: ReadonlyArray<string>;
}

/** Writes all that is published, and all that an attacker knows of how it hangs together, as one set of equations. */
export function attack(family: Family): Attack {
  const cells = cellsIn(family.published);
  const truth = cellsIn(family.plain);
  const known = determined(equationsOf(family.published, cells));
  const found: Array<string> = [];
  for (const [name, value] of truth) {
    const told = cells.get(name) ?? known.get(name) ?? null;
    if (told !== null && told !== value) throw new Error(`${name} is ${value} and not ${told}`);
    if (value !== null && 0 < value && value < 5 && told !== null) found.push(name);
  }
  return {
    cells: truth.size,
    small: [...truth.values()].filter((value) => value !== null && 0 < value && value < 5).length,
    withheld: [...cells.values()].filter((value) => value === null).length,
    found,
  };
}

/** The counts of all reports by name; `null` when withheld. */
export function cellsIn(reports: ReadonlyMap<string, WrittenReport>): ReadonlyMap<string, number | null> {
  const cells = new Map<string, number | null>();
  for (const [report, { tables }] of reports) {
    for (const { id, rows, total } of tables) {
      for (const row of [...rows, total]) {
        for (const measure of countsOf(row)) {
          const value = row[measure];
          cells.set(nameOf(report, id, row.key, measure), typeof value === 'number' ? value : null);
        }
      }
    }
  }
  return cells;
}

const nameOf = (report: string, table: string, key: string, measure: string): string =>
  [report, table, key, measure].join(' ');

const countsOf = (row: Row): ReadonlyArray<string> =>
  Object.keys(row).filter((name) => name !== 'key' && name !== 'suppressed' && !/share|days/i.test(name));

const SUMS: Readonly<Record<string, ReadonlyArray<string>>> = {
  guaranteesMet: ['metByPlan', 'metByWork', 'metByOtherMeasure'],
};
const SHARES: Readonly<Record<string, readonly [ReadonlyArray<string>, ReadonlyArray<string>]>> = {
  shareClosed: [['closed'], ['openAtStart', 'referred']],
  workOrStudiesShare: [['work', 'subsidisedWork', 'studies'], ['closed']],
  dropOutShare: [['dropOut'], ['closed']],
  guaranteeMetShare: [['guaranteesMet'], ['guaranteesDue']],
  reviewInTimeShare: [['reviewsInTime'], ['reviewsDue']],
  plansInForceShare: [['plansInForce'], ['openCases']],
  thinShare: [['thin'], ['plansAssessed']],
  withReservationShare: [['withReservation'], ['plansAssessed']],
};

function* equationsOf(
  reports: ReadonlyMap<string, WrittenReport>,
  cells: ReadonlyMap<string, number | null>,
): Iterable<Equation> {
  /** That one sum of cells is another; a cell that no report has is nought. */
  const equal = (left: ReadonlyArray<string>, right: ReadonlyArray<string>): Equation => {
    const terms = new Map<string, number>();
    let constant = 0;
    for (const [names, sign] of [[left, 1] as const, [right, -1] as const]) {
      for (const name of names) {
        const value = cells.has(name) ? (cells.get(name) ?? null) : 0;
        if (value === null) terms.set(name, (terms.get(name) ?? 0) + sign);
        else constant -= sign * value;
      }
    }
    return { terms, constant };
  };
  for (const [report, { tables }] of reports) {
    for (const { id, rows, total } of tables) {
      if (!id.startsWith('by-')) continue;
      for (const measure of countsOf(total)) {
        const parts = rows.map(({ key }) => nameOf(report, id, key, measure));
        yield equal([nameOf(report, id, 'total', measure)], parts);
        yield equal([nameOf(report, id, 'total', measure)], [nameOf(report, tables[0]?.id ?? '', 'total', measure)]);
      }
      for (const row of [...rows, total]) yield* withinRow(equal, report, id, row);
    }
  }
  yield* betweenReports(equal, reports);
}

type Equal = (left: ReadonlyArray<string>, right: ReadonlyArray<string>) => Equation;

function* withinRow(equal: Equal, report: string, table: string, row: Row): Iterable<Equation> {
  const named = (measures: ReadonlyArray<string>) => measures.map((each) => nameOf(report, table, row.key, each));
  for (const [whole, parts] of Object.entries(SUMS)) {
    if (whole in row) yield equal(named([whole]), named(parts));
  }
  for (const [share, [numerator, denominator]] of Object.entries(SHARES)) {
    const value = row[share];
    if (typeof value !== 'number') continue;
    const [over, under] = ratio(value);
    const { terms, constant } = equal(named(numerator), []);
    const whole = equal(named(denominator), []);
    const scaled = new Map([...terms].map(([name, times]) => [name, times * under]));
    for (const [name, times] of whole.terms) scaled.set(name, (scaled.get(name) ?? 0) - times * over);
    yield { terms: scaled, constant: constant * under - whole.constant * over };
  }
}

/** The whole numbers that a share is made of, in lowest terms. */
function ratio(share: number): readonly [over: number, under: number] {
  for (let under = 1; under < 100_000; under++) {
    const over = Math.round(share * under);
    if (Math.abs(over / under - share) < 1e-12) return [over, under];
  }
  throw new RangeError(`${share} is no share of some thousands`);
}

function* betweenReports(equal: Equal, reports: ReadonlyMap<string, WrittenReport>): Iterable<Equation> {
  const city = reports.get('city/2007');
  if (city === undefined) throw new Error('the city is missing');
  for (const { id, total } of city.tables) {
    const keys = new Set([...reports.values()].flatMap((each) => keysOf(each, id)));
    for (const measure of countsOf(total)) {
      const cell = (report: string, key: string, table = id) => nameOf(report, table, key, measure);
      for (const key of [...keys, 'total']) {
        if (id !== 'by-district') {
          for (const division of DIVISIONS) yield equal([cell('city/2007', key)], [cell(`city/${division}`, key)]);
        }
        yield equal(
          [cell('city/2007', key)],
          OFFICES.map((office) => cell(`office/${office}`, key)),
        );
        yield equal(
          [cell('city/2007', key)],
          DISTRICTS.map((district) => cell(`district/${district}`, key)),
        );
        for (const [merged, parts] of Object.entries(MERGED)) {
          yield equal(
            [cell(`district/${merged}`, key)],
            parts.map((part) => cell(`district/${part}`, key)),
          );
        }
      }
      yield* places(equal, cell, id);
    }
  }
}

/** The total of a place is its row in the city's table, and an office's part of a district is the district's of the office. */
function* places(
  equal: Equal,
  cell: (report: string, key: string, table?: string) => string,
  id: string,
): Iterable<Equation> {
  if (id === 'by-office') {
    for (const office of OFFICES) yield equal([cell(`office/${office}`, 'total')], [cell('city/2007', office)]);
  }
  if (id !== 'by-district') return;
  for (const district of DISTRICTS) {
    yield equal([cell(`district/${district}`, 'total')], [cell('city/2007', district)]);
    for (const office of OFFICES)
      yield equal([cell(`office/${office}`, district)], [cell(`district/${district}`, office, 'by-office')]);
  }
  const merges = Object.entries(MERGED);
  for (const district of DISTRICTS) {
    yield equal([cell('city/of-the-time', district)], [cell('city/2007', district)]);
    for (const division of ['2020', '2023'] as const) {
      const merged = merges.find(([into, parts]) => parts.includes(district) && isIn(division, into));
      if (merged === undefined) yield equal([cell(`city/${division}`, district)], [cell('city/2007', district)]);
      else
        yield equal(
          [cell(`city/${division}`, merged[0])],
          merged[1].map((part) => cell('city/2007', part)),
        );
    }
  }
}

const isIn = (division: '2020' | '2023', merged: string): boolean =>
  division === '2023' || merged === 'hagersten-alvsjo';

function keysOf({ tables }: WrittenReport, id: string): ReadonlyArray<string> {
  return tables.find((table) => table.id === id)?.rows.map(({ key }) => key) ?? [];
}
