import type * as z from 'zod';
import { applicantOf, assessEligibility } from '../../../../shared/domain/referral/eligibility.ts';
import { type Referral, referralSchema } from '../../../../shared/domain/referral/referral.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';

type Written = z.input<typeof referralSchema>;

/** What a test says of a referral; the rest is an ordinary one. */
export interface Told extends Partial<Omit<Written, 'person'>> {
  readonly person?: Partial<Written['person']>;
}

/** An ordinary referral of an unemployed woman born in 1980, but for what is told. */
export function referral({ person, ...told }: Told = {}): Referral {
  return referralSchema.parse({
    district: 'hasselby-vallingby',
    unit: 'income-support',
    officer: { id: 'HV-1', name: 'Handläggare' },
    person: {
      ...(person?.identityNumber === undefined ? { localId: '1' } : {}),
      birthDate: '1980-01-01',
      sex: 'woman',
      givenName: 'Test',
      familyName: 'Person',
      protection: 'none',
      ...person,
    },
    ground: 'unemployment',
    purpose: 'work-or-studies',
    enrolmentForm: 'group-information',
    benefitDecision: 'not-awaited',
    disclosure: { basis: 'consent', givenOn: '2008-01-01' },
    ...told,
  });
}

/** The groups a referral matches on a day, or the reasons it is turned away for, each after an exclamation mark. */
export function verdict(told: Told, day: string): ReadonlyArray<string> {
  const eligibility = assessEligibility(applicantOf(referral(told), localDate(day)), STOCKHOLM.eligibility);
  return eligibility.outcome === 'eligible'
    ? eligibility.targetGroup.matches
    : eligibility.reasons.map((reason) => `!${reason}`);
}

/** The group a referral is accepted as on a day, under which policy; `undefined` when it is turned away. */
export function acceptedAs(told: Told, day: string) {
  const eligibility = assessEligibility(applicantOf(referral(told), localDate(day)), STOCKHOLM.eligibility);
  return eligibility.outcome === 'eligible' ? eligibility.targetGroup : undefined;
}
