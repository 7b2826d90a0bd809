import { accessBy } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getRegisterExtract } from '../../shared/http/endpoints/audit.ts';
import { drawUpExtract } from '../../shared/http/register-extract/extract.ts';
import { extractPage } from '../../shared/http/register-extract/page.ts';
import { visible } from '../../shared/http/visibility.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

const WHAT = 'GET register-extract';

/**
 * Draws up everything that is held about a person, for that person (GDPR 15): also where its use is restricted or its
 * ground withdrawn. The office that has the case hands it over, or the city.
 */
export async function readRegisterExtract(
  request: ApiRequest<typeof getRegisterExtract> & { readonly caller: Caller },
  { store, hashes, city, clock }: CaseDeps,
): Promise<Reply> {
  const { caseId = '' } = request.params;
  const record = await visible(request, await store.readRecord(caseId), city, today(clock), hashes);
  if (record === undefined) return problem('not-found');
  const at = clock();
  const why = request.purpose ?? 'right-of-access';
  await store.logAccess(accessBy(request, { caseId, what: WHAT, why, outcome: 'shown', at }));
  const extract = drawUpExtract(await record.secrets(), await store.accessesOf(caseId), city, at);
  return request.asPage ? { kind: 'page', status: 200, html: extractPage(extract, city) } : reply(200, extract);
}
