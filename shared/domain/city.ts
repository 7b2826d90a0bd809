import type { ThinPlanRule } from './case/thin-plan.ts';
import type { ClockPolicies } from './clocks/policy.ts';
import { type Dated, inForce } from './dated.ts';
import type { Applicant, EligibilityRules } from './referral/eligibility.ts';
import type { Rhythm } from './reports/calendar.ts';
import type { RetentionRule } from './retention/rule.ts';
import type { LocalDate } from './time/local-date.ts';
import type { WorkingDays } from './time/working-days.ts';

/** A district (stadsdelsnämndsområde) in one of the city's divisions. */
export interface District extends Dated {
  readonly code: string;
  readonly sv: string;
  readonly source: string;
  /** The district that took over the day after `validTo`. */
  readonly mergedInto: string | null;
}

/** Which referrals an office takes. */
export interface OfficeArea extends Dated {
  readonly district: string;
  readonly ages: { readonly from: number; readonly to: number } | null;
  /** `sourced` = named in the city's documents; `assumed` = a city must confirm it. */
  readonly basis: 'sourced' | 'assumed';
  readonly source: string;
}

/** A job centre site. */
export interface Office extends Dated {
  readonly code: string;
  readonly sv: string;
  readonly source: string;
  readonly areas: ReadonlyArray<OfficeArea>;
}

/** The political board that answers for the job centres, and whose records a case's are (each board is an authority). */
export interface OwnerBoard extends Dated {
  readonly code: string;
  readonly sv: string;
  readonly en: string;
  /** `assumed` = the day it took over is written nowhere: `validFrom` is then the first day a document names it. */
  readonly basis: 'sourced' | 'assumed';
  readonly source: string;
}

/** A measure of the catalogue that a plan's activities are taken from. */
export interface Service extends Dated {
  readonly code: string;
  readonly sv: string;
  readonly en: string;
  readonly source: string;
}

/** Who goes first where capacity fails: a local agreement with flags in order. */
export interface PriorityRule extends Dated {
  readonly id: string;
  readonly office: string;
  readonly source: string;
  readonly flags: ReadonlyArray<{ readonly code: string; applies(applicant: Applicant): boolean }>;
}

/** Under which heading a target group is counted when its time is compared with the times before and after. */
export interface MergedGroup extends Dated {
  /** A target group in force on the same days. */
  readonly group: string;
  readonly countedAs: string;
  /** `assumed` = a city must confirm it. */
  readonly basis: 'sourced' | 'assumed';
  readonly source: string;
}

/** Everything a city can decide for itself, dated: the rules that every derived result is a function of. */
export interface City {
  readonly districts: ReadonlyArray<District>;
  readonly offices: ReadonlyArray<Office>;
  readonly ownerBoards: ReadonlyArray<OwnerBoard>;
  readonly services: ReadonlyArray<Service>;
  readonly eligibility: EligibilityRules;
  readonly mergedGroups: ReadonlyArray<MergedGroup>;
  readonly priorities: ReadonlyArray<PriorityRule>;
  readonly thinPlans: ReadonlyArray<ThinPlanRule>;
  readonly clocks: ClockPolicies;
  readonly retention: ReadonlyArray<RetentionRule>;
  readonly calendar: WorkingDays;
  /** The periods that the boards are told of unasked. */
  readonly reportRhythms: ReadonlyArray<Rhythm>;
}

/** Whether a district with this code exists on a day. */
export function isDistrictOn(city: Pick<City, 'districts'>, code: string, on: LocalDate): boolean {
  return city.districts.some((district) => district.code === code && inForce(district, on));
}

/** The district that stands in for `code` on a day: itself, or the one it has been merged into by then. */
export function districtOn(city: Pick<City, 'districts'>, code: string, on: LocalDate): string {
  const district = city.districts.find((known) => known.code === code);
  const merged = district?.mergedInto != null && district.validTo !== null && on > district.validTo;
  return merged && district.mergedInto !== null ? districtOn(city, district.mergedInto, on) : code;
}

/** Every code that a district has had: its own and those merged into it by a day. */
export function districtCodes(city: Pick<City, 'districts'>, code: string, on: LocalDate): ReadonlyArray<string> {
  return city.districts.filter((known) => districtOn(city, known.code, on) === code).map((known) => known.code);
}

/** The office that takes a person of an age from a district on a day; one for the age goes before one for all ages. */
export function officeFor(
  city: Pick<City, 'offices'>,
  district: string,
  age: number,
  on: LocalDate,
): string | undefined {
  const takers = city.offices.flatMap((office) =>
    office.areas
      .filter((area) => area.district === district && inForce(area, on) && inForce(office, on))
      .filter(({ ages }) => ages === null || (ages.from <= age && age <= ages.to))
      .map((area) => ({ office: office.code, forAge: area.ages !== null })),
  );
  return (takers.find((taker) => taker.forAge) ?? takers[0])?.office;
}

/** The priority flags of an applicant at an office, in the order of its rule; none where no rule is agreed. */
export function priorityAt(
  city: Pick<City, 'priorities'>,
  office: string,
  applicant: Applicant,
): { readonly flags: ReadonlyArray<string>; readonly policy: string | null } {
  const rule = city.priorities.find((agreed) => agreed.office === office && inForce(agreed, applicant.day));
  if (rule === undefined) return { flags: [], policy: null };
  return { flags: rule.flags.filter((flag) => flag.applies(applicant)).map((flag) => flag.code), policy: rule.id };
}

/** Whether an office exists on a day. */
export function isOfficeOn(city: Pick<City, 'offices'>, code: string, on: LocalDate): boolean {
  return city.offices.some((office) => office.code === code && inForce(office, on));
}

/** The rule by which a plan drawn up on a day is called thin. */
export function thinPlanRuleOn(city: Pick<City, 'thinPlans'>, on: LocalDate): ThinPlanRule {
  const rule = city.thinPlans.find((known) => inForce(known, on));
  if (rule === undefined) throw new RangeError(`no rule for thin plans is in force on ${on}`);
  return rule;
}

/** Whether a service is in the catalogue on a day. */
export function isServiceOn(city: Pick<City, 'services'>, code: string, on: LocalDate): boolean {
  return city.services.some((service) => service.code === code && inForce(service, on));
}
