import type { Report } from '../../shared/domain/reports/report.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import { isTransient } from '../../shared/ports/failures.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { DELIVERIES, type WorkOf } from '../../shared/ports/work.ts';
import { type FoldCases, foldCases } from './fold-cases.ts';
import { type PublishReport, publishReport } from './publish-report.ts';
import { headlineOf } from './rendering/finding.ts';
import { writeFiles } from './write-files.ts';

export interface BuildReport extends FoldCases, Omit<PublishReport, 'rules'> {
  readonly reports: ReportStore;
  readonly files: ReportFiles;
  readonly observer: Observer;
}

/**
 * Builds a report and stores its files; with a `pdf` among them it is left to be printed. Building it again gives the same
 * bytes in the same place, so a message may come twice. What may succeed later leaves the report under way; a defect marks
 * it failed. Either is thrown to the queue.
 *
 * A delivery may be ended at any moment, by its time or its memory. The last therefore marks the report failed before it
 * begins, and takes that back when it succeeds: no report is under way for ever.
 */
export async function buildReport(
  { report: id }: WorkOf<'build-report'>,
  deps: BuildReport,
  delivery = 1,
): Promise<void> {
  const { reports, observer } = deps;
  const report = await reports.get(id);
  if (report === undefined) throw new Error('a report to be built is not stored');
  const { kind } = report.question;
  const isLast = delivery >= DELIVERIES;
  await (isLast ? reports.markFailed(id, 'interrupted') : reports.markBuilding(id));
  try {
    const tell = (counted: number) => ifPossible(() => reports.noteProgress(id, counted));
    const { answer, rows } = await foldCases(report.question, deps, tell);
    await tell(rows);
    const write = (published: Report) => writeFiles(report, published, deps.files);
    const { report: published, files } = await publishReport(report, answer, write, deps);
    const headline = headlineOf(published);
    await (report.formats.includes('pdf')
      ? reports.orderPrint(report, files, headline)
      : reports.markReady(id, files, headline));
    observer.log('REPORT_BUILT', { report: id, kind, rows });
  } catch (error) {
    observer.failed('REPORT_FAILED', error, { report: id, kind });
    if (!isTransient(error)) await reports.markFailed(id, 'defect');
    else if (isLast) await ifPossible(() => reports.markFailed(id, 'unavailable'));
    throw error;
  }
}

/** Does what is of use, but not worth failing for. */
async function ifPossible(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isTransient(error)) throw error;
  }
}
