import type { Measure } from '../measures.ts';
import { groupId, type Keys } from './groups-of-cases.ts';
import type { GatheredCells, Offer } from './linked-cells.ts';

/** The counts of a group of cases, from whichever tables have them. */
export interface Group {
  readonly id: string;
  readonly keys: Keys;
  /** The cell of each count, by the measure's name. */
  readonly cells: Map<string, number>;
  readonly measures: Map<string, Measure>;
}

/** Cells being gathered and linked. */
export interface Linking {
  /** The group of cases that has these keys. */
  group(keys: Keys): Group;
  groups(): ReadonlyArray<Group>;
  known(keys: Keys): Group | undefined;
  /** Puts a count of a group in a cell; a cell that has another value already is left as it is. */
  count(group: Group, measure: Measure, value: number): void;
  /** Puts in a cell what no table of the period tells, but a table of another may. */
  untold(group: Group, name: string, value: number): number;
  value(cell: number): number;
  /** Ties cells together when the sum of `plus` is the sum of `minus`, as a reader who knows so would reckon. */
  relate(plus: ReadonlyArray<number>, minus: ReadonlyArray<number>): boolean;
  /** Says that `parts` are some of `whole`, and nobody is told how many others there are. */
  include(whole: number, parts: ReadonlyArray<number>): void;
  /** A cell that is the sum of others: itself, of one. It may be told through a share. */
  sumOf(cells: ReadonlyArray<number>): number;
}

/**
 * Starts without any groups; their cells are put with those of other periods. Below the threshold they are small. Of a period
 * that nobody has reported on, too, a reader is taken to know the zeros: to whoever asks about it they are told.
 */
export function linking(cells: GatheredCells, threshold: number): Linking {
  const groups = new Map<string, Group>();
  const sums = new Map<string, number>();
  const { relate } = cells;
  const value = (index: number): number => cells.values[index] ?? 0;
  const total = (some: ReadonlyArray<number>): number => some.reduce((sum, each) => sum + value(each), 0);
  const cellOf = (group: Group, name: string, counted: number): number => {
    const isSmall = 0 < counted && counted < threshold;
    const cell = group.cells.get(name) ?? cells.add(counted, 1, isSmall);
    group.cells.set(name, cell);
    return cell;
  };
  return {
    group: (keys) => {
      const id = groupId(keys);
      const found = groups.get(id) ?? { id, keys, cells: new Map(), measures: new Map() };
      groups.set(id, found);
      return found;
    },
    groups: () => [...groups.values()],
    known: (keys) => groups.get(groupId(keys)),
    count: (group, measure, counted) => {
      cellOf(group, measure.name, counted);
      group.measures.set(measure.name, measure);
    },
    untold: cellOf,
    value,
    relate,
    include: (whole, parts) => {
      const others = value(whole) - total(parts);
      if (others >= 0) relate([whole], [...parts, cells.add(others, 0, false)]);
    },
    sumOf: (some) => {
      const [only] = some;
      if (some.length === 1 && only !== undefined) return only;
      const id = some.join('+');
      const known = sums.get(id);
      if (known !== undefined) return known;
      const sum = cells.add(total(some), 0, false);
      sums.set(id, sum);
      relate([sum], some);
      return sum;
    },
  };
}

/** The cells of some counts of a group; `undefined` when it lacks one of them. */
export function cellsOf(group: Group, names: ReadonlyArray<string>): ReadonlyArray<number> | undefined {
  const found = names.flatMap((name) => group.cells.get(name) ?? []);
  return found.length === names.length ? found : undefined;
}

/** The cells that a share tells: its numerator and its denominator. */
export function toldByShare(linking: Linking, group: Group, { of }: Measure): Offer | undefined {
  if (of === null) return undefined;
  const numerator = cellsOf(group, of.numerator);
  const denominator = cellsOf(group, of.denominator);
  return numerator === undefined || denominator === undefined
    ? undefined
    : [linking.sumOf(numerator), linking.sumOf(denominator)];
}
