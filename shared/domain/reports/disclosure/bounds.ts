import type { LinkedCells } from './linked-cells.ts';

/** What follows from numbers being whole, and from each being at least what a reader must think possible. */
export interface Bounds {
  /**
   * Makes cells known, unless one of those that then have but one value left, as two cells have that are at least 1 and
   * come to 2, may not be known. Says whether it did.
   */
  know(cells: ReadonlyArray<number>, mayKnow: (cell: number) => boolean): boolean;
}

/** How many relations are looked at again before bounds count as found; they converge in far fewer, as a rule. */
const MOST_LOOKS = 3000;

/** Bounds of cells of which none is known yet but the zeros of the tables. */
export function boundsOf({ values, least, relations }: LinkedCells): Bounds {
  const isZero = (cell: number): boolean => values[cell] === 0 && least[cell] === 1;
  const low = Float64Array.from(values, (_, cell) => (isZero(cell) ? 0 : (least[cell] ?? 0)));
  const high = Float64Array.from(values, (_, cell) => (isZero(cell) ? 0 : Number.POSITIVE_INFINITY));
  const relationsOf = values.map((): Array<number> => []);
  for (const [relation, { plus, minus }] of relations.entries()) {
    for (const cell of [...plus, ...minus]) relationsOf[cell]?.push(relation);
  }
  const lowOf = (cell: number): number => low[cell] ?? 0;
  const highOf = (cell: number): number => high[cell] ?? 0;

  let trail: Array<readonly [cell: number, low: number, high: number]> = [];
  let queue: Array<number> = [];
  const queued = new Uint8Array(relations.length);
  const narrow = (cell: number, atLeast: number, atMost: number): void => {
    const [newLow, newHigh] = [Math.max(lowOf(cell), atLeast), Math.min(highOf(cell), atMost)];
    if (newLow === lowOf(cell) && newHigh === highOf(cell)) return;
    trail.push([cell, lowOf(cell), highOf(cell)]);
    low[cell] = newLow;
    high[cell] = newHigh;
    for (const relation of relationsOf[cell] ?? []) {
      if (queued[relation] === 1) continue;
      queued[relation] = 1;
      queue.push(relation);
    }
  };
  /** What the other side of a relation, and the other cells of its own, leave to each cell of a side. */
  const look = (own: ReadonlyArray<number>, other: ReadonlyArray<number>): void => {
    const [otherLow, otherHigh] = [sum(other, lowOf), sum(other, highOf)];
    const ownLow = sum(own, lowOf);
    const isBounded = (cell: number): boolean => highOf(cell) !== Number.POSITIVE_INFINITY;
    const boundedHigh = sum(own.filter(isBounded), highOf);
    const unbounded = own.length - own.filter(isBounded).length;
    for (const cell of own) {
      if (lowOf(cell) === highOf(cell)) continue;
      const isUnbounded = highOf(cell) === Number.POSITIVE_INFINITY;
      const boundedMates = boundedHigh - (isUnbounded ? 0 : highOf(cell));
      const matesHigh = unbounded > (isUnbounded ? 1 : 0) ? Number.POSITIVE_INFINITY : boundedMates;
      narrow(cell, otherLow - matesHigh, otherHigh - (ownLow - lowOf(cell)));
    }
  };
  return {
    know: (cells, mayKnow) => {
      for (const cell of cells) narrow(cell, values[cell] ?? 0, values[cell] ?? 0);
      for (let looks = 0; looks < MOST_LOOKS && looks < queue.length; looks++) {
        const relation = queue[looks] ?? 0;
        queued[relation] = 0;
        const { plus, minus } = relations[relation] ?? { plus: [], minus: [] };
        look(plus, minus);
        look(minus, plus);
      }
      for (const relation of queue) queued[relation] = 0;
      queue = [];
      const isAllowed = trail.every(([cell]) => lowOf(cell) < highOf(cell) || mayKnow(cell));
      if (!isAllowed) {
        for (const [cell, wasLow, wasHigh] of trail.toReversed()) {
          low[cell] = wasLow;
          high[cell] = wasHigh;
        }
      }
      trail = [];
      return isAllowed;
    },
  };
}

function sum(cells: ReadonlyArray<number>, of: (cell: number) => number): number {
  let total = 0;
  for (const cell of cells) total += of(cell);
  return total;
}
