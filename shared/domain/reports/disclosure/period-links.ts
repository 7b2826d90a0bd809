import type { City } from '../../city.ts';
import { addDays, type LocalDate } from '../../time/local-date.ts';
import type { ReportRules } from '../fold.ts';
import type { FamilyCells } from './family-cells.ts';
import { cellsNamed, groupIn, groupsOf } from './groups-in-periods.ts';
import { type GatheredCells, sumOf } from './linked-cells.ts';
import type { Group } from './linking.ts';
import { LEFT } from './measure-links.ts';
import { linkRuns } from './small-runs.ts';

type Families = ReadonlyArray<FamilyCells>;
type Districts = Pick<City, 'districts'>;

/**
 * Ties the cells of some periods to each other and to those of the periods before: a longer period is the sum of those
 * that it is made up of; of periods that begin, or end, on the same day the stock of that day is the same; what a period
 * leaves is what the one after it begins with. Not every count is a sum over time, or a stock: each is tied wherever it
 * could be one by its value, since more than that no reader can rely on.
 */
export function linkPeriods(
  cells: GatheredCells,
  before: Families,
  now: Families,
  { city, threshold }: Pick<ReportRules, 'city' | 'threshold'>,
): void {
  const all = [...before, ...now];
  const isNew = (family: FamilyCells): boolean => now.includes(family);
  for (const [whole, parts] of sums(all)) {
    if ([whole, ...parts].some(isNew)) linkSum(cells, whole, parts, { city, threshold });
  }
  for (const [index, other] of all.entries()) {
    for (const one of all.slice(0, index)) if (isNew(one) || isNew(other)) linkDays(cells, one, other, city);
  }
  linkRuns(cells, all, now, { city, threshold });
}

/** Periods, each with others that together are the same days. */
function* sums(all: Families): Iterable<readonly [whole: FamilyCells, parts: Families]> {
  for (const one of all) {
    const others = all.filter((other) => other !== one);
    let ways = 0;
    for (const parts of paths(others, one.period.from, addDays(one.period.to, 1))) {
      yield [one, parts];
      if (++ways === MOST_WAYS) break;
    }
  }
}

/** What more ways than this to put a period together tell follows from these, the finest of which is the first. */
const MOST_WAYS = 32;

/** The ways to come from one day to another by periods of which each begins on the day after the one before it. */
function* paths(families: Families, from: LocalDate, after: LocalDate): Generator<Families> {
  if (from === after) {
    yield [];
    return;
  }
  const next = families.filter(({ period }) => period.from === from && period.to < after);
  for (const first of next.toSorted((a, b) => (a.period.to < b.period.to ? -1 : 1))) {
    for (const rest of paths(families, addDays(first.period.to, 1), after)) yield [first, ...rest];
  }
}

/** Also of what is left of a period without a part of it, a small count may not be reckoned. */
function linkSum(
  cells: GatheredCells,
  whole: FamilyCells,
  parts: Families,
  { city, threshold }: Pick<ReportRules, 'city' | 'threshold'>,
): void {
  for (const group of whole.links.groups()) {
    const ofParts = parts.map((family) => groupIn(family, group.keys, city));
    for (const [name, cell] of group.cells) {
      if (sumOf(cells, [cell]) === 0 || !cells.relate([cell], cellsNamed(ofParts, name)) || parts.length < 3) continue;
      for (const [index, part] of ofParts.entries()) {
        const left = sumOf(cells, [cell]) - sumOf(cells, cellsNamed([part], name));
        if (left <= 0 || threshold <= left) continue;
        cells.relate([cells.add(left, 0, true)], cellsNamed(ofParts.toSpliced(index, 1), name));
      }
    }
  }
}

/**
 * Ties what two periods say of one day: of that on which both begin, of that on which both end, or of that on which one
 * ends before the other begins. All but the stock at the start can be of the last day.
 */
function linkDays(cells: GatheredCells, one: FamilyCells, other: FamilyCells, city: Districts): void {
  const [start] = other.shapes.flatMap(({ carriedOver }) => carriedOver?.start ?? []);
  const equal = (
    a: FamilyCells,
    b: FamilyCells,
    named: (group: Group) => Iterable<readonly [string, string]>,
  ): void => {
    for (const group of groupsOf([a, b])) {
      if (group.keys.has('month')) continue;
      const [ofA, ofB] = [groupIn(a, group.keys, city), groupIn(b, group.keys, city)];
      for (const [inA, inB] of named(group)) cells.relate(cellsNamed([ofA], inA), cellsNamed([ofB], inB));
    }
  };
  if (one.period.to === other.period.to) {
    equal(one, other, ({ cells: counted }) =>
      [...counted.keys()].filter((name) => name !== start).map((name) => [name, name]),
    );
  }
  if (start === undefined) return;
  if (one.period.from === other.period.from) equal(one, other, () => [[start, start]]);
  if (addDays(one.period.to, 1) === other.period.from) equal(one, other, () => [[LEFT, start]]);
  if (addDays(other.period.to, 1) === one.period.from) equal(other, one, () => [[LEFT, start]]);
}
