import type { LocalDate } from '../time/local-date.ts';
import { DIMENSIONS } from './attribution.ts';
import type { Figures } from './breakdown.ts';
import type { PrintedDefinition } from './definition.ts';
import type { Division, ReportKind } from './question.ts';

/** The figures of a row by the names of their measures; `null` is a figure withheld, or a share of nothing. */
export type Cells = Readonly<Record<string, number | null>>;

export interface ReportRow {
  readonly key: string;
  readonly cells: Cells;
  /** The measures withheld to protect persons. */
  readonly suppressed: ReadonlyArray<string>;
}

/** Rows in a fixed order of keys; `total` is a row of everything the table covers. */
export interface ReportTable {
  readonly id: string;
  readonly dimension: string;
  readonly rows: ReadonlyArray<ReportRow>;
  readonly total: ReportRow;
}

/** What a report says. Nothing in it tells when it was built: the same facts give the same report. */
export interface Report {
  readonly kind: ReportKind;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly division: Division;
  readonly definitions: ReadonlyArray<PrintedDefinition>;
  /** The ids of the policies under which the figures have come about. */
  readonly policies: ReadonlyArray<string>;
  readonly tables: ReadonlyArray<ReportTable>;
}

/** The key of a table's total. */
export const TOTAL = 'total';

/** One table for each dimension of a breakdown. */
export function tablesBy<T>(figures: Figures<T>, cells: (tally: T) => Cells): ReadonlyArray<ReportTable> {
  return DIMENSIONS.map((dimension) => ({
    id: `by-${dimension}`,
    dimension,
    rows: figures.by(dimension).map(([key, tally]) => reportRow(key, cells(tally))),
    total: reportRow(TOTAL, cells(figures.total)),
  }));
}

/** A row in which nothing is withheld. */
export function reportRow(key: string, cells: Cells): ReportRow {
  return { key, cells, suppressed: [] };
}
