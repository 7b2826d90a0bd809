import type { ReportRules } from '../fold.ts';
import type { TableShape } from '../measures.ts';
import type { FamilyCells } from './family-cells.ts';
import { groupIn, groupsOf } from './groups-in-periods.ts';
import { type GatheredCells, sumOf } from './linked-cells.ts';
import { LEFT } from './measure-links.ts';
import type { Period } from './periods.ts';

type Families = ReadonlyArray<FamilyCells>;

/**
 * Puts together what was counted in several periods on end, wherever that is a small count: it may not be reckoned from
 * longer periods either.
 */
export function linkRuns(
  cells: GatheredCells,
  all: Families,
  now: Families,
  { city, threshold }: Pick<ReportRules, 'city' | 'threshold'>,
): void {
  const shortest = shortestOf(all);
  const added = shortest.filter((family) => now.includes(family));
  const stocks = new Set(added.flatMap(({ shapes }) => shapes).flatMap(stocksOf));
  for (const group of groupsOf(added)) {
    const groups = shortest.map((family) => groupIn(family, group.keys, city));
    for (const name of group.cells.keys()) {
      if (stocks.has(name)) continue;
      const ofGroup = groups.map((each) => each?.cells.get(name));
      const isNew = new Set(added.map((family) => ofGroup[shortest.indexOf(family)]));
      for (const run of smallRuns(cells, ofGroup, threshold)) {
        if (run.some((cell) => isNew.has(cell))) cells.relate([cells.add(sumOf(cells, run), 0, true)], run);
      }
    }
  }
}

/** The cells of two or more periods on end, as far as a reader does not know them to be zero, that come to a small count. */
function* smallRuns(
  cells: GatheredCells,
  ofGroup: ReadonlyArray<number | undefined>,
  threshold: number,
): Iterable<ReadonlyArray<number>> {
  const unknown = ofGroup.flatMap((cell) => (cell === undefined || isKnownZero(cells, cell) ? [] : [cell]));
  for (let first = 0; first < unknown.length; first++) {
    for (let after = first + 2; after <= unknown.length; after++) {
      const run = unknown.slice(first, after);
      const sum = sumOf(cells, run);
      if (sum >= threshold) break;
      if (sum > 0) yield run;
    }
  }
}

function isKnownZero({ values, least }: GatheredCells, cell: number): boolean {
  return values[cell] === 0 && least[cell] === 1;
}

/** The periods that no other lies within, in order. */
function shortestOf(all: Families): Families {
  return all
    .filter((one) => !all.some((other) => other !== one && isWithin(other.period, one.period)))
    .toSorted((a, b) => (a.period.from < b.period.from ? -1 : 1));
}

function isWithin(one: Period, other: Period): boolean {
  return other.from <= one.from && one.to <= other.to;
}

/** The counts that are of one day, and no sum over time. */
function stocksOf({ carriedOver }: TableShape): ReadonlyArray<string> {
  if (carriedOver === undefined) return [];
  const { plus, minus } = carriedOver.end;
  return [carriedOver.start, LEFT, ...(plus.length + minus.length === 1 ? plus : [])];
}
