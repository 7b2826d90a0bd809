import type { City } from '../city.ts';
import { BY_ASSESSMENT } from '../referral/eligibility.ts';
import { SEXES } from '../referral/referral.ts';
import { AGE_CLASS_KEYS } from './age-classes.ts';
import type { Attribution, Dimension, Place } from './attribution.ts';

/** What is counted of a group of cases, and how that of two groups comes to that of both. */
export interface Tallied<T> {
  readonly empty: () => T;
  /** Adds what was counted of others; the groups have no case in common. */
  readonly add: (sum: T, others: T) => void;
}

/** Adds up tallies that hold nothing but counts. */
export function addCounts(sum: Record<string, number>, others: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(others)) sum[name] = (sum[name] ?? 0) + count;
}

/**
 * Tallies of one kind while a report reads its cases: one for each combination of keys that there is, whatever report or
 * table it is for in the end. So a case is counted once, and as much memory is taken as there are combinations.
 */
export interface Breakdown<T> {
  /** The tally of what has these keys, to be counted in. */
  at(attribution: Attribution): T;
  /** All that has been counted or, of an office or a district, what that alone held. */
  of(place: Place): Figures<T>;
}

/** What has been counted, in all and by the keys of each dimension. */
export interface Figures<T> {
  readonly total: T;
  /** The tallies of a dimension, in its order. */
  by(dimension: Dimension): ReadonlyArray<readonly [key: string, tally: T]>;
}

/** A breakdown in which nothing is counted yet. */
export function breakdown<T>(tallied: Tallied<T>, order: DimensionOrder): Breakdown<T> {
  const leaves: Array<Leaf<T>> = [];
  const byOffice: Keyed<Keyed<Keyed<Keyed<Keyed<T>>>>> = new Map();
  return {
    // Key by key: to put them together to one would take as long as all the rest of the counting.
    at: (attribution) => {
      const ofDistrict = under(under(byOffice, attribution.office), attribution.district);
      const ofSex = under(under(ofDistrict, attribution['target-group']), attribution.sex);
      const known = ofSex.get(attribution['age-class']);
      if (known !== undefined) return known;
      const tally = tallied.empty();
      ofSex.set(attribution['age-class'], tally);
      leaves.push({ attribution, tally });
      return tally;
    },
    of: ({ office, district }) =>
      summed(
        leaves.filter(
          ({ attribution: of }) =>
            (office === undefined || of.office === office) && (district === undefined || of.district === district),
        ),
        tallied,
        order,
      ),
  };
}

type Keyed<T> = Map<string, T>;

function under<T>(level: Keyed<Keyed<T>>, key: string): Keyed<T> {
  const known = level.get(key);
  if (known !== undefined) return known;
  const made: Keyed<T> = new Map();
  level.set(key, made);
  return made;
}

interface Leaf<T> {
  readonly attribution: Attribution;
  readonly tally: T;
}

function summed<T>(leaves: ReadonlyArray<Leaf<T>>, { empty, add }: Tallied<T>, order: DimensionOrder): Figures<T> {
  const sum = (parts: ReadonlyArray<Leaf<T>>): T => {
    const all = empty();
    for (const { tally } of parts) add(all, tally);
    return all;
  };
  return {
    total: sum(leaves),
    by: (dimension) => {
      const groups = Map.groupBy(leaves, ({ attribution }) => attribution[dimension]);
      for (const key of ALWAYS_TOLD[dimension]) if (!groups.has(key)) groups.set(key, []);
      return [...groups]
        .map(([key, parts]) => [key, sum(parts)] as const)
        .toSorted(([a], [b]) => inOrder(a, b, order[dimension]));
    },
  };
}

/** The keys that are told also where nothing is counted under them. */
const ALWAYS_TOLD: Readonly<Record<Dimension, ReadonlyArray<string>>> = {
  office: [],
  district: [],
  'target-group': [],
  sex: SEXES,
  'age-class': AGE_CLASS_KEYS,
};

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
