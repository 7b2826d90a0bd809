import { NOBODY } from '../../shared/domain/access/access.ts';
import { accessesToReview, reviewRuleOn } from '../../shared/domain/access/review.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import { accessBy } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getAccessReviews } from '../../shared/http/endpoints/audit.ts';
import { pageOf } from '../../shared/http/paging.ts';
import { showAccess } from '../../shared/http/register-extract/accesses.ts';
import { protectionOf } from '../../shared/http/visibility.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/**
 * The accesses of a day, of yesterday where none is named, that somebody should ask about. Of protected people only
 * those for whom the reviewer is named: nobody else learns that they are there, by the number of cases noted neither.
 */
export async function reviewAccesses(
  request: ApiRequest<typeof getAccessReviews> & { readonly caller: Caller },
  { store, hashes, city, clock, accessReviews }: CaseDeps,
): Promise<Reply> {
  const { day = addDays(today(clock), -1), ...paging } = request.query;
  const [accesses, cases, sees] = await Promise.all([
    store.accessesOn(day),
    store.list({ of: 'office', codes: city.offices.map(({ code }) => code), rosters: ['protected'] }),
    protectionOf(request, hashes),
  ]);
  const hidden = new Set(cases.filter(({ named }) => !sees(named)).map(({ row }) => row.id));
  const seen = new Set(cases.map(({ row }) => row.id).filter((id) => !hidden.has(id)));
  const known = accesses.filter(({ caseId }) => !hidden.has(caseId));
  const found = accessesToReview(known, reviewRuleOn(accessReviews, day), seen);
  const items = found.map(({ access, reasons }) => ({ ...showAccess(access), caseId: access.caseId, reasons }));
  const page = pageOf(items, paging);
  const named = new Set(page.items.map(({ caseId }) => caseId).filter((id) => id !== NOBODY && !seen.has(id)));
  const why = request.purpose ?? 'audit';
  await store.logAccess(accessBy(request, { ...REVIEWED, why, cases: named.size, at: clock() }));
  return reply(200, page);
}

/** A review is of nobody in particular. */
const REVIEWED = { caseId: NOBODY, what: 'GET access-reviews', outcome: 'shown' } as const;
