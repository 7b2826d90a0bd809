import type * as z from 'zod';
import type { reportView } from '../../shared/http/views.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import type { ReportRecord } from '../../shared/ports/report-store.ts';

/** A report as its readers see it; the links to its files are made anew each time, because they soon expire. */
export async function showReport(report: ReportRecord, files: ReportFiles): Promise<z.infer<typeof reportView>> {
  const { kind, from, to } = report.question;
  const shown = report.files.map(async ({ format, key, bytes, sha256 }) => ({
    format,
    href: await files.link(key),
    bytes,
    sha256,
  }));
  return { id: report.id, kind, from, to, status: report.status, files: await Promise.all(shown) };
}
