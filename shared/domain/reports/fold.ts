import type { CaseRow } from '../case/case-row.ts';
import type { City } from '../city.ts';
import type { GuaranteePolicy } from '../clocks/policy.ts';
import type { Dated } from '../dated.ts';
import type { Place } from './attribution.ts';
import type { Definition, PolicyKind } from './definition.ts';
import type { ReportQuestion } from './question.ts';
import type { Report, ReportTable } from './report.ts';

/** The city's rules, as far as reports depend on them. */
export interface ReportRules {
  readonly city: Pick<
    City,
    | 'districts'
    | 'offices'
    | 'eligibility'
    | 'clocks'
    | 'calendar'
    | 'priorities'
    | 'thinPlans'
    | 'mergedGroups'
    | 'reportRhythms'
  >;
  /** The ways to read the guarantee that a compliance report shows side by side, the city's own first. */
  readonly readings: ReadonlyArray<GuaranteePolicy>;
  /** Counts from 1 to below this are withheld, with whatever would give them away; 1 withholds nothing. */
  readonly threshold: number;
}

/**
 * A report under way. It is told of each case, or each occasion, once, in any order, and keeps only tallies: its memory
 * does not grow with their number, and its answer depends on nothing but them, the question and the rules.
 */
export interface ReportFold<Row = CaseRow> {
  add(row: Row): void;
  report(): Report;
}

/** What a kind of report does with the cases: as a {@link ReportFold}, but for what every report says alike. */
export interface TablesFold<Row = CaseRow> {
  add(row: Row): void;
  tables(): ReadonlyArray<ReportTable>;
  /** The same of what one office or district alone held; not there where others' cases count in its figures. */
  tablesOf?(place: Place): ReadonlyArray<ReportTable>;
}

/** A fold whose figures of a place are those of the cases that the place held, and depend on no others. */
export function divisible<Row>(
  add: (row: Row) => void,
  tablesOf: (place: Place) => ReadonlyArray<ReportTable>,
): TablesFold<Row> {
  return { add, tables: () => tablesOf({}), tablesOf };
}

/** Whether a case counts at all. */
export function counts(row: CaseRow): boolean {
  return row.closure?.outcome !== 'opened-by-mistake';
}

/**
 * The policies that the figures can have come about under: those in force on some day up to the last, of the kinds that
 * the definitions name. Every report divides by target group.
 */
export function policiesOf(
  definitions: ReadonlyArray<Pick<Definition, 'policies'>>,
  { to }: Pick<ReportQuestion, 'to'>,
  { city, readings }: ReportRules,
): Array<string> {
  const policies: Readonly<Record<PolicyKind, ReadonlyArray<Dated & { readonly id: string }>>> = {
    'target-groups': city.eligibility.targetGroups,
    guarantee: city.clocks.guarantee,
    review: city.clocks.review,
    'guarantee-readings': readings,
    priority: city.priorities,
    'thin-plan': city.thinPlans,
  };
  const named = new Set<string>(['target-groups', ...definitions.flatMap((definition) => definition.policies)]);
  const all = Object.entries(policies).flatMap(([kind, dated]) => (named.has(kind) ? dated : []));
  return [...new Set(all.filter(({ validFrom }) => validFrom <= to).map(({ id }) => id))];
}
