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
    if ([...whole, ...parts].some(isNew)) linkSum(cells, whole, parts, { city, threshold });
  }
  for (const [index, other] of all.entries()) {
    for (const one of all.slice(0, index)) if (isNew(one) || isNew(other)) linkDays(cells, one, other, city);
  }
  linkRuns(cells, all, now, { city, threshold });
}

/** Periods that together are the same days. */
function* sums(all: Families): Iterable<readonly [whole: Families, parts: Families]> {
  for (const one of all) {
    const others = all.filter((other) => other !== one);
    for (const parts of paths(others, one.period.from, addDays(one.period.to, 1))) yield [[one], parts];
  }
  const cut = all.filter(({ period }) => period.role !== 'standard');
  const [first, ...rest] = cut.map(({ period }) => period.from).toSorted();
  const last = cut
    .map(({ period }) => period.to)
    .toSorted()
    .at(-1);
  if (first === undefined || last === undefined || rest.length === 0) return;
  const standard = all.filter((family) => !cut.includes(family));
  for (const months of paths(standard, first, addDays(last, 1))) {
    for (const parts of paths(cut, first, addDays(last, 1))) yield [months, parts];
  }
}

/** Every way to come from one day to another by periods of which each begins on the day after the one before it. */
function paths(families: Families, from: LocalDate, after: LocalDate): ReadonlyArray<Families> {
  if (from === after) return [[]];
  return families
    .filter(({ period }) => period.from === from && period.to < after)
    .flatMap((first) => paths(families, addDays(first.period.to, 1), after).map((rest) => [first, ...rest]));
}

/** Also of what is left of a period without the one asked about, a small count may not be reckoned. */
function linkSum(
  cells: GatheredCells,
  wholes: Families,
  parts: Families,
  { city, threshold }: Pick<ReportRules, 'city' | 'threshold'>,
): void {
  const asked = parts.length > 2 ? parts.findIndex(({ period }) => period.role === 'asked') : -1;
  for (const group of groupsOf(wholes)) {
    const ofWholes = wholes.map((family) => groupIn(family, group.keys, city));
    const ofParts = parts.map((family) => groupIn(family, group.keys, city));
    for (const name of group.cells.keys()) {
      const whole = cellsNamed(ofWholes, name);
      if (sumOf(cells, whole) === 0 || !cells.relate(whole, cellsNamed(ofParts, name)) || asked === -1) continue;
      const others = cellsNamed(ofParts.toSpliced(asked, 1), name);
      const left = sumOf(cells, others);
      if (0 < left && left < threshold) cells.relate([cells.add(left, 0, true)], others);
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
