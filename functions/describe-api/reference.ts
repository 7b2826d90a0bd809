import { type City, districtCodes } from '../../shared/domain/city.ts';
import type { ClockPolicies, GuaranteePolicy, ReviewPolicy } from '../../shared/domain/clocks/policy.ts';
import { type Dated, inForce } from '../../shared/domain/dated.ts';
import { BY_ASSESSMENT, type TargetGroupPolicy } from '../../shared/domain/referral/eligibility.ts';
import { everyDefinition } from '../../shared/domain/reports/definitions.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { ReferenceView } from '../../shared/http/endpoints/reference-views.ts';
import { REFUSAL_TEXTS } from '../../shared/http/field-problems.ts';

/** The rules and places of a city, with the other readings of its promise and what its sources are called. */
export interface ReferenceData {
  readonly city: Pick<
    City,
    | 'districts'
    | 'offices'
    | 'ownerBoards'
    | 'services'
    | 'eligibility'
    | 'mergedGroups'
    | 'priorities'
    | 'thinPlans'
    | 'clocks'
  >;
  readonly readings: ReadonlyArray<GuaranteePolicy>;
  readonly sources: ReadonlyMap<string, string>;
}

type Collection = ReferenceView['collection'];
type Items<C extends Collection> = Extract<ReferenceView, { collection: C }>['items'];

/** One collection on a day: only what is in force then. `undefined` for a collection that does not exist. */
export function referenceOn(name: string, on: LocalDate, data: ReferenceData): ReferenceView | undefined {
  switch (name) {
    case 'offices':
      return { collection: name, ...dayOf(on, offices(on, data.city), data) };
    case 'districts':
      return { collection: name, ...dayOf(on, districts(on, data.city), data) };
    case 'target-groups':
      return { collection: name, ...dayOf(on, targetGroups(on, data.city), data) };
    case 'owner-boards':
      return { collection: name, ...dayOf(on, copies(on, data.city.ownerBoards), data) };
    case 'services':
      return { collection: name, ...dayOf(on, copies(on, data.city.services), data) };
    case 'policies':
      return { collection: name, ...dayOf(on, policies(on, data), data) };
    case 'definitions':
      return { collection: name, ...dayOf(on, definitions(on), data) };
    default:
      return undefined;
  }
}

/** A day's entries with the titles of the sources they name. */
function dayOf<T extends Items<Collection>[number]>(on: LocalDate, items: Array<T>, { sources }: ReferenceData) {
  const codes = new Set(items.flatMap(sourcesOf));
  const named = [...sources].filter(([code]) => codes.has(code));
  return { on, items, sources: named.map(([code, title]) => ({ code, title })) };
}

function sourcesOf(item: Items<Collection>[number]): ReadonlyArray<string> {
  const areas = 'areas' in item ? item.areas : [];
  const merged = 'mergedAs' in item && item.mergedAs !== null ? [item.mergedAs] : [];
  const all = [item, ...areas, ...merged];
  return all.flatMap(({ source }) => source.split(', '));
}

function copies<T extends Dated>(on: LocalDate, things: ReadonlyArray<T>): Array<T> {
  return things.filter((thing) => inForce(thing, on)).map((thing) => ({ ...thing }));
}

function offices(on: LocalDate, city: Pick<City, 'offices'>): Items<'offices'> {
  return copies(on, city.offices).map((office) => ({ ...office, areas: copies(on, office.areas) }));
}

function districts(on: LocalDate, city: Pick<City, 'districts'>): Items<'districts'> {
  return copies(on, city.districts).map((district) => ({
    ...district,
    mergedFrom: districtCodes(city, district.code, on).filter((code) => code !== district.code),
  }));
}

/** The groups of the day in their order of precedence, and the one into which a district's own assessment lets people. */
function targetGroups(
  on: LocalDate,
  { eligibility, mergedGroups }: Pick<City, 'eligibility' | 'mergedGroups'>,
): Items<'target-groups'> {
  const merged = new Map(
    copies(on, mergedGroups).map(({ group, countedAs, basis, source }) => [group, { code: countedAs, basis, source }]),
  );
  return copies(on, eligibility.targetGroups).flatMap(({ id, validFrom, validTo, groups }) => [
    ...copies(on, groups).map((group) => ({ ...group, policy: id, mergedAs: merged.get(group.code) ?? null })),
    {
      code: BY_ASSESSMENT,
      sv: 'Efter stadsdelens egen bedömning',
      en: "By the district's own assessment",
      policy: id,
      validFrom,
      validTo,
      source: 'S1, S4',
      mergedAs: null,
    },
  ]);
}

/** What the reports of the day count, each definition with the kinds of reports that have it. */
function definitions(on: LocalDate): Items<'definitions'> {
  return copies(on, everyDefinition()).map(({ policies: kinds, reports, ...definition }) => ({
    ...definition,
    policies: [...kinds],
    reports: [...reports],
  }));
}

function policies(on: LocalDate, { city, readings }: ReferenceData): Items<'policies'> {
  const { eligibility, priorities, thinPlans, clocks } = city;
  const timedBy = new Set(clocks.guarantee.map(({ id }) => id));
  return [
    ...clockPolicies(on, clocks, 'in-force'),
    ...clockPolicies(on, { guarantee: readings.filter(({ id }) => !timedBy.has(id)), review: [] }, 'reading'),
    ...copies(on, eligibility.targetGroups).map((policy) => targetGroupPolicy(on, policy)),
    ...copies(on, eligibility.exclusions).map(({ code, validFrom, validTo, source }) => ({
      kind: 'exclusion' as const,
      id: code,
      detail: REFUSAL_TEXTS[code],
      validFrom,
      validTo,
      source,
    })),
    ...copies(on, priorities).map(({ flags, ...rule }) => ({
      ...rule,
      kind: 'priority' as const,
      flags: flags.map(({ code }) => code),
    })),
    ...copies(on, thinPlans).map((rule) => ({ ...rule, kind: 'thin-plan' as const })),
  ];
}

/** A policy of target groups with its groups of the day, and with the sources that these name. */
function targetGroupPolicy(on: LocalDate, { groups, ...policy }: TargetGroupPolicy) {
  const ofDay = copies(on, groups);
  const source = [...new Set(ofDay.flatMap((group) => group.source.split(', ')))].join(', ');
  return { ...policy, kind: 'target-groups' as const, source, groups: ofDay.map(({ code }) => code) };
}

function clockPolicies(on: LocalDate, { guarantee, review }: ClockPolicies, use: 'in-force' | 'reading') {
  const forNewClocks = 'clocks-opened-since' as const;
  return [
    ...copies<GuaranteePolicy>(on, guarantee).map(({ appliesTo = forNewClocks, ...policy }) => ({
      ...policy,
      stoppedBy: [...policy.stoppedBy],
      appliesTo,
      use,
    })),
    ...copies<ReviewPolicy>(on, review).map(({ appliesTo = forNewClocks, ...policy }) => ({
      ...policy,
      appliesTo,
      use,
    })),
  ];
}
