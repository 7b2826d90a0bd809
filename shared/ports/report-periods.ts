import type { Period } from '../domain/reports/disclosure/periods.ts';
import type { ReportKind } from '../domain/reports/question.ts';

/** The periods that have been reported on, in the order in which they were first asked about. */
export interface ReportPeriods {
  /** Notes a period within one calendar year, unless there are `most` already; one that is noted stays in its place. */
  note(kind: ReportKind, period: Period, most: number): Promise<void>;
  /** All that have been noted within a calendar year. */
  noted(kind: ReportKind, year: number): Promise<ReadonlyArray<Period>>;
}
