import { NOBODY } from '../../shared/domain/access/access.ts';
import { identityByNumber } from '../../shared/domain/person/identity.ts';
import { parseIdentityNumber } from '../../shared/domain/person/identity-number.ts';
import { accessBy, showsPerson, whyOf } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { MASKED, showCase } from '../../shared/http/case-view.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { postPersonSearch } from '../../shared/http/endpoints/persons.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import { maySee } from '../../shared/http/visibility.ts';
import { today as todayBy } from '../../shared/ports/clock.ts';
import { lockHashes } from '../../shared/ports/keyed-hash.ts';
import type { CaseDeps } from './case-deps.ts';

type SearchRequest = ApiRequest<typeof postPersonSearch> & { readonly caller: Caller };

const NONE = reply(200, { case: null });
const WHAT = 'POST persons/searches';

/**
 * Finds the caller's open case for a person. One that the caller may not see is answered as none, in as many steps as
 * when there is none; whoever looks is noted with the case that was met, shown or not, or with none.
 */
export async function searchPersons(request: SearchRequest, deps: CaseDeps): Promise<Reply> {
  const { store, hashes, city, clock } = deps;
  const today = todayBy(clock);
  const number = parseIdentityNumber(request.body.identityNumber, today);
  if (number === undefined) {
    return problem('invalid-request', { errors: [fieldProblem('/identityNumber', 'check-digit')] });
  }
  const caseId = await store.openCaseOf(await lockHashes(hashes, identityByNumber(number)));
  const stored = await store.readHead(caseId ?? NOBODY);
  if (caseId === undefined || stored === undefined) {
    const met = { caseId: NOBODY, what: WHAT, why: 'not-theirs', outcome: 'nobody-found' } as const;
    await store.logAccess(accessBy(request, { ...met, at: clock() }));
    return NONE;
  }
  const seen = await maySee(request, stored, city, today, hashes);
  const whole = showsPerson(request, stored.state);
  const outcome = seen ? (whole ? 'shown' : 'masked') : 'not-shown';
  const why = whyOf(request, stored.state, city, today);
  const [file] = await Promise.all([
    seen ? store.read(caseId) : undefined,
    store.logAccess(accessBy(request, { caseId, what: WHAT, why, outcome, at: clock() })),
  ]);
  if (file === undefined) return NONE;
  const { state } = file;
  return reply(200, { case: showCase({ state, ...(whole ? await file.secrets() : MASKED) }, city, today) });
}
