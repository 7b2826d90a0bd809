import type { CaseStore } from '../ports/case-store.ts';
import type { KeyedHashes } from '../ports/keyed-hash.ts';
import { documentClient } from './dynamodb-client.ts';
import { keyedHashes } from './keyed-hashes.ts';
import { kmsDataKeys, kmsVault } from './kms-vault.ts';
import { tableCaseStore } from './table/case-store.ts';

/** What every function that opens cases with their secrets is made of. */
export function caseAdapters(environment: { readonly TABLE_NAME: string; readonly KEY_ID: string }): {
  readonly store: CaseStore;
  readonly hashes: KeyedHashes;
  readonly client: ReturnType<typeof documentClient>;
} {
  const client = documentClient();
  const dataKeys = kmsDataKeys(environment.KEY_ID);
  return {
    client,
    store: tableCaseStore(client, environment.TABLE_NAME, kmsVault(dataKeys)),
    hashes: keyedHashes(client, environment.TABLE_NAME, dataKeys),
  };
}
