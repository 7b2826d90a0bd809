import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getReport, getReports } from '../../shared/http/endpoints/reports.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { maySee } from './report-scope.ts';
import { showReport } from './report-view.ts';
import { reportsPage } from './reports-page.ts';

export interface ReadReports {
  readonly reports: ReportStore;
  readonly files: ReportFiles;
}

type By<E extends typeof getReport | typeof getReports> = ApiRequest<E> & { readonly caller: Caller };

const REPORT_ID = /^[0-9a-z]{26}$/;

/** How a report is getting on and, once it is ready, where its files are. */
export async function readReport({ params, caller }: By<typeof getReport>, deps: ReadReports): Promise<Reply> {
  const id = params['reportId'] ?? '';
  const report = REPORT_ID.test(id) ? await deps.reports.get(id) : undefined;
  if (report === undefined || !maySee(caller.party, report.question.scope)) return problem('not-found');
  return reply(200, await showReport(report, deps.files));
}

/** The reports that the caller may see, the newest first: for a system, or as a page for people. */
export async function listReports(request: By<typeof getReports>, deps: ReadReports): Promise<Reply> {
  const { query, caller, asPage } = request;
  const { items, total } = await deps.reports.list(caller.party, query);
  const listed = await Promise.all(
    items.map(async (record) => ({ record, view: await showReport(record, deps.files) })),
  );
  const { page, limit } = query;
  return asPage
    ? { kind: 'page', status: 200, html: reportsPage({ items: listed, page, limit, total }) }
    : reply(200, { items: listed.map(({ view }) => view), page, limit, total });
}
