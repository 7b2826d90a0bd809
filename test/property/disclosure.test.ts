import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatheredCells, type LinkedCells } from '../../shared/domain/reports/disclosure/linked-cells.ts';
import { readerOf } from '../../shared/domain/reports/disclosure/protect.ts';
import { determined } from '../unit/reports/disclosure/linear-attacker.ts';
import { RUNS } from './runs.ts';

/** A table of counts with sums of rows, sums of columns and a sum of all, as one list: the sum of all first. */
interface CountTable {
  readonly cells: LinkedCells;
  readonly offers: ReadonlyArray<ReadonlyArray<number>>;
}

const THRESHOLD = 5;

function countTable(counts: ReadonlyArray<ReadonlyArray<number>>): CountTable {
  const [width, height] = [counts[0]?.length ?? 0, counts.length];
  const sum = (values: ReadonlyArray<number>) => values.reduce((all, value) => all + value, 0);
  const rows = counts.map(sum);
  const columns = Array.from({ length: width }, (_, column) => sum(counts.map((row) => row[column] ?? 0)));
  const values = [sum(rows), ...rows, ...columns, ...counts.flat()];
  const rowSum = (row: number) => 1 + row;
  const columnSum = (column: number) => 1 + height + column;
  const inner = (row: number, column: number) => 1 + height + width + row * width + column;
  const indices = (length: number) => Array.from({ length }, (_, index) => index);
  const relations = [
    { plus: [0], minus: indices(height).map(rowSum) },
    { plus: [0], minus: indices(width).map(columnSum) },
    ...indices(height).map((row) => ({
      plus: [rowSum(row)],
      minus: indices(width).map((column) => inner(row, column)),
    })),
    ...indices(width).map((column) => ({
      plus: [columnSum(column)],
      minus: indices(height).map((row) => inner(row, column)),
    })),
  ];
  const small = values.map((value) => 0 < value && value < THRESHOLD);
  return {
    cells: { values, least: values.map(() => 1), small, relations },
    offers: values.flatMap((value, cell) => (value === 0 || small[cell] === true ? [] : [[cell]])),
  };
}

const tables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([height, width]) =>
    fc.array(fc.array(fc.oneof(fc.nat(4), fc.nat(30)), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  )
  .map(countTable);

/** The cells a reader knows: the zeros and what has been told. */
function told({ cells, offers }: CountTable): ReadonlySet<number> {
  const reader = readerOf(cells);
  reader.learn();
  const accepted = reader.tell(offers);
  const zeros = [...cells.values.keys()].filter((cell) => cells.values[cell] === 0);
  return new Set([...zeros, ...offers.filter((_, index) => accepted[index]).flat()]);
}

function reckoned({ values, relations }: LinkedCells, known: ReadonlySet<number>): ReadonlyMap<string, number> {
  return determined(
    relations.map(({ plus, minus }) => {
      const terms = new Map<string, number>();
      let constant = 0;
      for (const [cells, sign] of [[plus, 1] as const, [minus, -1] as const]) {
        for (const cell of cells) {
          if (known.has(cell)) constant -= sign * (values[cell] ?? 0);
          else terms.set(String(cell), sign);
        }
      }
      return { terms, constant };
    }),
  );
}

const isSmall = ({ small }: LinkedCells, cell: string | number): boolean => small[Number(cell)] === true;

test('no small count of a table can be reckoned from what is told of it', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const known = told(table);
      expect([...known].filter((cell) => isSmall(table.cells, cell))).toEqual([]);
      const found = reckoned(table.cells, known);
      expect([...found.keys()].filter((cell) => isSmall(table.cells, cell))).toEqual([]);
    }),
    RUNS,
  );
});

/** Every way to fill what is not told with whole numbers from 1 that agrees with what is; gives up after a while. */
function solutions(
  { values, relations }: LinkedCells,
  known: ReadonlySet<number>,
): ReadonlyArray<Map<number, number>> | null {
  const unknown = [...values.keys()].filter((cell) => !known.has(cell));
  const filled = new Map([...known].map((cell) => [cell, values[cell] ?? 0]));
  const found: Array<Map<number, number>> = [];
  let steps = 0;
  const bounds = (cell: number): readonly [number, number] => {
    let [low, high] = [1, 60];
    for (const { plus, minus } of relations) {
      const [own, others] = plus.includes(cell) ? [plus, minus] : [minus, plus];
      if (!own.includes(cell)) continue;
      const least = (cells: ReadonlyArray<number>) => cells.reduce((all, each) => all + (filled.get(each) ?? 1), 0);
      const mates = own.filter((each) => each !== cell);
      if (others.every((each) => filled.has(each))) high = Math.min(high, least(others) - least(mates));
      if (mates.every((each) => filled.has(each))) low = Math.max(low, least(others) - least(mates));
    }
    return [low, high];
  };
  const fill = (rest: ReadonlyArray<number>): boolean => {
    if (steps++ > 20_000) return false;
    const choices = rest.map((cell) => [cell, ...bounds(cell)] as const);
    const [next] = choices.toSorted(([, lowA, highA], [, lowB, highB]) => highA - lowA - (highB - lowB));
    if (next === undefined) {
      found.push(new Map(filled));
      return true;
    }
    const [cell, low, high] = next;
    const left = rest.filter((each) => each !== cell);
    for (let value = low; value <= high; value++) {
      filled.set(cell, value);
      if (!fill(left)) return false;
    }
    filled.delete(cell);
    return true;
  };
  return fill(unknown) ? found : null;
}

const smallTables = fc
  .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 2, max: 4 }))
  .chain(([height, width]) =>
    fc.array(fc.array(fc.oneof(fc.nat(4), fc.nat(9)), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  )
  .map(countTable);

test('nor by trying all whole numbers that would fit', () => {
  fc.assert(
    fc.property(smallTables, (table) => {
      const fits = solutions(table.cells, told(table));
      fc.pre(fits !== null);
      expect(fits === null ? [] : settled(table.cells, fits)).toEqual([]);
    }),
    RUNS,
  );
});

test('nothing is withheld that could have been told besides the rest', () => {
  fc.assert(
    fc.property(smallTables, (table) => {
      const known = told(table);
      for (const [cell = -1] of table.offers) {
        if (known.has(cell)) continue;
        const fits = solutions(table.cells, new Set([...known, cell]));
        if (fits !== null) expect(settled(table.cells, fits)).not.toEqual([]);
      }
    }),
    RUNS,
  );
});

/** The small cells that have the same value however the table is filled. */
function settled(cells: LinkedCells, fits: ReadonlyArray<ReadonlyMap<number, number>>): ReadonlyArray<number> {
  return [...cells.values.keys()].filter(
    (cell) => isSmall(cells, cell) && fits.every((each) => each.get(cell) === cells.values[cell]),
  );
}

/** Counts of some groups in months, and in the months together, told month by month. */
const someMonths = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 })).chain(([months, groups]) =>
  fc.array(fc.array(fc.oneof(fc.nat(4), fc.nat(20)), { minLength: groups, maxLength: groups }), {
    minLength: months,
    maxLength: months,
  }),
);

/** What is told of each month's groups and their sum, and with the last month of those of all months together. */
function toldByMonth(months: ReadonlyArray<ReadonlyArray<number>>) {
  const cells = gatheredCells();
  const reader = readerOf(cells);
  const sum = (values: ReadonlyArray<number>) => values.reduce((all, value) => all + value, 0);
  const period = (counts: ReadonlyArray<number>): ReadonlyArray<number> => {
    const added = [sum(counts), ...counts].map((value) => cells.add(value, 1, 0 < value && value < THRESHOLD));
    cells.relate(added.slice(0, 1), added.slice(1));
    return added;
  };
  const groups = months[0]?.map((_, group) => sum(months.map((month) => month[group] ?? 0))) ?? [];
  const known = new Set<number>();
  const asMonths: Array<ReadonlyArray<number>> = [];
  for (const [index, month] of months.entries()) {
    const longer = index === months.length - 1 ? period(groups) : [];
    asMonths.push(period(month));
    for (const [place, cell] of longer.entries()) {
      cells.relate(
        [cell],
        asMonths.flatMap((one) => one[place] ?? []),
      );
    }
    reader.learn();
    const offered = [...longer, ...(asMonths.at(-1) ?? [])].filter((cell) => cells.values[cell] !== 0);
    const told = reader.tell(offered.map((cell) => [cell]));
    for (const [place, cell] of offered.entries()) if (told[place] === true) known.add(cell);
  }
  return {
    cells,
    known: new Set([...known, ...[...cells.values.keys()].filter((cell) => cells.values[cell] === 0)]),
    asMonths,
  };
}

test('no small count can be reckoned from what is told of months and of all of them together', () => {
  fc.assert(
    fc.property(someMonths, (months) => {
      const { cells, known } = toldByMonth(months);
      const found = [...reckoned(cells, known).keys(), ...known];
      expect(found.filter((cell) => isSmall(cells, cell))).toEqual([]);
    }),
    RUNS,
  );
});

test('what is told of a month is the same whatever the months after it', () => {
  fc.assert(
    fc.property(someMonths, someMonths, (months, others) => {
      const width = Math.min(months[0]?.length ?? 0, others[0]?.length ?? 0);
      const [before, after] = [months, others].map((some) => some.map((month) => month.slice(0, width)));
      const tellsOf = (all: ReadonlyArray<ReadonlyArray<number>>) => {
        const { known, asMonths } = toldByMonth(all);
        return asMonths.slice(0, months.length).map((cells) => cells.map((cell) => known.has(cell)));
      };
      const [one = [], other = []] = [before ?? [], after ?? []];
      expect(tellsOf([...one, ...other])).toEqual(tellsOf([...one, ...other.toReversed(), ...one]));
    }),
    RUNS,
  );
});

const fewMonths = fc.array(fc.array(fc.oneof(fc.nat(4), fc.nat(9)), { minLength: 2, maxLength: 3 }), {
  minLength: 2,
  maxLength: 2,
});

test('nothing is withheld of months, or of all of them, that could have been told besides', () => {
  fc.assert(
    fc.property(fewMonths, ([first = [], second = []]) => {
      const groups = Math.min(first.length, second.length);
      const { cells, known } = toldByMonth([first.slice(0, groups), second.slice(0, groups)]);
      for (const cell of cells.values.keys()) {
        if (known.has(cell) || isSmall(cells, cell)) continue;
        const fits = solutions(cells, new Set([...known, cell]));
        if (fits !== null) expect(settled(cells, fits)).not.toEqual([]);
      }
    }),
    RUNS,
  );
});
