import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { derivedId, randomId } from '../../shared/adapters/ids.ts';
import { accessWrites } from '../../shared/adapters/table/access-writes.ts';
import { tableCheckRuns } from '../../shared/adapters/table/check-runs.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { refusalNotes } from '../../shared/http/refused-calls.ts';
import { tokenVerifier } from '../../shared/http/token-verifier.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);
const client = documentClient();
const accesses = accessWrites(client, settings.TABLE_NAME);

/** What the deployed function is made of. */
export const deps = {
  runs: tableCheckRuns(client, settings.TABLE_NAME),
  observer: lambdaObserver('check-deadlines'),
  verify: tokenVerifier(settings),
  accesses,
  noteRefusal: refusalNotes(accesses, systemClock),
  clock: systemClock,
  newId: randomId,
  derivedId,
};
