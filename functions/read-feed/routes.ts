import { authenticated, type Route, route } from '../../shared/http/endpoint.ts';
import { getFeed } from '../../shared/http/endpoints/feed.ts';
import { type ReadFeed, readFeed } from './read-feed.ts';

/** The feed, read from a place on. */
export function routes(deps: ReadFeed): ReadonlyArray<Route> {
  return [route(getFeed, (request) => readFeed(authenticated(request), deps))];
}
