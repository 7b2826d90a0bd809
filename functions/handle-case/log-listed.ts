import type { Act } from '../../shared/domain/access/access.ts';
import { type Asking, accessBy, listingBy, whyListed } from '../../shared/http/access.ts';
import type { CaseDeps } from './case-deps.ts';
import type { HeldRow } from './roster.ts';

/**
 * Notes, before a page of a list is answered, that it was read and how many cases were on it; and each protected person's
 * case by itself, which is not counted among the others: whoever reads of the page is not told that there was one. Other
 * cases on a list show nothing of a person, and a look at the person behind one is noted when it comes.
 */
export async function logListed(
  asking: Asking,
  act: Act,
  shown: ReadonlyArray<HeldRow>,
  { store, clock }: Pick<CaseDeps, 'store' | 'clock'>,
): Promise<void> {
  const at = clock();
  const idsOf = (isProtected: boolean) =>
    new Set(shown.filter((held) => held.isProtected === isProtected).map(({ row }) => row.id));
  const each = { what: act, why: whyListed(asking), outcome: 'shown', at } as const;
  await Promise.all([
    store.logAccess(listingBy(asking, act, idsOf(false).size, at)),
    ...[...idsOf(true)].map((caseId) => store.logAccess(accessBy(asking, { caseId, ...each }))),
  ]);
}
