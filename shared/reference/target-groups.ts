import type { Applicant, TargetGroup, TargetGroupPolicy } from '../domain/referral/eligibility.ts';
import { isYouth, YOUTH } from './ages.ts';
import { DAYS } from './days.ts';

const ADULT = 18;
const TWO_GROUPS = { validFrom: DAYS.jobbtorgDecided, validTo: DAYS.lastOfTwoTargetGroups } as const;
const ONE_GROUP = { validFrom: DAYS.oneTargetGroup, validTo: null } as const;

/** Long on support for other reasons than unemployment, with cause to test how far the person can work (S2). */
const isLongOnSupportForOtherReason = ({ referral: { ground, circumstances } }: Applicant) =>
  ground === 'other-reason' && !circumstances.newVisit && circumstances.workAbilityToBeTested;

const isJointlyAssessed = ({ referral, day }: Applicant) => {
  const { jointAssessmentOn } = referral.circumstances;
  return jointAssessmentOn !== null && jointAssessmentOn <= day;
};

const GROUPS_OF_2008: ReadonlyArray<TargetGroup> = [
  {
    code: 'sfi-student',
    sv: 'SFI-studerande med försörjningsstöd eller introduktionsersättning',
    en: 'Student of Swedish for immigrants with support or introduction compensation',
    ...TWO_GROUPS,
    source: 'S0, S1, S2',
    includes: ({ referral }) => referral.circumstances.sfiStudent && referral.ground !== 'none',
  },
  {
    code: 'refugee-or-family-immigrant',
    sv: 'Vuxen flykting eller anknytningsinvandrare utan hinder för arbete',
    en: 'Adult refugee or family immigrant whom nothing hinders from work',
    ...TWO_GROUPS,
    source: 'S0, S1, S2',
    includes: ({ referral: { circumstances }, age }) =>
      circumstances.refugeeOrFamilyImmigrant && age >= ADULT && circumstances.hindrance === 'none',
  },
  {
    code: 'young',
    sv: 'Ung, 16–24 år',
    en: 'Young, aged 16–24',
    ...TWO_GROUPS,
    source: 'S0, S1, S2',
    includes: ({ referral, age }) => isYouth(age) && referral.ground !== 'none',
  },
  {
    code: 'unemployment',
    sv: 'Försörjningsstöd på grund av arbetslöshet',
    en: 'Income support because of unemployment',
    ...TWO_GROUPS,
    source: 'S0, S2',
    includes: ({ referral }) => referral.ground === 'unemployment',
  },
  {
    code: 'new-visit-other-reason',
    sv: 'Nybesök av annat skäl, med arbetsförmåga att pröva',
    en: 'New visit for another reason, with a work ability to be tested',
    ...TWO_GROUPS,
    source: 'S0, S2',
    includes: ({ referral: { ground, circumstances } }) =>
      ground === 'other-reason' && circumstances.newVisit && circumstances.workAbilityToBeTested,
  },
];

const RESOURCE_GROUP: TargetGroup = {
  code: 'other-reason-resource',
  sv: 'Målgrupp resurs: stöd av annat skäl, efter gemensam bedömning',
  en: 'Target group resource: support for another reason, after a joint assessment',
  validFrom: DAYS.firstOf2009,
  validTo: DAYS.lastOfTwoTargetGroups,
  source: 'S2, S4',
  includes: (applicant) => isLongOnSupportForOtherReason(applicant) && isJointlyAssessed(applicant),
  almost: { code: 'joint-assessment-missing', applies: isLongOnSupportForOtherReason },
};

const NEWCOMER: TargetGroup = {
  code: 'newcomer',
  sv: 'Nyanländ, efter överenskommelse med Arbetsförmedlingen',
  en: 'Newcomer, after agreement with the employment service',
  validFrom: DAYS.firstOf2018,
  validTo: null,
  source: 'assumed',
  includes: ({ referral: { circumstances } }) => circumstances.newcomer && circumstances.agreementWithEmploymentService,
};

const GROUPS_OF_2018: ReadonlyArray<TargetGroup> = [
  {
    code: 'unaccompanied-youth',
    sv: 'Ensamkommande ung',
    en: 'Unaccompanied youth',
    ...ONE_GROUP,
    source: 'S4',
    includes: ({ referral, age }) => referral.circumstances.unaccompaniedYouth && age <= YOUTH.to,
  },
  {
    code: 'unemployment-2018',
    sv: 'Försörjningsstöd på grund av arbetslöshet',
    en: 'Income support because of unemployment',
    ...ONE_GROUP,
    source: 'S4',
    includes: ({ referral }) => referral.ground === 'unemployment',
  },
  {
    code: 'other-reason-2018',
    sv: 'Försörjningsstöd av annat skäl, med arbetsförmåga att pröva',
    en: 'Income support for another reason, with a work ability to be tested',
    ...ONE_GROUP,
    source: 'S4',
    includes: ({ referral: { ground, circumstances } }) =>
      ground === 'other-reason' && circumstances.workAbilityToBeTested,
  },
];

/** Whom the Jobbtorg are for, in each time; the first group that matches in this order is the referral's. */
export const TARGET_GROUPS: ReadonlyArray<TargetGroupPolicy> = [
  {
    id: 'target-groups-2008',
    validFrom: DAYS.jobbtorgDecided,
    validTo: DAYS.lastOf2008,
    groups: GROUPS_OF_2008,
  },
  {
    id: 'target-groups-2009',
    validFrom: DAYS.firstOf2009,
    validTo: DAYS.lastOfTwoTargetGroups,
    groups: [...GROUPS_OF_2008, RESOURCE_GROUP, NEWCOMER],
  },
  {
    id: 'target-groups-2018',
    ...ONE_GROUP,
    groups: [...GROUPS_OF_2018, NEWCOMER],
  },
];
