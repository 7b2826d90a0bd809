import type { Fact } from '../../shared/domain/case/facts.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { showCase, showOccasion } from '../../shared/http/case-view.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import { pageOf } from '../../shared/http/paging.ts';
import { maySee, wasHome } from '../../shared/http/visibility.ts';
import type { StoredCase } from '../../shared/ports/case-store.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

type CaseRequest = ApiRequest & { readonly caller: Caller };

/** Reads a case; the look is logged before the answer. */
export async function readCase(request: CaseRequest, deps: CaseDeps): Promise<Reply> {
  const file = await deps.store.read(request.params['caseId'] ?? '');
  if (file === undefined) return problem('not-found');
  if (!(await looked(request, file, 'GET case', deps))) return handedOn(request, file, deps);
  const view = showCase(file, deps.city, today(deps.clock));
  return reply(200, view, { etag: `"${view.version}"` });
}

/** Reads everything that happened in a case; the look is logged before the answer. */
export async function readFacts(
  request: CaseRequest & { readonly query: { readonly page: number; readonly limit: number } },
  deps: CaseDeps,
): Promise<Reply> {
  const history = await deps.store.readHistory(request.params['caseId'] ?? '');
  if (history === undefined || !(await looked(request, history, 'GET facts', deps))) return problem('not-found');
  return reply(200, pageOf(history.facts.map(shownFact), request.query));
}

/** Reads when the aspirant was expected, and how each occasion went; the look is logged before the answer. */
export async function readOccasions(
  request: CaseRequest & { readonly query: { readonly page: number; readonly limit: number } },
  deps: CaseDeps,
): Promise<Reply> {
  const caseId = request.params['caseId'] ?? '';
  const [stored, occasions] = await Promise.all([deps.store.readHead(caseId), deps.store.listOccasions(caseId)]);
  if (stored === undefined || !(await looked(request, stored, 'GET occasions', deps))) return problem('not-found');
  return reply(200, pageOf(occasions.map(showOccasion), request.query));
}

/** A former home district learns that the case has moved, and nothing else; of a protected person not even that. */
async function handedOn({ caller, officer }: CaseRequest, stored: StoredCase, deps: CaseDeps): Promise<Reply> {
  const { store, city, clock } = deps;
  const { state, named } = stored;
  if (named !== null || !wasHome(caller, state, city, today(clock))) return problem('not-found');
  const what = 'GET case: transferred';
  await store.logAccess({ caseId: state.id, client: caller.client, officer, what, at: clock() });
  return reply(200, { id: state.id, status: 'transferred' });
}

async function looked(
  { caller, officer }: CaseRequest,
  stored: Parameters<typeof maySee>[1],
  what: string,
  { store, hashes, city, clock }: CaseDeps,
): Promise<boolean> {
  if (!(await maySee({ caller, officer }, stored, city, today(clock), hashes))) return false;
  await store.logAccess({ caseId: stored.state.id, client: caller.client, officer, what, at: clock() });
  return true;
}

function shownFact(fact: Fact) {
  const { sequence, type, schema, occurredOn, recordedAt, source, by, data } = fact;
  const registeredLate = source === 'live' && dateInStockholm(recordedAt) > occurredOn;
  return { sequence, type, schema, occurredOn, recordedAt, source, by, registeredLate, data };
}
