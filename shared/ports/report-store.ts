import * as z from 'zod';
import {
  REPORT_FORMATS,
  type ReportFormat,
  type ReportScope,
  reportQuestionSchema,
} from '../domain/reports/question.ts';

/** How far a report has come. */
export const REPORT_STATUSES = ['queued', 'building', 'ready', 'failed'] as const;

/**
 * Why a report could not be built: a defect, which asking again does not help; a service that did not answer, or a build
 * that was ended before it was done, each as often as it was tried.
 */
export const REPORT_FAILURES = ['defect', 'unavailable', 'interrupted'] as const;
export type ReportFailure = (typeof REPORT_FAILURES)[number];

const reportFileSchema = z.strictObject({
  format: z.enum(REPORT_FORMATS),
  /** Where the file lies among the reports' files. */
  key: z.string(),
  bytes: z.int().min(0),
  /** Lower-case hexadecimal. */
  sha256: z.string(),
});
export type ReportFile = z.infer<typeof reportFileSchema>;

/** What is published of a question that the calendar asks, by its last version. */
export const publishedSchema = z.strictObject({
  report: z.string(),
  /** From 1; every version says something else than the one before it. */
  version: z.int().positive(),
  cutOff: z.iso.datetime(),
  /** Where its `json` lies among the reports' files. */
  json: z.string(),
  /** The tables that are new since the first version. */
  renewed: z.array(z.string()).readonly(),
});
export type Published = z.infer<typeof publishedSchema>;

const tableChangeSchema = z.strictObject({
  table: z.string(),
  rows: z.array(z.string()).readonly(),
  measures: z.array(z.string()).readonly(),
});

/** What a report came to as an answer to a question that the calendar asks. */
export const editionSchema = z.strictObject({
  version: z.int().positive(),
  /** What was published before it, and its figures were compared with; `null` of the first. */
  after: publishedSchema.nullable(),
  /** Empty of the first version, and of a report that says again what was published. */
  changes: z.array(tableChangeSchema).readonly(),
});
export type Edition = z.infer<typeof editionSchema>;

/** A report that has been asked for. */
export const reportRecordSchema = z.strictObject({
  id: z.string(),
  question: reportQuestionSchema,
  formats: z.array(z.enum(REPORT_FORMATS)).min(1),
  status: z.enum(REPORT_STATUSES),
  /** Empty until the report is ready. */
  files: z.array(reportFileSchema),
  /** How often its building has been ordered, when more than once. */
  orders: z.int().positive().optional(),
  /** How many cases, or occasions, have been counted; never fewer than before, however often the building begins anew. */
  counted: z.int().min(0).optional(),
  failure: z.enum(REPORT_FAILURES).optional(),
  /** Of a question that the calendar asks too: the question's id, and whether the calendar asked it once more. */
  standing: z.strictObject({ question: z.string(), isAgain: z.boolean() }).optional(),
  /** Of such a question: what the report came to. */
  edition: editionSchema.optional(),
  /** The one sentence that it is summed up in, once it has been built. */
  headline: z.strictObject({ sv: z.string(), en: z.string() }).optional(),
});
export type ReportRecord = z.infer<typeof reportRecordSchema>;
export type Headline = NonNullable<ReportRecord['headline']>;

/** Where a report has its file of a format among the reports' files. */
export function reportFileKey({ id, question }: Pick<ReportRecord, 'id' | 'question'>, format: ReportFormat): string {
  return `reports/${id}/${question.kind}.${format}`;
}

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
  /** Notes that a report is under way; one that is ready stays so. */
  markBuilding(id: string): Promise<void>;
  /** Notes how many cases, or occasions, have been counted, unless more have been before. */
  noteProgress(id: string, counted: number): Promise<void>;
  /** Notes that a report cannot be built, and why; one that is ready stays so. */
  markFailed(id: string, failure: ReportFailure): Promise<void>;
  /** Orders the building of a failed report anew; one that has not failed is left as it is. */
  orderAgain(report: ReportRecord): Promise<void>;
  /** Notes what has been written of a report and orders its printing, both or neither; one that is ready stays so. */
  orderPrint(report: ReportRecord, files: ReadonlyArray<ReportFile>, headline: Headline): Promise<void>;
  markReady(id: string, files: ReadonlyArray<ReportFile>, headline?: Headline): Promise<void>;
}
