import { identityOf } from '../domain/person/identity.ts';
import type { Referral } from '../domain/referral/referral.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { CaseIdentity } from './case-store.ts';
import { type KeyedHashes, lockHashes, namedHashes } from './keyed-hash.ts';

/** Under what a person's case is found, and by whom it may be seen, as the person's record says. */
export async function caseIdentity(hashes: KeyedHashes, referral: Referral, today: LocalDate): Promise<CaseIdentity> {
  const { protection, namedOfficers = [] } = referral.person;
  return {
    locks: await lockHashes(hashes, identityOf(referral, today)),
    named: protection === 'none' ? null : await namedHashes(hashes, namedOfficers),
  };
}
