import { inOrder } from './breakdown.ts';
import { type Cells, type ReportRow, type ReportTable, reportRow, TOTAL } from './report.ts';

/** Tallies by keys of several parts, `2018-09/kista`: as many as there are keys met, however many cases there are. */
export interface Crossing<T> {
  /** The tally of a key, which may be added to in place. */
  at(...parts: ReadonlyArray<string>): T;
  /** A row for each key, in the order of its first part, then of its second. */
  rows(cells: (tally: T, key: string) => Cells): ReadonlyArray<ReportRow>;
}

/** A crossing in which nothing is counted yet; `orders` lists the known keys of each part. */
export function crossing<T>(empty: () => T, ...orders: ReadonlyArray<ReadonlyArray<string>>): Crossing<T> {
  const tallies = new Map<string, { readonly parts: ReadonlyArray<string>; readonly tally: T }>();
  const inOrders = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): number => {
    const place = a.findIndex((part, index) => part !== b[index]);
    return place === -1 ? 0 : inOrder(a[place] ?? '', b[place] ?? '', orders[place] ?? []);
  };
  return {
    at: (...parts) => {
      const key = parts.join('/');
      const known = tallies.get(key);
      if (known !== undefined) return known.tally;
      const tally = empty();
      tallies.set(key, { parts, tally });
      return tally;
    },
    rows: (cells) =>
      [...tallies]
        .toSorted(([, a], [, b]) => inOrders(a.parts, b.parts))
        .map(([key, { tally }]) => reportRow(key, cells(tally, key))),
  };
}

/** The table of a crossing. */
export function crossTable<T>(
  id: string,
  dimension: string,
  figures: Crossing<T>,
  total: T,
  cells: (tally: T) => Cells,
): ReportTable {
  return { id, dimension, rows: figures.rows(cells), total: reportRow(TOTAL, cells(total)) };
}
