import type { Act } from '../../shared/domain/access/access.ts';
import type { Occasion } from '../../shared/domain/case/attendance.ts';
import { type Asking, accessBy, whyOf } from '../../shared/http/access.ts';
import { caseReply } from '../../shared/http/case-reply.ts';
import { type CaseThen, showCaseThen } from '../../shared/http/case-then.ts';
import { showOccasion } from '../../shared/http/case-view.ts';
import { problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import { maySee, wasHome } from '../../shared/http/visibility.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/** The answer to a command: the case as it then stood, or for a district that handed it on, that it did. */
export async function answered(
  viewer: Asking,
  { occasion, ...then }: CaseThen & { readonly occasion: Occasion | undefined },
  deps: CaseDeps,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const { state } = then;
  if (wasHome(viewer.caller, state, deps.city, today(deps.clock))) {
    return reply(201, { id: state.id, status: 'transferred' }, headers);
  }
  const view = await showCaseThen(viewer, then, deps);
  return caseReply(201, occasion === undefined ? view : { ...view, occasion: showOccasion(occasion) }, headers);
}

/** The person has another open case: named only to those who may see it, and the attempt is logged with that case. */
export async function openCaseExists(
  viewer: Asking,
  what: Act,
  caseId: string,
  { store, hashes, city, clock }: CaseDeps,
): Promise<Reply> {
  const held = await store.readHead(caseId);
  const own = held !== undefined && (await maySee(viewer, held, city, today(clock), hashes));
  const why = held === undefined ? 'not-theirs' : whyOf(viewer, held.state, city, today(clock));
  const refused = { what, why, outcome: 'refused', refusal: 'open-case-exists' } as const;
  await store.logAccess(accessBy(viewer, { caseId, ...refused, at: clock() }));
  return problem('open-case-exists', own ? { extensions: { caseId, case: `/v1/cases/${caseId}` } } : {});
}
