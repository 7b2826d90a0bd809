import { type Act, NOBODY } from '../../shared/domain/access/access.ts';
import { accessBy, whyOf } from '../../shared/http/access.ts';
import type { Route } from '../../shared/http/endpoint.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/** Far longer than any id: what is longer names no case. */
const MAXIMUM_ID_LENGTH = 64;

/**
 * A route on a case with every refusal noted before it is told, in as many steps whether the case is there or not. A
 * path may hold anything: only the id of a case that is there is written down.
 */
export function withRefusalsLogged(watched: Route, what: Act, { store, city, clock }: CaseDeps): Route {
  return {
    ...watched,
    refused: async (call) => {
      const { caseId = '' } = call.params;
      const stored = await store.readHead(caseId.length > MAXIMUM_ID_LENGTH ? NOBODY : caseId);
      const why = stored === undefined ? 'not-theirs' : whyOf(call, stored.state, city, today(clock));
      const refused = { what, why, outcome: 'refused', refusal: call.code, at: clock() } as const;
      await store.logAccess(accessBy(call, { caseId: stored?.state.id ?? NOBODY, ...refused }));
    },
  };
}
