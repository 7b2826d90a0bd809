import type { CaseRow } from '../../case/case-row.ts';
import type { City } from '../../city.ts';
import { type EpochDay, toEpochDay } from '../../time/local-date.ts';
import type { Place } from '../attribution.ts';
import { districtsOf } from '../districts.ts';
import type { ReportRules, TablesFold } from '../fold.ts';
import type { ReportQuestion, ReportScope } from '../question.ts';
import type { ReportTable } from '../report.ts';

/** A report that is, or may be, published of the same period, before anything in it is withheld. */
export interface Member {
  readonly place: Place;
  /** By the districts of 2007, of which every later one is a sum. */
  readonly tables: ReadonlyArray<ReportTable>;
  /** By the districts of the time, when they changed within the period; else empty. */
  readonly tablesOfTheTime: ReadonlyArray<ReportTable>;
}

/** What decides which reports of a family a case, or an occasion in one, concerns. */
export type Held = Pick<CaseRow, 'holders'> &
  Partial<Pick<CaseRow, 'priority' | 'receivedOn'>> & {
    /** The day of an occasion. */
    readonly on?: EpochDay;
  };

/** The reports of a family under way. */
export interface FamilyFold<Row> {
  add(row: Row): void;
  members(): ReadonlyArray<Member>;
  /** The tables of the report on the city by the districts of 2007. */
  ofCity(): ReadonlyArray<ReportTable>;
}

/** How a kind of report counts, and whom a case concerns. */
export interface FamilyKind<Row> {
  readonly fold: (question: ReportQuestion, rules: ReportRules) => TablesFold<Row>;
  /** Whether a case with priority counts in the wait of others, so that every district must be told of it. */
  readonly isRace: boolean;
}

/** Before any district was merged into another: each then answers for its own cases only. */
const BEFORE_MERGERS = '2007-01-01T12:00:00.000Z';

/**
 * Folds the reports that can be held against each other: of one kind and period, about the city, each office and each
 * district. A case is told to those that it can concern; a report that nothing concerns is not there.
 */
export function familyFold<Row extends Held>(
  question: ReportQuestion,
  rules: ReportRules,
  { fold, isRace }: FamilyKind<Row>,
): FamilyFold<Row> {
  const concerns = concernedBy(question);
  const whole = fold({ ...question, scope: { kind: 'city' }, division: '2007', cutOff: BEFORE_MERGERS }, rules);
  const { tablesOf } = whole;
  if (tablesOf !== undefined && !changesWithin(question, rules.city)) return dividedFamily(whole, tablesOf, concerns);
  const divisions = changesWithin(question, rules.city) ? (['2007', 'of-the-time'] as const) : (['2007'] as const);
  const foldsOf = (scope: ReportScope) =>
    divisions.map((division) => fold({ ...question, scope, division, cutOff: BEFORE_MERGERS }, rules));
  const city = foldsOf({ kind: 'city' });
  const offices = new Map<string, ReadonlyArray<TablesFold<Row>>>();
  const districts = new Map<string, ReadonlyArray<TablesFold<Row>>>();
  const told = (folds: ReadonlyArray<TablesFold<Row>>, row: Row): void => {
    for (const each of folds) each.add(row);
  };
  const toldAt = (kind: 'office' | 'district', code: string, row: Row): void => {
    const places = kind === 'office' ? offices : districts;
    const folds = places.get(code) ?? foldsOf({ kind, code });
    places.set(code, folds);
    told(folds, row);
  };
  const everyDistrict = rules.city.districts.map(({ code }) => code);
  const add = (row: Row): void => {
    const { holders, priority = [] } = row;
    if (!concerns(row)) return;
    told(city, row);
    for (const office of distinct(holders, officeOf)) toldAt('office', office, row);
    const near = isRace && priority.length > 0 ? everyDistrict : distinct(holders, districtOf);
    for (const district of near) toldAt('district', district, row);
  };
  const member = (place: Place, [of2007, ofTheTime]: ReadonlyArray<TablesFold<Row>>): Member => ({
    place,
    tables: of2007?.tables() ?? [],
    tablesOfTheTime: ofTheTime?.tables() ?? [],
  });
  const inOrder = (places: ReadonlyMap<string, ReadonlyArray<TablesFold<Row>>>) =>
    [...places].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    add,
    ofCity: () => city[0]?.tables() ?? [],
    members: () => [
      member({}, city),
      ...inOrder(offices).map(([office, folds]) => member({ office }, folds)),
      ...inOrder(districts).map(([district, folds]) => member({ district }, folds)),
    ],
  };
}

/** The family of a report that can be divided: every case is counted once, and shared out in the end. */
function dividedFamily<Row extends Held>(
  whole: TablesFold<Row>,
  tablesOf: (place: Place) => ReadonlyArray<ReportTable>,
  concerns: (row: Row) => boolean,
): FamilyFold<Row> {
  const offices = new Set<string>();
  const districts = new Set<string>();
  const member = (place: Place): Member => ({ place, tables: tablesOf(place), tablesOfTheTime: [] });
  return {
    add: (row) => {
      if (!concerns(row)) return;
      whole.add(row);
      for (const { office, district } of row.holders) {
        offices.add(office);
        districts.add(district);
      }
    },
    ofCity: () => tablesOf({}),
    members: () => [
      member({}),
      ...[...offices].sort().map((office) => member({ office })),
      ...[...districts].sort().map((district) => member({ district })),
    ],
  };
}

/** Whether a row can count in a period: a case received by its end, an occasion on one of its days. */
function concernedBy({ from, to }: Pick<ReportQuestion, 'from' | 'to'>): (row: Held) => boolean {
  const [first, last] = [toEpochDay(from), toEpochDay(to)];
  return ({ receivedOn = last, on = last }) => receivedOn <= last && first <= on && on <= last;
}

type Holder = Held['holders'][number];
const officeOf = ({ office }: Holder): string => office;
const districtOf = ({ district }: Holder): string => district;

/** Nearly every case has had one holder only. */
function distinct(holders: Held['holders'], place: (holder: Holder) => string): Iterable<string> {
  const all = holders.map(place);
  return all.length === 1 ? all : new Set(all);
}

/** Whether a report on the city puts every case under the district of 2007 that it was held by. */
export function isByDistrictsOf2007(
  { scope, division, to }: Pick<ReportQuestion, 'scope' | 'division' | 'to'>,
  city: Pick<City, 'districts'>,
): boolean {
  const districtOf = districtsOf(division, city);
  return scope.kind === 'city' && city.districts.every(({ code }) => districtOf(code, toEpochDay(to)) === code);
}

/** Whether a district was merged into another in a period, not on its first day. */
export function changesWithin(
  { from, to }: Pick<ReportQuestion, 'from' | 'to'>,
  city: Pick<City, 'districts'>,
): boolean {
  const districtOf = districtsOf('of-the-time', city);
  return city.districts.some(({ code }) => districtOf(code, toEpochDay(from)) !== districtOf(code, toEpochDay(to)));
}
