import { identityByNumber } from '../../shared/domain/person/identity.ts';
import { parseIdentityNumber } from '../../shared/domain/person/identity-number.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { showCase } from '../../shared/http/case-view.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { postPersonSearch } from '../../shared/http/endpoints/persons.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import { maySee } from '../../shared/http/visibility.ts';
import { today as todayBy } from '../../shared/ports/clock.ts';
import { lockHashes } from '../../shared/ports/keyed-hash.ts';
import type { CaseDeps } from './case-deps.ts';

type SearchRequest = ApiRequest<typeof postPersonSearch> & { readonly caller: Caller };

const NONE = reply(200, { case: null });
/** No case has this id. */
const ABSENT = 'absent';

/**
 * Finds the caller's open case for a person. One that the caller may not see is answered as none, in as many steps as
 * when there is none; whoever looks is noted with the case that was met, shown or not.
 */
export async function searchPersons(request: SearchRequest, deps: CaseDeps): Promise<Reply> {
  const { store, hashes, city, clock } = deps;
  const today = todayBy(clock);
  const number = parseIdentityNumber(request.body.identityNumber, today);
  if (number === undefined) {
    return problem('invalid-request', { errors: [fieldProblem('/identityNumber', 'check-digit')] });
  }
  const caseId = await store.openCaseOf(await lockHashes(hashes, identityByNumber(number)));
  const stored = await store.readHead(caseId ?? ABSENT);
  if (caseId === undefined || stored === undefined) {
    await store.readHead(ABSENT);
    return NONE;
  }
  const { caller, officer } = request;
  const shown = await maySee(request, stored, city, today, hashes);
  const what = `POST persons/searches: ${shown ? 'shown' : 'not shown'}`;
  const [file] = await Promise.all([
    shown ? store.read(caseId) : undefined,
    store.logAccess({ caseId, client: caller.client, officer, what, at: clock() }),
  ]);
  return file === undefined ? NONE : reply(200, { case: showCase(file, city, today) });
}
