import { createHash } from 'node:crypto';
import type { Report } from '../../shared/domain/reports/report.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import { type ReportFile, type ReportRecord, reportFileKey } from '../../shared/ports/report-store.ts';
import { FORMATS } from './rendering/formats.ts';

/** Writes a report in every format asked for but the `pdf`, which is printed from the page: that is there even unasked. */
export async function writeFiles(
  record: ReportRecord,
  report: Report,
  files: Pick<ReportFiles, 'put'>,
): Promise<ReadonlyArray<ReportFile>> {
  const asked = record.formats.filter((format) => format !== 'pdf');
  const needed = record.formats.includes('pdf') && !asked.includes('html') ? [...asked, 'html' as const] : asked;
  const written: Array<ReportFile> = [];
  for (const format of needed) {
    const { mediaType, content } = FORMATS[format];
    const bytes = await content(report, record.question.scope);
    const key = reportFileKey(record, format);
    await files.put(key, bytes, mediaType);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (asked.includes(format)) written.push({ format, key, bytes: bytes.length, sha256 });
  }
  return written;
}
