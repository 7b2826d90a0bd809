import type { Act } from '../../shared/domain/access/access.ts';
import type { Occasion } from '../../shared/domain/case/attendance.ts';
import { type Asking, accessBy, showsPerson, whyOf } from '../../shared/http/access.ts';
import { caseReply } from '../../shared/http/case-reply.ts';
import { MASKED, showCase, showOccasion } from '../../shared/http/case-view.ts';
import { problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import { isNamed, maySee, wasHome } from '../../shared/http/visibility.ts';
import type { CaseHistory } from '../../shared/ports/case-store.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/** A case after a command, and what decides by now whether its person is shown with it. */
interface After extends Pick<CaseHistory, 'state' | 'present' | 'named' | 'secrets'> {
  readonly occasion: Occasion | undefined;
}

/**
 * The answer to a command: the case as it then stood, or for a district that handed it on, that it did. The person and
 * all that is written in free text are left out for whoever is not named, be it since this very command, and where
 * either is not to be used or told, be it then or now.
 */
export async function answered(
  viewer: Asking,
  { state, present, named, secrets, occasion }: After,
  { city, clock, hashes }: CaseDeps,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const day = today(clock);
  if (wasHome(viewer.caller, state, city, day)) {
    return reply(201, { id: state.id, status: 'transferred' }, headers);
  }
  const isTold = [state, present].every((one) => showsPerson(viewer, one));
  const whole = isTold && (await isNamed(viewer, named, hashes));
  const view = showCase({ state, ...(whole ? await secrets() : MASKED) }, city, day);
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
