import { KINDS } from './kinds.ts';
import type { ReportKind } from './question.ts';

/** A column of a report's tables. A definition of the same name, with hyphens, says what it counts. */
export interface Measure {
  /** As the `json` names the cell: `shareClosed`. */
  readonly name: string;
  readonly unit: 'count' | 'share' | 'days';
  /**
   * The counts of the same row that a cell is made of: a share is the sum of `numerator` through the sum of
   * `denominator`; days are a statistic over as many occurrences as `denominator` says. `null` for a count.
   */
  readonly of: { readonly numerator: ReadonlyArray<string>; readonly denominator: ReadonlyArray<string> } | null;
}

/** What a table of a report looks like, whatever the figures. */
export interface TableShape {
  readonly id: string;
  /** What the keys of its rows stand for. */
  readonly dimension: string;
  /** In the order in which they are shown. */
  readonly measures: ReadonlyArray<Measure>;
  /**
   * The counts whose rows do not add up to the total, because a case may be in several rows or the rows are states of
   * different days. The rows of every other count do.
   */
  readonly notSummed?: ReadonlyArray<string>;
  /** Counts of every row, and of the total, that come to nothing: the sum of `plus` less the sum of `minus`. */
  readonly balances?: ReadonlyArray<{ readonly plus: ReadonlyArray<string>; readonly minus: ReadonlyArray<string> }>;
  /** Counts of every row that are of different cases, all of them among those of another count. */
  readonly includes?: ReadonlyArray<{ readonly whole: string; readonly parts: ReadonlyArray<string> }>;
  /** The stock at the end of a month, or of a whole period, as a sum of counts; at the start of the next it is the same. */
  readonly carriedOver?: {
    readonly end: { readonly plus: ReadonlyArray<string>; readonly minus: ReadonlyArray<string> };
    readonly start: string;
  };
}

/** The tables that a kind of report can have. */
export function tablesOf(kind: ReportKind): ReadonlyArray<TableShape> {
  return KINDS[kind].tables;
}

/** The shape of a table; `undefined` of one that the kind does not have. */
export function shapeOf(kind: ReportKind, id: string): TableShape | undefined {
  return tablesOf(kind).find((shape) => shape.id === id);
}
