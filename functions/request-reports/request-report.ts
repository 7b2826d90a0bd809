import type { City } from '../../shared/domain/city.ts';
import { periodErrors } from '../../shared/domain/reports/period.ts';
import type { ReportScope } from '../../shared/domain/reports/question.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { postReport } from '../../shared/http/endpoints/reports.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ReportFiles } from '../../shared/ports/report-files.ts';
import type { ReportPeriods } from '../../shared/ports/report-periods.ts';
import type { ReportRecord, ReportStore } from '../../shared/ports/report-store.ts';
import type { StandingReports } from '../../shared/ports/standing-reports.ts';
import { notePeriod } from './note-period.ts';
import { scopeAsked } from './report-scope.ts';
import { showReport } from './report-view.ts';
import { standingQuestion } from './standing-question.ts';

export interface RequestReport {
  readonly reports: ReportStore;
  readonly standing: Pick<StandingReports, 'isStanding'>;
  readonly periods: Pick<ReportPeriods, 'note'>;
  readonly files: ReportFiles;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly city: Pick<City, 'offices'>;
  /** The earliest day that a report can begin with. */
  readonly firstDay: LocalDate;
  readonly derivedId: (...parts: ReadonlyArray<string>) => string;
}

type ReportRequest = ApiRequest<typeof postReport> & { readonly caller: Caller };

/** Takes down a report to be built; what is recorded from now on is left out of it. */
export async function requestReport(request: ReportRequest, deps: RequestReport): Promise<Reply> {
  const { caller, body } = request;
  const cutOff = deps.clock();
  const asked = scopeAsked(caller.party, body.office, deps.city);
  if (asked.outcome === 'not-found') return problem('not-found');
  const errors = [
    ...periodErrors(body, dateInStockholm(cutOff), deps.firstDay).map(({ end, rule }) => fieldProblem(`/${end}`, rule)),
    ...(asked.outcome === 'unknown-office' ? [fieldProblem('/office', 'unknown-office')] : []),
  ];
  if (errors.length > 0 || asked.outcome === 'unknown-office') return problem('invalid-request', { errors });

  const report = await reportFor(request, asked.scope, cutOff, deps);
  const { client } = caller;
  const key = request.idempotencyKey;
  const bodyHash = deps.derivedId('report-request', request.bodyText);
  await notePeriod(report.question, deps.periods);
  const creation = await deps.reports.create(report, key === null ? null : { client, key, bodyHash });
  switch (creation.outcome) {
    case 'created':
      deps.observer.log('REPORT_REQUESTED', { report: report.id, kind: report.question.kind });
      return accepted(report, deps.files);
    case 'replay':
      return accepted(await orderedBefore(creation.report, deps), deps.files, { 'idempotency-replayed': 'true' });
    case 'key-reused':
      return problem('idempotency-key-reused');
    case 'in-progress':
      return problem('request-in-progress');
  }
}

/** A report that was asked for before; if it could not be built, it is tried again. */
async function orderedBefore(id: string, { reports }: RequestReport): Promise<ReportRecord> {
  const first = await reports.get(id);
  if (first === undefined) throw new Error('a replayed report is not stored');
  if (first.status !== 'failed') return first;
  await reports.orderAgain(first);
  return (await reports.get(id)) ?? first;
}

/**
 * The id is derived from all that the report depends on, so that the same report is never two. A question that the
 * calendar asks too gets the next version of its answer, which is compared by its `json`.
 */
async function reportFor(
  request: ReportRequest,
  scope: ReportScope,
  cutOff: string,
  { derivedId, standing }: RequestReport,
): Promise<ReportRecord> {
  const { kind, from, to, division } = request.body;
  const question = { kind, from, to, division, scope, cutOff };
  const repeatable = request.idempotencyKey === null ? null : [request.caller.client, request.idempotencyKey];
  const formats = [...new Set(request.body.formats)];
  const id = derivedId('report', JSON.stringify([question, formats, repeatable]));
  const record: ReportRecord = { id, question, formats, status: 'queued', files: [] };
  const asked = standingQuestion(question, derivedId);
  if (!(await standing.isStanding(asked))) return record;
  const comparable = [...new Set([...formats, 'json' as const])];
  return { ...record, formats: comparable, standing: { question: asked, isAgain: false } };
}

async function accepted(
  report: ReportRecord,
  files: ReportFiles,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return reply(202, await showReport(report, files), { location: `/v1/reports/${report.id}`, ...headers });
}
