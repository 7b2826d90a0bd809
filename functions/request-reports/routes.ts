import { authenticated, type Route, route } from '../../shared/http/endpoint.ts';
import { getReport, getReports, postReport } from '../../shared/http/endpoints/reports.ts';
import { listReports, type ReadReports, readReport } from './read-reports.ts';
import { type RequestReport, requestReport } from './request-report.ts';

/** Reports: asking for them and reading how they are getting on. */
export function routes(deps: RequestReport & ReadReports): ReadonlyArray<Route> {
  return [
    route(postReport, (request) => requestReport(authenticated(request), deps)),
    route(getReport, (request) => readReport(authenticated(request), deps)),
    route(getReports, (request) => listReports(authenticated(request), deps)),
  ];
}
