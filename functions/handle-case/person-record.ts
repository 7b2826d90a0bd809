import type { Command } from '../../shared/domain/case/commands.ts';
import { withCentury } from '../../shared/domain/person/identity.ts';
import { changedPerson } from '../../shared/domain/person/person-change.ts';
import type { Referral } from '../../shared/domain/referral/referral.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { caseIdentity } from '../../shared/ports/case-identity.ts';
import type { CaseIdentity, ChangedRecord } from '../../shared/ports/case-store.ts';
import { today as todayBy } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/** What a command makes of the person's record; `null` when it leaves it alone. */
export function recordAfter(was: Referral, { name, body }: Command, today: LocalDate): ChangedRecord | null {
  if (name !== 'person-changes') return null;
  const { on: _, ...change } = body;
  return { was, becomes: { ...was, person: withCentury(changedPerson(was.person, change), today) } };
}

/** Under what the case is found after a command that changes it, or that takes the lock anew; else `null`. */
export async function identityAfter(
  referral: Referral,
  { name }: Command,
  { hashes, clock }: CaseDeps,
): Promise<CaseIdentity | null> {
  if (name !== 'person-changes' && name !== 'reopenings') return null;
  return caseIdentity(hashes, referral, todayBy(clock));
}
