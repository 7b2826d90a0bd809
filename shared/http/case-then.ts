import type { City } from '../domain/city.ts';
import type { CaseHistory } from '../ports/case-store.ts';
import { type Clock, today } from '../ports/clock.ts';
import type { KeyedHashes } from '../ports/keyed-hash.ts';
import { type Asking, showsPerson } from './access.ts';
import { MASKED, showCase } from './case-view.ts';
import type { CaseView } from './views.ts';
import { isNamed } from './visibility.ts';

/** A case as a request left it, and what decides by now whether its person is shown with it. */
export type CaseThen = Pick<CaseHistory, 'state' | 'present' | 'named' | 'secrets'>;

/**
 * Shows a case as a request left it, to whoever sent that. The person and all that is written in free text are left out
 * for whoever is not named, be it since this very request, and where either is not to be used or told, be it then or now.
 */
export async function showCaseThen(
  viewer: Asking,
  { state, present, named, secrets }: CaseThen,
  { hashes, city, clock }: { readonly hashes: KeyedHashes; readonly city: City; readonly clock: Clock },
): Promise<CaseView> {
  const isTold = [state, present].every((one) => showsPerson(viewer, one));
  const whole = isTold && (await isNamed(viewer, named, hashes));
  return showCase({ state, ...(whole ? await secrets() : MASKED) }, city, today(clock));
}
