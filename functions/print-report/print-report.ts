import { createHash } from 'node:crypto';
import type { Observer } from '../../shared/observability/observer.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import { type ReportStore, reportFileKey } from '../../shared/ports/report-store.ts';
import { DELIVERIES, type WorkOf } from '../../shared/ports/work.ts';

/** Prints a page, given as HTML, to a PDF. */
export type Print = (html: string) => Promise<Uint8Array>;

export interface PrintReport {
  readonly reports: Pick<ReportStore, 'get' | 'markFailed' | 'markReady'>;
  readonly files: Pick<ReportFiles, 'get' | 'put'>;
  readonly print: Print;
  readonly observer: Observer;
}

/**
 * Prints the page of a report whose other files are there, and with that makes it ready. Printing may be ended at any
 * moment, and a browser that fails may not fail again: so the last delivery marks the report failed before it begins, and
 * takes that back when it succeeds.
 */
export async function printReport(
  { report: id }: WorkOf<'print-report'>,
  { reports, files, print, observer }: PrintReport,
  delivery = 1,
): Promise<void> {
  const report = await reports.get(id);
  if (report === undefined) throw new Error('a report to be printed is not stored');
  if (report.status === 'ready') return;
  if (delivery >= DELIVERIES) await reports.markFailed(id, 'interrupted');
  const { kind } = report.question;
  try {
    const page = new TextDecoder().decode(await files.get(reportFileKey(report, 'html')));
    const pdf = await print(page);
    const key = reportFileKey(report, 'pdf');
    await files.put(key, pdf, 'application/pdf');
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const others = report.files.filter(({ format }) => format !== 'pdf');
    await reports.markReady(id, [...others, { format: 'pdf', key, bytes: pdf.length, sha256 }], report.headline);
    observer.log('REPORT_PRINTED', { report: id, kind });
  } catch (error) {
    observer.failed('REPORT_FAILED', error, { report: id, kind });
    throw error;
  }
}
