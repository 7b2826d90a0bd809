import type { CaseRow } from '../domain/case/case-row.ts';
import type { Fact } from '../domain/case/facts.ts';
import type { OccasionRow } from '../domain/case/occasion-row.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

/**
 * Rows as they are read, some at a time, each part to be gone through once: to wait for every row of a million by itself
 * would cost more than to count it.
 */
export type RowParts<Row> = AsyncIterable<Iterable<Row>>;

/** The cases, as a report reads them. */
export interface ReportCases {
  /** The row of every case received up to a day, each once whatever happens to it meanwhile, in no order. */
  receivedUpTo(day: LocalDate): RowParts<CaseRow>;
  /** The row of every occasion expected from one day to another, both included, each once, in no order. */
  expectedBetween(from: LocalDate, to: LocalDate): RowParts<OccasionRow>;
  /** All facts of a case, in sequence. */
  factsOf(caseId: string): Promise<ReadonlyArray<Fact>>;
}
