import type { CaseRow } from '../domain/case/case-row.ts';
import type { Fact } from '../domain/case/facts.ts';
import type { OccasionRow } from '../domain/case/occasion-row.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

/** The cases, as a report reads them. */
export interface ReportCases {
  /** The row of every case received up to a day, each once whatever happens to it meanwhile, in no order. */
  receivedUpTo(day: LocalDate): AsyncIterable<CaseRow>;
  /** The row of every occasion expected from one day to another, both included, each once, in no order. */
  expectedBetween(from: LocalDate, to: LocalDate): AsyncIterable<OccasionRow>;
  /** All facts of a case, in sequence. */
  factsOf(caseId: string): Promise<ReadonlyArray<Fact>>;
}
