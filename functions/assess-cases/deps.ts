import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { tableCaseStore } from '../../shared/adapters/table/case-store.ts';
import { tableCheckRuns } from '../../shared/adapters/table/check-runs.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { NO_VAULT } from '../../shared/ports/vault.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);
const client = documentClient();

/** What the deployed function is made of: it reads no secret, and holds no key. */
export const deps = {
  store: tableCaseStore(client, settings.TABLE_NAME, NO_VAULT),
  runs: tableCheckRuns(client, settings.TABLE_NAME),
  observer: lambdaObserver('assess-cases'),
  clock: systemClock,
  city: STOCKHOLM,
};
