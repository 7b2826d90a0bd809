import type * as z from 'zod';
import type { reportView } from '../../shared/http/views.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import type { ReportFailure, ReportRecord } from '../../shared/ports/report-store.ts';

/** A report as its readers see it; the links to its files are made anew each time, because they soon expire. */
export async function showReport(report: ReportRecord, files: ReportFiles): Promise<z.infer<typeof reportView>> {
  const { kind, from, to } = report.question;
  const shown = report.files.map(async ({ format, key, bytes, sha256 }) => ({
    format,
    href: await files.link(key),
    bytes,
    sha256,
  }));
  return {
    id: report.id,
    kind,
    from,
    to,
    status: report.status,
    progress: { counted: report.counted ?? 0 },
    failure: report.failure === undefined ? null : { code: report.failure, ...FAILURES[report.failure] },
    version: report.edition?.version ?? null,
    changes: (report.edition?.changes ?? []).map(({ table, rows, measures }) => ({
      table,
      rows: [...rows],
      measures: [...measures],
    })),
    files: await Promise.all(shown),
  };
}

const FAILURES: Readonly<Record<ReportFailure, { readonly sv: string; readonly en: string }>> = {
  defect: {
    sv: 'Rapporten kunde inte tas fram på grund av ett fel hos oss. Vi har fått veta det.',
    en: 'The report could not be built because of a fault on our side. We have been told.',
  },
  unavailable: {
    sv: 'En tjänst som rapporten behöver svarade inte. Beställ den igen.',
    en: 'A service that the report needs did not answer. Ask for it again.',
  },
  interrupted: {
    sv: 'Arbetet med rapporten avbröts innan det var klart. Beställ den igen.',
    en: 'The work on the report was cut off before it was done. Ask for it again.',
  },
};
