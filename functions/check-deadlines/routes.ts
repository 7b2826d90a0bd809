import { authenticated, type Route, route } from '../../shared/http/endpoint.ts';
import { getCheckRun, postCheckRun } from '../../shared/http/endpoints/compliance.ts';
import { type RequestCheck, readCheckRun, requestCheck } from './request-check.ts';

/** Checks asked for by an administrator. */
export function routes(deps: RequestCheck): ReadonlyArray<Route> {
  return [
    route(postCheckRun, (request) => requestCheck(authenticated(request), deps)),
    route(getCheckRun, (request) => readCheckRun(authenticated(request), deps)),
  ];
}
