import { caseAdapters } from '../../shared/adapters/case-adapters.ts';
import { derivedId } from '../../shared/adapters/ids.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { refusalNotes } from '../../shared/http/refused-calls.ts';
import { tokenVerifier } from '../../shared/http/token-verifier.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);
const { store, hashes } = caseAdapters(settings);

/** What the deployed function is made of. */
export const deps = {
  store,
  hashes,
  observer: lambdaObserver('receive-history'),
  verify: tokenVerifier(settings),
  noteRefusal: refusalNotes(store, systemClock),
  clock: systemClock,
  city: STOCKHOLM,
  derivedId,
};
