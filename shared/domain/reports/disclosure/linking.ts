import type { Measure } from '../measures.ts';
import { groupId, type Keys } from './groups-of-cases.ts';
import type { LinkedCells, Offer, Relation } from './linked-cells.ts';

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
  value(cell: number): number;
  /** Ties cells together when the sum of `plus` is the sum of `minus`, as a reader who knows so would reckon. */
  relate(plus: ReadonlyArray<number>, minus: ReadonlyArray<number>): boolean;
  /** Says that `parts` are some of `whole`, and nobody is told how many others there are. */
  include(whole: number, parts: ReadonlyArray<number>): void;
  /** A cell that is the sum of others: itself, of one. It may be told through a share. */
  sumOf(cells: ReadonlyArray<number>): number;
  linked(): LinkedCells;
}

/** Starts without any cells; counts from 1 to below the threshold are small. */
export function linking(threshold: number): Linking {
  const values: Array<number> = [];
  const least: Array<0 | 1> = [];
  const small: Array<boolean> = [];
  const relations: Array<Relation> = [];
  const groups = new Map<string, Group>();
  const sums = new Map<string, number>();
  const cell = (value: number, atLeast: 0 | 1): number => {
    values.push(value);
    least.push(atLeast);
    small.push(atLeast === 1 && 0 < value && value < threshold);
    return values.length - 1;
  };
  const value = (index: number): number => values[index] ?? 0;
  const total = (cells: ReadonlyArray<number>): number => cells.reduce((sum, each) => sum + value(each), 0);
  const relate = (plus: ReadonlyArray<number>, minus: ReadonlyArray<number>): boolean => {
    const holds = total(plus) === total(minus);
    if (holds) relations.push({ plus, minus });
    return holds;
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
    count: ({ cells, measures }, measure, counted) => {
      if (!cells.has(measure.name)) cells.set(measure.name, cell(counted, 1));
      measures.set(measure.name, measure);
    },
    value,
    relate,
    include: (whole, parts) => {
      const others = value(whole) - total(parts);
      if (others >= 0) relations.push({ plus: [whole], minus: [...parts, cell(others, 0)] });
    },
    sumOf: (cells) => {
      const [only] = cells;
      if (cells.length === 1 && only !== undefined) return only;
      const id = cells.join('+');
      const known = sums.get(id);
      if (known !== undefined) return known;
      const sum = cell(total(cells), 0);
      sums.set(id, sum);
      relate([sum], cells);
      return sum;
    },
    linked: () => ({ values, least, small, relations }),
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
