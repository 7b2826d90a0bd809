import { httpHandler } from '../../shared/http/chain.ts';
import { authenticated, route } from '../../shared/http/endpoint.ts';
import { getReport, getReports, postReport } from '../../shared/http/endpoints/reports.ts';
import { deps } from './deps.ts';
import { listReports, readReport } from './read-reports.ts';
import { requestReport } from './request-report.ts';

/** `/v1/reports`: asking for reports and reading how they are getting on. */
export const handler = httpHandler(
  [
    route(postReport, (request) => requestReport(authenticated(request), deps)),
    route(getReport, (request) => readReport(authenticated(request), deps)),
    route(getReports, (request) => listReports(authenticated(request), deps)),
  ],
  deps,
);
