import { type Dated, inForce } from '../dated.ts';
import { ageInYears, type LocalDate } from '../time/local-date.ts';
import type { Referral } from './referral.ts';

/** Why the rules turn a referral away. Never a decision on the person: the district judges belonging (S1, S4). */
export const REFUSAL_CODES = [
  'via-income-support-only',
  'outside-mission',
  'disability-pilot-only',
  'active-substance-abuse',
  'full-time-occupied',
  'programme-not-covered',
  'three-party-meeting-required',
  'agreement-missing',
  'work-training-not-applicable',
  'outside-target-group',
  'joint-assessment-missing',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A referral as the rules see it on the day it is received. */
export interface Applicant {
  readonly referral: Referral;
  readonly day: LocalDate;
  /** Whole years on that day, from `birthDate` and never from the digits of a number. */
  readonly age: number;
}

/** A reason to turn a referral away, in force on its days. */
export interface ExclusionRule extends Dated {
  readonly code: RefusalCode;
  readonly source: string;
  /** Whether, when it applies, nothing more is said about the target group. */
  readonly settlesTargetGroup: boolean;
  applies(applicant: Applicant): boolean;
}

export interface TargetGroup extends Dated {
  readonly code: string;
  readonly sv: string;
  readonly en: string;
  readonly source: string;
  includes(applicant: Applicant): boolean;
  /** A group the person would be in, but for something the district can mend, is refused with this code instead. */
  readonly almost?: { readonly code: RefusalCode; applies(applicant: Applicant): boolean };
}

/** The target groups of a time, in order of precedence. */
export interface TargetGroupPolicy extends Dated {
  readonly id: string;
  readonly groups: ReadonlyArray<TargetGroup>;
}

export interface EligibilityRules {
  readonly exclusions: ReadonlyArray<ExclusionRule>;
  readonly targetGroups: ReadonlyArray<TargetGroupPolicy>;
}

export interface TargetGroupMatch {
  /** The first group that matches, or `by-assessment`. */
  readonly code: string;
  readonly matches: ReadonlyArray<string>;
  readonly policy: string;
}

export type Eligibility =
  | { readonly outcome: 'eligible'; readonly targetGroup: TargetGroupMatch }
  | { readonly outcome: 'not-eligible'; readonly reasons: ReadonlyArray<RefusalCode> };

/** The group of those whom the rules turn away and the district's own assessment lets in. */
export const BY_ASSESSMENT = 'by-assessment';

/** The one reason that a district's assessment cannot overrule: the way in goes through income support (S4). */
const NOT_OVERRULED: RefusalCode = 'via-income-support-only';

/** The applicant behind a referral received on a day. */
export function applicantOf(referral: Referral, day: LocalDate): Applicant {
  return { referral, day, age: ageInYears(referral.person.birthDate, day) };
}

/** Every target group and every reason that applies on the day; the district's own assessment overrides the reasons. */
export function assessEligibility(applicant: Applicant, rules: EligibilityRules): Eligibility {
  const excluded = rules.exclusions.filter((rule) => inForce(rule, applicant.day) && rule.applies(applicant));
  const policy = rules.targetGroups.find((dated) => inForce(dated, applicant.day));
  const groups = (policy?.groups ?? []).filter((group) => inForce(group, applicant.day));
  const matches = groups.filter((group) => group.includes(applicant)).map((group) => group.code);
  const settled = excluded.some((rule) => rule.settlesTargetGroup);
  const reasons = [
    ...excluded.map((rule) => rule.code),
    ...(matches.length === 0 && !settled ? [missingGroup(groups, applicant)] : []),
  ];
  const [code] = matches;
  if (policy !== undefined && code !== undefined && reasons.length === 0) {
    return { outcome: 'eligible', targetGroup: { code, matches, policy: policy.id } };
  }
  const overruled = applicant.referral.districtAssessment !== null && !reasons.includes(NOT_OVERRULED);
  return policy !== undefined && overruled
    ? { outcome: 'eligible', targetGroup: { code: BY_ASSESSMENT, matches, policy: policy.id } }
    : { outcome: 'not-eligible', reasons };
}

function missingGroup(groups: ReadonlyArray<TargetGroup>, applicant: Applicant): RefusalCode {
  return groups.find((group) => group.almost?.applies(applicant))?.almost?.code ?? 'outside-target-group';
}
