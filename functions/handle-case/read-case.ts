import type { AccessOutcome, Act } from '../../shared/domain/access/access.ts';
import type { Fact } from '../../shared/domain/case/facts.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import { accessBy, showsPerson, whyOf } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { MASKED, showCase, showOccasion } from '../../shared/http/case-view.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import { pageOf } from '../../shared/http/paging.ts';
import { visible, wasHome } from '../../shared/http/visibility.ts';
import type { StoredCase } from '../../shared/ports/case-store.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

type CaseRequest = ApiRequest & { readonly caller: Caller };

/** Reads a case; the look is logged before the answer, and secrets are opened only then. */
export async function readCase(request: CaseRequest, deps: CaseDeps): Promise<Reply> {
  const found = await deps.store.read(request.params['caseId'] ?? '');
  const file = await visibleTo(request, found, deps);
  if (file === undefined) return handedOn(request, found, deps);
  const { state } = file;
  const whole = showsPerson(request, state);
  await logged(request, file, 'GET case', whole ? 'shown' : 'masked', deps);
  const view = showCase({ state, ...(whole ? await file.secrets() : MASKED) }, deps.city, today(deps.clock));
  return reply(200, view, { etag: `"${view.version}"` });
}

/** Reads everything that happened in a case; the look is logged before the answer. */
export async function readFacts(
  request: CaseRequest & { readonly query: { readonly page: number; readonly limit: number } },
  deps: CaseDeps,
): Promise<Reply> {
  const history = await visibleTo(request, await deps.store.readHistory(request.params['caseId'] ?? ''), deps);
  if (history === undefined) return problem('not-found');
  await logged(request, history, 'GET facts', 'shown', deps);
  return reply(200, pageOf(history.facts.map(shownFact), request.query));
}

/** Reads when the aspirant was expected, and how each occasion went; the look is logged before the answer. */
export async function readOccasions(
  request: CaseRequest & { readonly query: { readonly page: number; readonly limit: number } },
  deps: CaseDeps,
): Promise<Reply> {
  const caseId = request.params['caseId'] ?? '';
  const [found, occasions] = await Promise.all([deps.store.readHead(caseId), deps.store.listOccasions(caseId)]);
  const stored = await visibleTo(request, found, deps);
  if (stored === undefined) return problem('not-found');
  await logged(request, stored, 'GET occasions', 'shown', deps);
  return reply(200, pageOf(occasions.map(showOccasion), request.query));
}

/** A former home district learns that the case has moved, and nothing else; of a protected person not even that. */
async function handedOn(request: CaseRequest, stored: StoredCase | undefined, deps: CaseDeps): Promise<Reply> {
  if (stored === undefined) return problem('not-found');
  const { city, clock } = deps;
  const { state, named } = stored;
  if (named !== null || !wasHome(request.caller, state, city, today(clock))) return problem('not-found');
  await logged(request, stored, 'GET case', 'handed-on', deps);
  return reply(200, { id: state.id, status: 'transferred' });
}

function visibleTo<Found extends Pick<StoredCase, 'state' | 'named'>>(
  request: CaseRequest,
  found: Found | undefined,
  { hashes, city, clock }: CaseDeps,
): Promise<Found | undefined> {
  return visible(request, found, city, today(clock), hashes);
}

async function logged(
  request: CaseRequest,
  { state }: Pick<StoredCase, 'state'>,
  what: Act,
  outcome: AccessOutcome,
  { store, city, clock }: CaseDeps,
): Promise<void> {
  const why = whyOf(request, state, city, today(clock));
  await store.logAccess(accessBy(request, { caseId: state.id, what, why, outcome, at: clock() }));
}

function shownFact(fact: Fact) {
  const { sequence, type, schema, occurredOn, recordedAt, source, by, data } = fact;
  const registeredLate = source === 'live' && dateInStockholm(recordedAt) > occurredOn;
  return { sequence, type, schema, occurredOn, recordedAt, source, by, registeredLate, data };
}
