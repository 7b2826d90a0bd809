import type { City } from '../city.ts';
import { BY_ASSESSMENT } from '../referral/eligibility.ts';
import { SEXES } from '../referral/referral.ts';
import { AGE_CLASS_KEYS } from './age-classes.ts';
import type { Attribution, Dimension } from './attribution.ts';

/**
 * Tallies of one kind for each key of each dimension, and one for all. They are added to in place while a report reads
 * its cases: as many as there are keys, however many cases there are.
 */
export interface Breakdown<T> {
  readonly total: T;
  /** The total and the tally of each dimension where something is counted. */
  at(attribution: Attribution): ReadonlyArray<T>;
  /** The tallies of a dimension, in its order. */
  by(dimension: Dimension): ReadonlyArray<readonly [key: string, tally: T]>;
}

/** A breakdown in which nothing is counted yet. */
export function breakdown<T>(empty: () => T, order: DimensionOrder): Breakdown<T> {
  const total = empty();
  const tallies: Readonly<Record<Dimension, Map<string, T>>> = {
    office: new Map(),
    district: new Map(),
    'target-group': new Map(),
    sex: new Map(SEXES.map((sex) => [sex, empty()])),
    'age-class': new Map(AGE_CLASS_KEYS.map((key) => [key, empty()])),
  };
  const tallyAt = (of: Map<string, T>, key: string): T => {
    const known = of.get(key);
    if (known !== undefined) return known;
    const made = empty();
    of.set(key, made);
    return made;
  };
  return {
    total,
    // One by one, because a report does this for every case several times.
    at: (attribution) => [
      total,
      tallyAt(tallies.office, attribution.office),
      tallyAt(tallies.district, attribution.district),
      tallyAt(tallies['target-group'], attribution['target-group']),
      tallyAt(tallies.sex, attribution.sex),
      tallyAt(tallies['age-class'], attribution['age-class']),
    ],
    by: (dimension) => [...tallies[dimension]].toSorted(([a], [b]) => inOrder(a, b, order[dimension])),
  };
}

/** The keys of each dimension in the order in which a report lists them, whatever order the cases came in. */
export type DimensionOrder = Readonly<Record<Dimension, ReadonlyArray<string>>>;

/** The order of the city's reference data. */
export function dimensionOrder(city: Pick<City, 'offices' | 'districts' | 'eligibility'>): DimensionOrder {
  const groups = city.eligibility.targetGroups.flatMap((policy) => policy.groups.map((group) => group.code));
  return {
    office: city.offices.map(({ code }) => code),
    district: city.districts.map(({ code }) => code),
    'target-group': [...new Set(groups), BY_ASSESSMENT],
    sex: SEXES,
    'age-class': AGE_CLASS_KEYS,
  };
}

/** Keys that the order does not name come last, by their characters. */
export function inOrder(a: string, b: string, order: ReadonlyArray<string>): number {
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return place(a) - place(b) || (a < b ? -1 : 1);
}
