import type { LinkedCells, Relation } from './linked-cells.ts';

/** What follows from numbers being whole, and from each being at least what a reader must think possible. */
export interface Bounds {
  /** Takes in the cells and relations that have been gathered since, but for those that make known what may not be. */
  extend(mayKnow: (cell: number) => boolean): void;
  /**
   * Makes cells known, unless one of those that then have but one value left, as two cells have that are at least 1 and
   * come to 2, may not be known. Says whether it did.
   */
  know(cells: ReadonlyArray<number>, mayKnow: (cell: number) => boolean): boolean;
}

const SIDES = ['low', 'high'] as const;
/** A bound that a reader can tell: that a number is no less, or no more, than it is. */
type Side = (typeof SIDES)[number];
const OTHER: Readonly<Record<Side, Side>> = { low: 'high', high: 'low' };

/**
 * Bounds of gathered cells of which none is known yet but the zeros of the tables.
 *
 * Of the bounds that sums put to a cell only those matter that leave it no room: a number is known when it can be neither
 * less nor more than it is. A bound that leaves room never helps to find one that leaves none, because sums pass all room
 * on. So it is enough to keep whether a cell can be less and whether it can be more. In a sum of which all cells but one
 * cannot move in one direction, that one cannot move in the other.
 */
export function boundsOf({ values, least, relations }: LinkedCells): Bounds {
  const firm: Readonly<Record<Side, Array<boolean>>> = { low: [], high: [] };
  const relationsOf: Array<Array<number>> = [];
  /** How many cells of a relation could still move: those of `plus` to the side, those of `minus` away from it. */
  const loose: Readonly<Record<Side, Array<number>>> = { low: [], high: [] };
  const trail: Array<readonly [cell: number, side: Side]> = [];
  const queue: Array<readonly [relation: number, side: Side]> = [];

  const countLoose = (cells: ReadonlyArray<number>, side: Side): number => {
    let count = 0;
    for (const cell of cells) if (firm[side][cell] !== true) count++;
    return count;
  };
  /** Which way a cell moves in a relation when it moves to a side. */
  const inRelation = (relation: number, cell: number, side: Side): Side =>
    relations[relation]?.plus.includes(cell) === true ? side : OTHER[side];
  const add = (relation: number, side: Side, by: 1 | -1): number => {
    const left = (loose[side][relation] ?? 0) + by;
    loose[side][relation] = left;
    return left;
  };
  const setFirm = (cell: number, side: Side): void => {
    if (firm[side][cell] === true) return;
    firm[side][cell] = true;
    trail.push([cell, side]);
    for (const relation of relationsOf[cell] ?? []) {
      const at = inRelation(relation, cell, side);
      if (add(relation, at, -1) <= 1) queue.push([relation, at]);
    }
  };
  const undo = (): void => {
    for (const [cell, side] of trail) {
      firm[side][cell] = false;
      for (const relation of relationsOf[cell] ?? []) {
        add(relation, inRelation(relation, cell, side), 1);
      }
    }
  };
  /** Holds each cell that all others of the relation hold from the other side. */
  const hold = (cells: ReadonlyArray<number>, side: Side, isAll: boolean): void => {
    for (const cell of cells) if (isAll || firm[side][cell] !== true) setFirm(cell, OTHER[side]);
  };
  const isKnown = (cell: number): boolean => firm.low[cell] === true && firm.high[cell] === true;
  /** Goes on until nothing follows any more, or something that may not. */
  const follow = (mayKnow: (cell: number) => boolean): boolean => {
    let looked = 0;
    const isAllowed = (): boolean => {
      for (; looked < trail.length; looked++) {
        const cell = trail[looked]?.[0] ?? 0;
        if (isKnown(cell) && !mayKnow(cell)) return false;
      }
      return true;
    };
    for (let next = queue.pop(); next !== undefined && isAllowed(); next = queue.pop()) {
      const [relation, side] = next;
      const { plus, minus } = relations[relation] ?? { plus: [], minus: [] };
      const isAll = loose[side][relation] === 0;
      hold(plus, side, isAll);
      hold(minus, OTHER[side], isAll);
    }
    queue.length = 0;
    return isAllowed();
  };
  const extendCells = (): void => {
    for (let cell = relationsOf.length; cell < values.length; cell++) {
      relationsOf.push([]);
      firm.low.push(values[cell] === least[cell] || values[cell] === 0);
      firm.high.push(values[cell] === 0 && least[cell] === 1);
    }
  };
  const takeIn = (relation: number, { plus, minus }: Relation, mayKnow: (cell: number) => boolean): void => {
    for (const side of SIDES) {
      const left = countLoose(plus, side) + countLoose(minus, OTHER[side]);
      loose[side].push(left);
      if (left <= 1) queue.push([relation, side]);
    }
    for (const cell of plus) relationsOf[cell]?.push(relation);
    for (const cell of minus) relationsOf[cell]?.push(relation);
    if (!follow(mayKnow)) {
      undo();
      for (const cell of [...plus, ...minus]) relationsOf[cell]?.pop();
    }
    trail.length = 0;
  };
  return {
    extend: (mayKnow) => {
      extendCells();
      for (const [relation, terms] of relations.entries()) {
        if (relation >= loose.low.length) takeIn(relation, terms, mayKnow);
      }
    },
    know: (cells, mayKnow) => {
      for (const cell of cells) {
        setFirm(cell, 'low');
        setFirm(cell, 'high');
      }
      const isAllowed = follow(mayKnow);
      if (!isAllowed) undo();
      trail.length = 0;
      return isAllowed;
    },
  };
}
