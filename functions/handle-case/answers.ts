import type { Occasion } from '../../shared/domain/case/attendance.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { caseReply } from '../../shared/http/case-reply.ts';
import { type Shown, showCase, showOccasion } from '../../shared/http/case-view.ts';
import { problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import { maySee, type Viewer, wasHome } from '../../shared/http/visibility.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/** The answer to a command: the case as it then stands, or for a district that handed it on, that it did. */
export function answered(
  caller: Caller,
  { occasion, ...shown }: Shown & { readonly occasion: Occasion | undefined },
  { city, clock }: CaseDeps,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const day = today(clock);
  if (wasHome(caller, shown.state, city, day)) {
    return reply(201, { id: shown.state.id, status: 'transferred' }, headers);
  }
  const view = showCase(shown, city, day);
  return caseReply(201, occasion === undefined ? view : { ...view, occasion: showOccasion(occasion) }, headers);
}

/** The person has another open case: named only to those who may see it, and the attempt is logged with that case. */
export async function openCaseExists(
  { caller, officer }: Viewer,
  caseId: string,
  { store, hashes, city, clock }: CaseDeps,
): Promise<Reply> {
  const what = 'POST refused: open case';
  await store.logAccess({ caseId, client: caller.client, officer, what, at: clock() });
  const held = await store.readHead(caseId);
  const own = held !== undefined && (await maySee({ caller, officer }, held, city, today(clock), hashes));
  return problem('open-case-exists', own ? { extensions: { caseId, case: `/v1/cases/${caseId}` } } : {});
}
