import { type City, isDistrictOn, officeFor, priorityAt } from '../city.ts';
import { personErrors } from '../person/identity.ts';
import { type Applicant, applicantOf, assessEligibility } from '../referral/eligibility.ts';
import type { Referral } from '../referral/referral.ts';
import type { LocalDate } from '../time/local-date.ts';
import { accepted, type Decision, invalid, refused, type Source } from './decision.ts';
import { type NewFact, newFact } from './facts.ts';

/** Decides a referral received on a day that has come. */
export function decideReferral(
  referral: Referral,
  receivedOn: LocalDate,
  today: LocalDate,
  city: City,
  source: Source = 'live',
): Decision {
  if (receivedOn > today) return invalid('/receivedOn', 'in-the-future');
  if (!isDistrictOn(city, referral.district, receivedOn)) {
    return invalid('/district', 'unknown-district');
  }
  const errors = personErrors(referral.person, today, source);
  if (errors.length > 0) return refused({ code: 'invalid-request', errors });
  if (referral.person.birthDate > receivedOn) {
    return invalid('/person/birthDate', 'after-referral');
  }
  if (referral.disclosure == null) return refused({ code: 'disclosure-basis-missing' });
  if (referral.disclosure.givenOn > today) return invalid('/disclosure/givenOn', 'in-the-future');
  const applicant = applicantOf(referral, receivedOn);
  const eligibility = assessEligibility(applicant, city.eligibility);
  if (eligibility.outcome === 'not-eligible') return refused({ code: 'not-eligible', reasons: eligibility.reasons });
  const office = officeFor(city, referral.district, applicant.age, receivedOn);
  if (office === undefined) return refused({ code: 'not-eligible', reasons: ['outside-target-group'] });
  return accepted(received(applicant, referral.disclosure, eligibility.targetGroup, office, city));
}

type TargetGroupOf = Extract<NewFact, { type: 'case.received' }>['data']['targetGroup'];

function received(
  applicant: Applicant,
  { basis, givenOn }: NonNullable<Referral['disclosure']>,
  targetGroup: { code: string; matches: ReadonlyArray<string>; policy: string },
  office: string,
  city: City,
): NewFact {
  const { referral, day, age } = applicant;
  const group: TargetGroupOf = { ...targetGroup, matches: [...targetGroup.matches] };
  const priority = priorityAt(city, office, applicant);
  return newFact('case.received', day, {
    district: referral.district,
    office,
    unit: referral.unit,
    ground: referral.ground,
    enrolmentForm: referral.enrolmentForm,
    sex: referral.person.sex,
    ageAtReceipt: age,
    targetGroup: group,
    priority: [...priority.flags],
    priorityPolicy: priority.policy,
    held: referral.benefitDecision === 'awaited',
    disclosure: { basis, givenOn },
  });
}
