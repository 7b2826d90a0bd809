import type { CaseRow } from '../../../../shared/domain/case/case-row.ts';
import type { Period } from '../../../../shared/domain/reports/disclosure/periods.ts';
import type { Division, ReportKind, ReportQuestion, ReportScope } from '../../../../shared/domain/reports/question.ts';
import { type WrittenReport, written } from '../../../../shared/domain/reports/report-json.ts';
import { countsOccasions } from '../../../../shared/domain/reports/start-report.ts';
import { occasionReportOn, question, reportOn } from '../rows.ts';
import { determined, type Equation } from './linear-attacker.ts';
import { occasionsOf } from './some-cases.ts';

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
export function familyOf(
  kind: ReportKind,
  rows: ReadonlyArray<CaseRow>,
  { from, to }: Days,
  divisions: ReadonlyArray<Division> = DIVISIONS,
  noted: ReadonlyArray<Period> = [],
): Family {
  const held = new Set(rows.flatMap(({ holders }) => holders.flatMap(({ office, district }) => [office, district])));
  const offices = OFFICES.filter((code) => held.has(code));
  const districts = DISTRICTS.filter((code) => held.has(code));
  const isMerged = (code: string) => MERGED[code]?.some((part) => held.has(part)) === true;
  const merged = divisions.length > 1 ? Object.keys(MERGED).filter(isMerged) : [];
  const asked = new Map([
    ...divisions.map((division) => [`city/${division}`, question(kind, { from, to, division })] as const),
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
  const occasions = countsOccasions(kind) ? occasionsOf(rows) : null;
  const reportOf = (each: ReportQuestion, threshold: number) =>
    occasions === null ? reportOn(rows, each, threshold, noted) : occasionReportOn(occasions, each, threshold, noted);
  const reports = (threshold: number) =>
    new Map([...asked].map(([name, each]) => [name, written(reportOf(each, threshold))]));
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
  return found(cells, cellsIn(family.plain), equationsOf(family.published, cells));
}

/** What follows from equations about cells, held against the truth. */
function found(
  cells: ReadonlyMap<string, number | null>,
  truth: ReadonlyMap<string, number | null>,
  equations: Iterable<Equation>,
): Attack {
  const known = determined(equations);
  const names: Array<string> = [];
  for (const [name, value] of truth) {
    const told = cells.get(name) ?? known.get(name) ?? null;
    if (told !== null && told !== value) throw new Error(`${name} is ${value} and not ${told}`);
    if (value !== null && 0 < value && value < 5 && told !== null) names.push(name);
  }
  return {
    cells: truth.size,
    small: [...truth.values()].filter((value) => value !== null && 0 < value && value < 5).length,
    withheld: [...cells.values()].filter((value) => value === null).length,
    found: names,
  };
}

/** A period of whole days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Days that are a sum of others: their counts are too, but for the stock at the start. */
export interface Sum {
  readonly whole: Days;
  readonly parts: ReadonlyArray<Days>;
}

const STOCK = 'openAtStart';

/**
 * Attacks the families of several periods at once. That cases move between offices now and then is all that would keep an
 * attacker from adding up what a place was referred; this one knows that none did.
 */
export function attackPeriods(families: ReadonlyMap<Days, Family>, sums: ReadonlyArray<Sum>): Attack {
  const all = (of: (family: Family) => ReadonlyMap<string, number | null>) =>
    new Map(
      [...families].flatMap(([days, family]) =>
        [...of(family)].map(([name, value]) => [inPeriod(days, name), value] as const),
      ),
    );
  const cells = all(({ published }) => cellsIn(published));
  const within = [...families].flatMap(([days, { published }]) =>
    [...equationsOf(published, cellsIn(published))].map(({ terms, constant }) => ({
      terms: new Map([...terms].map(([name, times]) => [inPeriod(days, name), times])),
      constant,
    })),
  );
  const names = new Set([...families.values()].flatMap(({ published }) => [...cellsIn(published).keys()]));
  const equal = equalIn(cells);
  const between = [...names].flatMap((name) =>
    name.endsWith(STOCK) ? [...stocks(equal, name, [...families.keys()])] : sums.map((sum) => summed(equal, name, sum)),
  );
  return found(
    cells,
    all(({ plain }) => cellsIn(plain)),
    [...within, ...between],
  );
}

const inPeriod = ({ from, to }: Days, name: string): string => `${from}--${to} ${name}`;

function summed(equal: Equal, name: string, { whole, parts }: Sum): Equation {
  return equal(
    [inPeriod(whole, name)],
    parts.map((part) => inPeriod(part, name)),
  );
}

/** Periods that begin on the same day begin with the same stock, and one that follows another with what that has left. */
function* stocks(equal: Equal, name: string, periods: ReadonlyArray<Days>): Iterable<Equation> {
  const of = (days: Days, measure: string) => inPeriod(days, name.replace(STOCK, measure));
  for (const one of periods) {
    for (const next of periods) {
      if (one.from === next.from) yield equal([of(one, STOCK)], [of(next, STOCK)]);
      if (dayAfter(one.to) !== next.from) continue;
      yield equal([of(one, STOCK), of(one, 'referred')], [of(next, STOCK), of(one, 'closed')]);
    }
  }
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
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
  overtakenShare: [['overtaken'], ['others']],
};
/** Where one count says how many ended in work or studies. */
const OF_ONE_COUNT: typeof SHARES = { workOrStudiesShare: [['workOrStudies'], ['closed']] };

/** That one sum of cells is another; a cell that no report has is nought. */
function equalIn(cells: ReadonlyMap<string, number | null>): Equal {
  return (left, right) => {
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
}

function* equationsOf(
  reports: ReadonlyMap<string, WrittenReport>,
  cells: ReadonlyMap<string, number | null>,
): Iterable<Equation> {
  const equal = equalIn(cells);
  for (const [report, { tables }] of reports) {
    const ids = tables.map(({ id }) => id);
    for (const { id, rows, total } of tables) {
      for (const row of [...rows, total]) yield* withinRow(equal, report, id, row);
      for (const measure of countsOf(total)) {
        const cell = (key: string, table = id) => nameOf(report, table, key, measure);
        yield equal([cell('total')], [cell('total', ids[0])]);
        const isSummed = id.startsWith('by-') && !(id.includes('month') && STOCKS.includes(measure));
        const keys = rows.map(({ key }) => key);
        if (isSummed)
          yield equal(
            [cell('total')],
            keys.map((key) => cell(key)),
          );
        if (isSummed) yield* margins(equal, cell, { id, keys }, ids);
      }
    }
  }
  yield* betweenReports(equal, reports);
}

const STOCKS = ['stockStart', 'stockEnd'];

/** What a table by two dimensions has under a key of one of them is the row of that key in the table by that one. */
function* margins(
  equal: Equal,
  cell: (key: string, table?: string) => string,
  { id, keys }: { readonly id: string; readonly keys: ReadonlyArray<string> },
  ids: ReadonlyArray<string>,
): Iterable<Equation> {
  const dimensions = id.slice('by-'.length).split('-and-');
  if (dimensions.length === 1) return;
  for (const [place, dimension] of dimensions.entries()) {
    const table = `by-${dimension}`;
    if (!ids.includes(table)) continue;
    for (const [part, own] of Map.groupBy(keys, (key) => key.split('/')[place] ?? '')) {
      yield equal(
        [cell(part, table)],
        own.map((key) => cell(key)),
      );
    }
  }
}

type Equal = (left: ReadonlyArray<string>, right: ReadonlyArray<string>) => Equation;

function* withinRow(equal: Equal, report: string, table: string, row: Row): Iterable<Equation> {
  const named = (measures: ReadonlyArray<string>) => measures.map((each) => nameOf(report, table, row.key, each));
  for (const [whole, parts] of Object.entries(SUMS)) {
    if ([whole, ...parts].every((name) => name in row)) yield equal(named([whole]), named(parts));
  }
  if ('stockEnd' in row) {
    yield equal(named(['stockStart', 'referred', 'movedIn']), named(['closed', 'movedOut', 'stockEnd']));
  }
  const shares = 'workOrStudies' in row ? { ...SHARES, ...OF_ONE_COUNT } : SHARES;
  for (const [share, [numerator, denominator]] of Object.entries(shares)) {
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

/** Says that one sum of cells is another, when all the reports that they stand in have been asked for. */
type Tie = (left: ReadonlyArray<string>, right: ReadonlyArray<string>) => ReadonlyArray<Equation>;

function* betweenReports(equal: Equal, reports: ReadonlyMap<string, WrittenReport>): Iterable<Equation> {
  const city = reports.get('city/2007');
  if (city === undefined) throw new Error('the city is missing');
  const derived = [
    ...DIVISIONS.map((division) => `city/${division}`),
    ...Object.keys(MERGED).map((code) => `district/${code}`),
  ];
  const absent = derived.filter((report) => !reports.has(report));
  const isAsked = (name: string): boolean => !absent.some((report) => name.startsWith(`${report} `));
  const tie: Tie = (left, right) => ([...left, ...right].every(isAsked) ? [equal(left, right)] : []);
  const isByOffice = city.tables.some(({ id }) => id === 'by-office');
  for (const { id, total } of city.tables) {
    const keys = new Set(['total', ...[...reports.values()].flatMap((each) => keysOf(each, id))]);
    for (const measure of countsOf(total)) {
      const cell = (report: string, key: string, table = id) => nameOf(report, table, key, measure);
      for (const key of keys) yield* ofEveryPlace(tie, (report) => cell(report, key), id);
      yield* places(tie, cell, id, isByOffice);
    }
  }
}

/** The city is the sum of its offices, and of its districts; a district that of those that were merged into it. */
function* ofEveryPlace(tie: Tie, cell: (report: string) => string, id: string): Iterable<Equation> {
  const city = [cell('city/2007')];
  const isDivided = id.includes('district');
  for (const division of isDivided ? [] : DIVISIONS) yield* tie(city, [cell(`city/${division}`)]);
  yield* tie(
    city,
    OFFICES.map((office) => cell(`office/${office}`)),
  );
  yield* tie(
    city,
    DISTRICTS.map((district) => cell(`district/${district}`)),
  );
  for (const [merged, parts] of Object.entries(MERGED)) {
    yield* tie(
      [cell(`district/${merged}`)],
      parts.map((part) => cell(`district/${part}`)),
    );
  }
}

/** The total of a place is its row in the city's table, and an office's part of a district is the district's of the office. */
function* places(
  tie: Tie,
  cell: (report: string, key: string, table?: string) => string,
  id: string,
  isByOffice: boolean,
): Iterable<Equation> {
  if (id === 'by-office') {
    for (const office of OFFICES) yield* tie([cell(`office/${office}`, 'total')], [cell('city/2007', office)]);
  }
  if (id !== 'by-district') return;
  for (const district of DISTRICTS) {
    yield* tie([cell(`district/${district}`, 'total')], [cell('city/2007', district)]);
    for (const office of isByOffice ? OFFICES : [])
      yield* tie([cell(`office/${office}`, district)], [cell(`district/${district}`, office, 'by-office')]);
  }
  const merges = Object.entries(MERGED);
  for (const district of DISTRICTS) {
    yield* tie([cell('city/of-the-time', district)], [cell('city/2007', district)]);
    for (const division of ['2020', '2023'] as const) {
      const merged = merges.find(([into, parts]) => parts.includes(district) && isIn(division, into));
      if (merged === undefined) yield* tie([cell(`city/${division}`, district)], [cell('city/2007', district)]);
      else
        yield* tie(
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
