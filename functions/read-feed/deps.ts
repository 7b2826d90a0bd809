import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { feedCursors } from '../../shared/adapters/feed-cursors.ts';
import { keyedHashes } from '../../shared/adapters/keyed-hashes.ts';
import { kmsDataKeys } from '../../shared/adapters/kms-vault.ts';
import { accessWrites } from '../../shared/adapters/table/access-writes.ts';
import { tableFeed } from '../../shared/adapters/table/feed-reads.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { refusalNotes } from '../../shared/http/refused-calls.ts';
import { tokenVerifier } from '../../shared/http/token-verifier.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { DISTRICTS } from '../../shared/reference/districts.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);
const client = documentClient();
const accesses = accessWrites(client, settings.TABLE_NAME);

/** What the deployed function is made of. */
export const deps = {
  feed: tableFeed(client, settings.TABLE_NAME),
  cursors: feedCursors(keyedHashes(client, settings.TABLE_NAME, kmsDataKeys(settings.KEY_ID))),
  observer: lambdaObserver('read-feed'),
  verify: tokenVerifier(settings),
  accesses,
  noteRefusal: refusalNotes(accesses, systemClock),
  clock: systemClock,
  city: { districts: DISTRICTS },
};
