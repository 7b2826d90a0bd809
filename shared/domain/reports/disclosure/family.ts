import type { CaseRow } from '../../case/case-row.ts';
import type { City } from '../../city.ts';
import { toEpochDay } from '../../time/local-date.ts';
import { districtsOf } from '../districts.ts';
import type { ReportRules, TablesFold } from '../fold.ts';
import type { ReportQuestion, ReportScope } from '../question.ts';
import type { ReportTable } from '../report.ts';

/** What a report of the family covers: the whole city, or what one office or one district held. */
export type Place = { readonly office?: string } | { readonly district?: string };

/** A report that is, or may be, published of the same period, before anything in it is withheld. */
export interface Member {
  readonly place: Place;
  /** By the districts of 2007, of which every later one is a sum. */
  readonly tables: ReadonlyArray<ReportTable>;
  /** By the districts of the time, when they changed within the period; else empty. */
  readonly tablesOfTheTime: ReadonlyArray<ReportTable>;
}

/** What decides which reports of a family a case, or an occasion in one, concerns. */
export type Held = Pick<CaseRow, 'holders'> & Partial<Pick<CaseRow, 'priority'>>;

/** The reports of a family under way. */
export interface FamilyFold<Row> {
  add(row: Row): void;
  members(): ReadonlyArray<Member>;
}

/** Before any district was merged into another: each then answers for its own cases only. */
const BEFORE_MERGERS = '2007-01-01T12:00:00.000Z';

/**
 * Folds the reports that can be held against each other: of one kind and period, about the city, each office and each
 * district. A case is told to those that it can concern. One with priority may count in the wait of anyone at its office,
 * so that every district is told of it.
 */
export function familyFold<Row extends Held>(
  question: ReportQuestion,
  rules: ReportRules,
  fold: (question: ReportQuestion, rules: ReportRules) => TablesFold<Row>,
): FamilyFold<Row> {
  const divisions = changesWithin(question, rules.city) ? (['2007', 'of-the-time'] as const) : (['2007'] as const);
  const foldsOf = (scope: ReportScope) =>
    divisions.map((division) => fold({ ...question, scope, division, cutOff: BEFORE_MERGERS }, rules));
  const city = foldsOf({ kind: 'city' });
  const offices = new Map(rules.city.offices.map(({ code }) => [code, foldsOf({ kind: 'office', code })]));
  const districts = new Map(rules.city.districts.map(({ code }) => [code, foldsOf({ kind: 'district', code })]));
  const told = (folds: ReadonlyArray<TablesFold<Row>> | undefined, row: Row): void => {
    for (const each of folds ?? []) each.add(row);
  };
  const add = (row: Row): void => {
    told(city, row);
    const { holders, priority = [] } = row;
    for (const office of distinct(holders, officeOf)) told(offices.get(office), row);
    const near = priority.length > 0 ? districts.keys() : distinct(holders, districtOf);
    for (const district of near) told(districts.get(district), row);
  };
  const member = (place: Place, [of2007, ofTheTime]: ReadonlyArray<TablesFold<Row>>): Member => ({
    place,
    tables: of2007?.tables() ?? [],
    tablesOfTheTime: ofTheTime?.tables() ?? [],
  });
  return {
    add,
    members: () => [
      member({}, city),
      ...[...offices].map(([office, folds]) => member({ office }, folds)),
      ...[...districts].map(([district, folds]) => member({ district }, folds)),
    ],
  };
}

type Holder = Held['holders'][number];
const officeOf = ({ office }: Holder): string => office;
const districtOf = ({ district }: Holder): string => district;

/** Nearly every case has had one holder only. */
function distinct(holders: Held['holders'], place: (holder: Holder) => string): Iterable<string> {
  const all = holders.map(place);
  return all.length === 1 ? all : new Set(all);
}

/** Whether a district was merged into another in a period, not on its first day. */
export function changesWithin(
  { from, to }: Pick<ReportQuestion, 'from' | 'to'>,
  city: Pick<City, 'districts'>,
): boolean {
  const districtOf = districtsOf('of-the-time', city);
  return city.districts.some(({ code }) => districtOf(code, toEpochDay(from)) !== districtOf(code, toEpochDay(to)));
}
