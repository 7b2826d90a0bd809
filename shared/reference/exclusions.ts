import type { ExclusionRule } from '../domain/referral/eligibility.ts';
import { DAYS } from './days.ts';

const ALWAYS = { validFrom: DAYS.beforeEverything, validTo: null } as const;
const UNTIL_2017 = { validFrom: DAYS.beforeEverything, validTo: DAYS.lastOf2017 } as const;
const FROM_2018 = { validFrom: DAYS.firstOf2018, validTo: null } as const;
const FROM_ONE_TARGET_GROUP = { validFrom: DAYS.oneTargetGroup, validTo: null } as const;

/**
 * Why a referral is turned away, besides belonging to no target group. The wording of 2018 is read as full-time
 * occupation, or state compensation together with a programme that no agreement covers.
 */
export const EXCLUSIONS: ReadonlyArray<ExclusionRule> = [
  {
    code: 'via-income-support-only',
    ...ALWAYS,
    source: 'S4',
    settlesTargetGroup: true,
    applies: ({ referral }) => referral.unit === 'substance-care',
  },
  {
    code: 'outside-mission',
    ...ALWAYS,
    source: 'S4',
    settlesTargetGroup: true,
    applies: ({ referral }) => referral.purpose !== 'work-or-studies',
  },
  {
    code: 'disability-pilot-only',
    ...ALWAYS,
    source: 'S2',
    settlesTargetGroup: true,
    applies: ({ referral }) =>
      referral.ground === 'none' && (referral.unit === 'social-psychiatry' || referral.unit === 'disability-support'),
  },
  {
    code: 'active-substance-abuse',
    ...FROM_ONE_TARGET_GROUP,
    source: 'S4',
    settlesTargetGroup: false,
    applies: ({ referral }) => referral.circumstances.activeSubstanceAbuse,
  },
  {
    code: 'full-time-occupied',
    ...FROM_ONE_TARGET_GROUP,
    source: 'S4',
    settlesTargetGroup: false,
    applies: ({ referral }) => referral.circumstances.occupation === 'full-time',
  },
  {
    code: 'programme-not-covered',
    ...FROM_ONE_TARGET_GROUP,
    source: 'S4',
    settlesTargetGroup: false,
    applies: ({ referral: { circumstances } }) =>
      circumstances.stateCompensation && circumstances.stateProgramme === 'not-covered',
  },
  {
    code: 'three-party-meeting-required',
    ...FROM_2018,
    source: 'S4',
    settlesTargetGroup: true,
    applies: ({ referral }) =>
      referral.circumstances.unaccompaniedYouth && referral.enrolmentForm !== 'three-party-meeting',
  },
  {
    code: 'agreement-missing',
    ...FROM_2018,
    source: 'S4',
    settlesTargetGroup: true,
    applies: ({ referral: { circumstances } }) =>
      circumstances.newcomer && !circumstances.agreementWithEmploymentService,
  },
  {
    code: 'work-training-not-applicable',
    ...UNTIL_2017,
    source: 'S4',
    settlesTargetGroup: true,
    applies: ({ referral }) => referral.enrolmentForm === 'jobbstart-work-training',
  },
  {
    code: 'work-training-not-applicable',
    ...FROM_2018,
    source: 'S4',
    settlesTargetGroup: true,
    applies: ({ referral: { enrolmentForm, circumstances } }) =>
      enrolmentForm === 'jobbstart-work-training' &&
      !(circumstances.sickListed === 'fully' && circumstances.sicknessBenefitIncomeZero),
  },
];
