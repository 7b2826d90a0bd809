import { type Asking, accessBy } from '../../shared/http/access.ts';
import type { CaseDeps } from './case-deps.ts';
import type { HeldRow } from './roster.ts';

/**
 * Notes, before a page of a list is answered, each protected person's case on it. Other cases on a list show nothing of
 * a person, and a look at the person behind one is noted when it comes.
 */
export async function logListed(
  asking: Asking,
  shown: ReadonlyArray<HeldRow>,
  { store, clock }: Pick<CaseDeps, 'store' | 'clock'>,
): Promise<void> {
  const why = asking.purpose ?? WHYS[asking.caller.party.kind];
  const ids = new Set(shown.filter(({ isProtected }) => isProtected).map(({ row }) => row.id));
  const what = { what: 'GET lists', why, outcome: 'shown', at: clock() } as const;
  await Promise.all([...ids].map((caseId) => store.logAccess(accessBy(asking, { caseId, ...what }))));
}

/** Lists hold the caller's own cases, or the whole city's. */
const WHYS = { city: 'oversight', office: 'own-case', district: 'home-district' } as const;
