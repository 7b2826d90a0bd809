import { NOBODY } from '../../shared/domain/access/access.ts';
import { accessBy } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getAccessLog } from '../../shared/http/endpoints/audit.ts';
import { pageOf } from '../../shared/http/paging.ts';
import { showAccess } from '../../shared/http/register-extract/accesses.ts';
import { visible } from '../../shared/http/visibility.ts';
import type { AccessLog } from '../../shared/ports/access-log.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/**
 * Reads who has looked at a case and changed it, oldest first. This look stands in the log itself, last. The log of a
 * case that retention has destroyed is still there, and holds nothing of the person. What was about no case in particular
 * is no case's log, and without end: it is read day by day, in the review.
 */
export async function readAccessLog(
  request: ApiRequest<typeof getAccessLog> & { readonly caller: Caller },
  { store, hashes, city, clock }: CaseDeps,
): Promise<Reply> {
  const { caseId = '' } = request.params;
  const found = await store.readHead(caseId);
  if ((await visible(request, found, city, today(clock), hashes)) === undefined) {
    // Asked in either case: that it is asked only of what is not there would tell of what is hidden.
    const gone = await isGone(request, caseId, store);
    if (found !== undefined || !gone) return problem('not-found');
  }
  const why = request.purpose ?? 'audit';
  await store.logAccess(accessBy(request, { caseId, what: 'GET access-log', why, outcome: 'shown', at: clock() }));
  const accesses = await store.accessesOf(caseId);
  return reply(200, pageOf(accesses.map(showAccess), request.query));
}

/** Whether a case was here once; only the city is told of one that is not any more. */
async function isGone({ caller }: { readonly caller: Caller }, caseId: string, log: AccessLog): Promise<boolean> {
  return caller.party.kind === 'city' && caseId !== NOBODY && (await log.accessesOf(caseId)).length > 0;
}
