import { authenticated, type Route, route } from '../../shared/http/endpoint.ts';
import { postHistory } from '../../shared/http/endpoints/history.ts';
import { type ReceiveHistory, receiveHistory } from './receive-history.ts';

/** A case of the past, all or nothing. */
export function routes(deps: ReceiveHistory): ReadonlyArray<Route> {
  return [route(postHistory, (request) => receiveHistory(authenticated(request), deps))];
}
