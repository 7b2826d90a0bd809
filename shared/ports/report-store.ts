import * as z from 'zod';
import { REPORT_FORMATS, type ReportScope, reportQuestionSchema } from '../domain/reports/question.ts';

/** How far a report has come. */
export const REPORT_STATUSES = ['queued', 'building', 'ready', 'failed'] as const;

const reportFileSchema = z.strictObject({
  format: z.enum(REPORT_FORMATS),
  /** Where the file lies among the reports' files. */
  key: z.string(),
  bytes: z.int().min(0),
  /** Lower-case hexadecimal. */
  sha256: z.string(),
});
export type ReportFile = z.infer<typeof reportFileSchema>;

/** A report that has been asked for. */
export const reportRecordSchema = z.strictObject({
  id: z.string(),
  question: reportQuestionSchema,
  formats: z.array(z.enum(REPORT_FORMATS)).min(1),
  status: z.enum(REPORT_STATUSES),
  /** Empty until the report is ready. */
  files: z.array(reportFileSchema),
});
export type ReportRecord = z.infer<typeof reportRecordSchema>;

/** What makes a request for a report repeatable: whose it is, its key, and a hash of what it said. */
export interface RepeatableRequest {
  readonly client: string;
  readonly key: string;
  readonly bodyHash: string;
}

/** How asking for a report ended. */
export type ReportCreation =
  | { readonly outcome: 'created' }
  /** The same request came before, and led to this report. */
  | { readonly outcome: 'replay'; readonly report: string }
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'in-progress' };

/** One page of reports, the newest first, and how many there are. */
export interface ReportPage {
  readonly items: ReadonlyArray<ReportRecord>;
  readonly total: number;
}

/** Where reports that have been asked for are kept. */
export interface ReportStore {
  /** Stores a report and the work of building it, both or neither; the same report once more changes nothing. */
  create(report: ReportRecord, repeatable: RepeatableRequest | null): Promise<ReportCreation>;
  get(id: string): Promise<ReportRecord | undefined>;
  /** The reports that a scope may see: the city all of them, others their own. */
  list(scope: ReportScope, page: { readonly limit: number; readonly page: number }): Promise<ReportPage>;
  /** Notes that a report is under way or has failed; a report that is ready stays so. */
  mark(id: string, status: 'building' | 'failed'): Promise<void>;
  markReady(id: string, files: ReadonlyArray<ReportFile>): Promise<void>;
}
