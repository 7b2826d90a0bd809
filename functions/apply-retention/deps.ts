import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { derivedId, randomId } from '../../shared/adapters/ids.ts';
import { keyedHashes } from '../../shared/adapters/keyed-hashes.ts';
import { kmsDataKeys, kmsVault } from '../../shared/adapters/kms-vault.ts';
import { accessWrites } from '../../shared/adapters/table/access-writes.ts';
import { tableRetainedCases } from '../../shared/adapters/table/retained-cases.ts';
import { tableRetentionRuns } from '../../shared/adapters/table/retention-runs.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { refusalNotes } from '../../shared/http/refused-calls.ts';
import { tokenVerifier } from '../../shared/http/token-verifier.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { DAYS } from '../../shared/reference/days.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);
const client = documentClient();
const dataKeys = kmsDataKeys(settings.KEY_ID);
const accesses = accessWrites(client, settings.TABLE_NAME);

/** What the deployed function is made of. */
export const deps = {
  runs: tableRetentionRuns(client, settings.TABLE_NAME),
  cases: tableRetainedCases(client, settings.TABLE_NAME, kmsVault(dataKeys)),
  hashes: keyedHashes(client, settings.TABLE_NAME, dataKeys),
  observer: lambdaObserver('apply-retention'),
  verify: tokenVerifier(settings),
  accesses,
  noteRefusal: refusalNotes(accesses, systemClock),
  clock: systemClock,
  city: STOCKHOLM,
  firstDay: DAYS.jobbtorgDecided,
  confirmedRule: settings.CONFIRMED_RETENTION,
  newId: randomId,
  derivedId,
};
