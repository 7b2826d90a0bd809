import type { Occasion } from '../../shared/domain/case/attendance.ts';
import { caseReply } from '../../shared/http/case-reply.ts';
import { type Shown, showCase, showOccasion } from '../../shared/http/case-view.ts';
import { problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import { isNamed, maySee, type Viewer, wasHome } from '../../shared/http/visibility.ts';
import type { StoredCase } from '../../shared/ports/case-store.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/** A case after a command, with those to whom its person is shown, as far as protection demands. */
type After = Shown & Pick<StoredCase, 'named'> & { readonly occasion: Occasion | undefined };

/**
 * The answer to a command: the case as it then stands, or for a district that handed it on, that it did. The person and
 * all that is written in free text are left out for whoever is not named, be it since this very command.
 */
export async function answered(
  viewer: Viewer,
  { occasion, named, ...after }: After,
  { city, clock, hashes }: CaseDeps,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const day = today(clock);
  if (wasHome(viewer.caller, after.state, city, day)) {
    return reply(201, { id: after.state.id, status: 'transferred' }, headers);
  }
  const shown = (await isNamed(viewer, named, hashes)) ? after : { ...after, ...MASKED };
  const view = showCase(shown, city, day);
  return caseReply(201, occasion === undefined ? view : { ...view, occasion: showOccasion(occasion) }, headers);
}

const MASKED = { referral: null, texts: new Map() } as const;

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
