import { type Judgement, judge } from '../../shared/domain/retention/judge.ts';
import { retentionRuleOn } from '../../shared/domain/retention/rule.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import { caseIdentity } from '../../shared/ports/case-identity.ts';
import type { RetainedCase } from '../../shared/ports/retention.ts';
import type { RetentionDeps } from './retention-deps.ts';

/**
 * Judges one case as of a day. The person's record is opened for it: the birth day decides whether the case belongs to
 * the sample, the number whether the person has another case that is open. Neither leaves this function.
 */
export async function judgeCase(
  caseId: string,
  { stored, lastNoteOn, referral, placed }: RetainedCase,
  asOf: LocalDate,
  { cases, hashes, city }: RetentionDeps,
): Promise<Judgement> {
  const { locks } = await caseIdentity(hashes, referral, stored.state.receivedOn);
  const file = {
    state: stored.state,
    lastNoteOn,
    storedOn: dateInStockholm(stored.recordedAt),
    birthDate: referral.person.birthDate,
    hasOtherOpenCase: await cases.hasOpenCase(caseId, [...locks, ...stored.locks]),
    placed,
  };
  return judge(file, retentionRuleOn(city.retention, 'case-file', asOf), asOf);
}
