import { createHash } from 'node:crypto';
import { changedAfter, rowAsOf } from '../../shared/domain/reports/cut-off.ts';
import type { ReportRules } from '../../shared/domain/reports/fold.ts';
import type { ReportFormat, ReportQuestion } from '../../shared/domain/reports/question.ts';
import type { Report } from '../../shared/domain/reports/report.ts';
import { reportJson } from '../../shared/domain/reports/report-json.ts';
import { startReport } from '../../shared/domain/reports/start-report.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import { isTransient } from '../../shared/ports/failures.ts';
import type { ReportCases } from '../../shared/ports/report-cases.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import type { ReportFile, ReportRecord, ReportStore } from '../../shared/ports/report-store.ts';
import type { WorkOf } from '../../shared/ports/work.ts';

export interface BuildReport {
  readonly reports: ReportStore;
  readonly cases: ReportCases;
  readonly files: ReportFiles;
  readonly rules: ReportRules;
  readonly observer: Observer;
}

/**
 * Builds a report and stores its files. Building it again gives the same bytes in the same place, so a message may come
 * twice. What may succeed later leaves the report under way; a defect marks it failed. Either is thrown to the queue.
 */
export async function buildReport({ report: id }: WorkOf<'build-report'>, deps: BuildReport): Promise<void> {
  const report = await deps.reports.get(id);
  if (report === undefined) throw new Error('a report to be built is not stored');
  const { kind } = report.question;
  await deps.reports.mark(id, 'building');
  try {
    const { answer, rows } = await foldCases(report.question, deps);
    await deps.reports.markReady(id, await writeFiles(report, answer, deps.files));
    deps.observer.log('REPORT_BUILT', { report: id, kind, rows });
  } catch (error) {
    deps.observer.failed('REPORT_FAILED', error, { report: id, kind });
    if (!isTransient(error)) await deps.reports.mark(id, 'failed');
    throw error;
  }
}

/** Folds every case as it was at the cut-off, one at a time. */
async function foldCases(
  question: ReportQuestion,
  { cases, rules }: BuildReport,
): Promise<{ readonly answer: Report; readonly rows: number }> {
  const { to, cutOff } = question;
  const report = startReport(question, rules);
  let rows = 0;
  for await (const row of cases.receivedUpTo(to)) {
    const then = changedAfter(row, cutOff) ? rowAsOf(await cases.factsOf(row.id), cutOff) : row;
    if (then === undefined) continue;
    report.add(then);
    rows++;
  }
  return { answer: report.report(), rows };
}

interface Written {
  readonly mediaType: string;
  readonly content: (report: Report) => Uint8Array;
}

const FORMATS: Readonly<Record<ReportFormat, Written>> = {
  json: { mediaType: 'application/json', content: reportJson },
};

function writeFiles(
  { id, question, formats }: ReportRecord,
  answer: Report,
  files: ReportFiles,
): Promise<ReadonlyArray<ReportFile>> {
  return Promise.all(
    formats.map(async (format) => {
      const content = FORMATS[format].content(answer);
      const key = `reports/${id}/${question.kind}.${format}`;
      await files.put(key, content, FORMATS[format].mediaType);
      return { format, key, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    }),
  );
}
