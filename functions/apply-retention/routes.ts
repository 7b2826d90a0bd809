import { authenticated, type Route, route } from '../../shared/http/endpoint.ts';
import {
  getRetentionCertificate,
  getRetentionRun,
  postRetentionApproval,
  postRetentionRun,
} from '../../shared/http/endpoints/retention.ts';
import { approveRun } from './approve-run.ts';
import { readCertificate, readRun } from './read-run.ts';
import { requestRun } from './request-run.ts';
import type { RetentionDeps } from './retention-deps.ts';

/** Runs of the retention: asking for one, approving what it found, and reading how it went. */
export function routes(deps: RetentionDeps): ReadonlyArray<Route> {
  return [
    route(postRetentionRun, (request) => requestRun(authenticated(request), deps)),
    route(getRetentionRun, (request) => readRun(authenticated(request), deps)),
    route(postRetentionApproval, (request) => approveRun(authenticated(request), deps)),
    route(getRetentionCertificate, (request) => readCertificate(request, deps)),
  ];
}
