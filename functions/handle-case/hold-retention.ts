import { lastHoldDay } from '../../shared/domain/retention/rule.ts';
import { accessBy } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { postRetentionHold } from '../../shared/http/endpoints/retention.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import { visible } from '../../shared/http/visibility.ts';
import { today as todayBy } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/** Puts off the destruction of a case until a day. */
export async function holdRetention(
  request: ApiRequest<typeof postRetentionHold> & { readonly caller: Caller },
  { store, hashes, city, clock }: CaseDeps,
): Promise<Reply> {
  const { params, body } = request;
  const { caseId = '' } = params;
  const today = todayBy(clock);
  const stored = await visible(request, await store.readHead(caseId), city, today, hashes);
  if (stored === undefined) return problem('not-found');
  if (body.until > lastHoldDay(today)) {
    return problem('invalid-request', { errors: [fieldProblem('/until', 'too-far-ahead')] });
  }
  const held = { caseId, what: 'POST retention-holds', why: 'retention', outcome: 'recorded', at: clock() } as const;
  const outcome = await store.placeHold(caseId, body, accessBy(request, held));
  return outcome === 'gone' ? problem('not-found') : reply(200, { caseId, ...body });
}
