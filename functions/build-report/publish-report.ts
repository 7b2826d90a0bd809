import type { ReportRules } from '../../shared/domain/reports/fold.ts';
import type { Report } from '../../shared/domain/reports/report.ts';
import { reportSchema, type WrittenReport } from '../../shared/domain/reports/report-json.ts';
import { asPublished, type NextVersion, nextVersion } from '../../shared/domain/reports/versions.ts';
import { TransientFailure } from '../../shared/ports/failures.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import type { Published, ReportFile, ReportRecord, ReportStore } from '../../shared/ports/report-store.ts';
import type { StandingReport, StandingReports } from '../../shared/ports/standing-reports.ts';

export interface PublishReport {
  readonly reports: Pick<ReportStore, 'get'>;
  readonly standing: StandingReports;
  readonly files: Pick<ReportFiles, 'get'>;
  /** Changes of fewer persons than the threshold of all that is published are not told. */
  readonly rules: Pick<ReportRules, 'threshold'>;
}

/** What a report says in the end, and the files that say so. */
export interface PublishedReport {
  readonly report: Report;
  readonly files: ReadonlyArray<ReportFile>;
}

type WriteFiles = (report: Report) => Promise<ReadonlyArray<ReportFile>>;

const ATTEMPTS = 3;

/**
 * Writes a report's files. One on a question that the calendar asks is compared with what is published of it, and becomes
 * its next version or says again what stands. What it was compared with is kept, so that building it again gives the same.
 */
export async function publishReport(
  report: ReportRecord,
  answer: Report,
  write: WriteFiles,
  deps: PublishReport,
): Promise<PublishedReport> {
  if (!isStanding(report)) return { report: answer, files: await write(answer) };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const edition = (await deps.reports.get(report.id))?.edition;
    const after = edition === undefined ? await deps.standing.published(report.standing.question) : edition.after;
    const next = await versionAfter(after, report, answer, deps);
    const files = await write(next.report);
    if (edition !== undefined) return { report: next.report, files };
    const version = (after?.version ?? 0) + (after === null || next.changes.length > 0 ? 1 : 0);
    const published = { report: report.id, version, cutOff: latest(after, report), json: jsonOf(files) };
    const { changes, renewed } = next;
    const outcome = await deps.standing.publish(report, { version, after, changes }, { ...published, renewed });
    if (outcome === 'published') return { report: next.report, files };
  }
  throw new TransientFailure('others kept publishing the same question');
}

function isStanding(report: ReportRecord): report is StandingReport {
  return report.standing !== undefined;
}

/** What follows what was published; a report whose cut-off is no later has nothing to add. */
async function versionAfter(
  after: Published | null,
  { question }: StandingReport,
  answer: Report,
  { files, rules: { threshold } }: PublishReport,
): Promise<NextVersion> {
  if (after === null) return { report: answer, changes: [], renewed: [] };
  const parsed = reportSchema.safeParse(JSON.parse(new TextDecoder().decode(await files.get(after.json))));
  const { renewed } = after;
  if (!parsed.success) return nextVersion({ report: unlike(answer), renewed }, answer, threshold);
  if (question.cutOff <= after.cutOff) return { report: asPublished(parsed.data, answer), changes: [], renewed };
  return nextVersion({ report: parsed.data, renewed }, answer, threshold);
}

/** Stands for what was written when reports of the kind had other tables: nothing in it can be compared. */
function unlike({ kind, from, to, division }: Report): WrittenReport {
  return { kind, from, to, division, definitions: [], policies: [], tables: [] };
}

function latest(after: Published | null, { question }: StandingReport): string {
  return after === null || after.cutOff < question.cutOff ? question.cutOff : after.cutOff;
}

function jsonOf(files: ReadonlyArray<ReportFile>): string {
  const json = files.find(({ format }) => format === 'json');
  if (json === undefined) throw new Error('a report that is published has a json');
  return json.key;
}
