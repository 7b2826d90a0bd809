import type { ReportFormat, ReportScope } from '../../../shared/domain/reports/question.ts';
import type { Report } from '../../../shared/domain/reports/report.ts';
import { reportJson } from '../../../shared/domain/reports/report-json.ts';
import { reportCsv } from './csv.ts';

/** How a report is written in one format. */
export interface WrittenForm {
  readonly mediaType: string;
  readonly content: (report: Report, scope: ReportScope) => Uint8Array | Promise<Uint8Array>;
}

/** The formats written here; what takes more than text is loaded when it is asked for. The `pdf` is printed elsewhere. */
export const FORMATS: Readonly<Record<Exclude<ReportFormat, 'pdf'>, WrittenForm>> = {
  html: {
    mediaType: 'text/html; charset=utf-8',
    content: async (report, scope) => (await import('./report-page.ts')).reportPage(report, scope),
  },
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', content: reportCsv },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: async (report) => (await import('./workbook.ts')).reportWorkbook(report),
  },
  json: { mediaType: 'application/json', content: reportJson },
};
