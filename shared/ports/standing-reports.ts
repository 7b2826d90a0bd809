import type { Edition, Published, ReportRecord } from './report-store.ts';

/** A report that answers a question which the calendar asks. */
export type StandingReport = ReportRecord & { readonly standing: NonNullable<ReportRecord['standing']> };

/** The questions that the calendar asks, and what is published of each. */
export interface StandingReports {
  /**
   * Stores the reports of a day and the work of building them, each unless it is there; one that has failed is ordered
   * anew. A report asked for once more is listed when it says something new. Gives how many were ordered.
   */
  ask(reports: ReadonlyArray<StandingReport>): Promise<number>;
  /** Whether the calendar has asked a question. */
  isStanding(question: string): Promise<boolean>;
  /** What is published of a question; `null` when nothing is. */
  published(question: string): Promise<Published | null>;
  /**
   * Publishes what a report came to, in place of what was published before. `overtaken` when another has been published
   * meanwhile, or the report itself by another of its deliveries: then nothing is written.
   */
  publish(report: StandingReport, edition: Edition, published: Published): Promise<'published' | 'overtaken'>;
}
