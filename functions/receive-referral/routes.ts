import { authenticated, type Route, route } from '../../shared/http/endpoint.ts';
import { postReferral } from '../../shared/http/endpoints/referrals.ts';
import { type ReceiveReferral, receiveReferral } from './receive-referral.ts';

/** A district refers a person. */
export function routes(deps: ReceiveReferral): ReadonlyArray<Route> {
  return [
    route(postReferral, (request) =>
      receiveReferral({ ...authenticated(request), idempotencyKey: request.idempotencyKey ?? '' }, deps),
    ),
  ];
}
