import { boundsOf } from './bounds.ts';
import { elimination } from './elimination.ts';
import type { LinkedCells, Offer, Relation } from './linked-cells.ts';

/** Somebody who reads all that is told, knows how it hangs together, and reckons. */
export interface Reader {
  /**
   * Lets the reader see how the cells gathered since hang together, and the zeros among them. A relation by which what has
   * been told already would give a small cell away is passed over, lest all that follows from it be told as well.
   */
  learn(): void;
  /**
   * Decides which of the offers, the most important first, the reader is told, so that no small cell can be reckoned from
   * them: not by any combination of sums, nor from the bounds that sums put to numbers which are whole and, since every
   * zero is told, at least 1.
   *
   * An offer is accepted when no small cell would follow from it and all that was accepted before. Since knowing more
   * never makes a cell safer, an offer refused on the way would also be refused at the end: nothing is withheld that could
   * have been told besides the rest.
   */
  tell(offers: ReadonlyArray<Offer>): ReadonlyArray<boolean>;
}

/** A reader of cells that are gathered bit by bit. What is decided depends on them and the offers only. */
export function readerOf(cells: LinkedCells): Reader {
  const { values, least, small } = cells;
  const known: Array<boolean> = [];
  const linear = elimination();
  const bounds = boundsOf(cells);
  const withheld = new Set<number>();
  const isSmall = (cell: number): boolean => small[cell] === true;
  const equationsSince = newEquations(cells, known);

  const tellOne = (cell: number): boolean => {
    if (known[cell] === true) return !isSmall(cell);
    if (isSmall(cell) || withheld.has(cell)) return false;
    const follow = [cell, ...linear.consequences(cell)];
    if (follow.some(isSmall) || !bounds.know(follow, (each) => !isSmall(each))) {
      withheld.add(cell);
      return false;
    }
    linear.know(cell);
    for (const each of follow) known[each] = true;
    return true;
  };
  return {
    learn: () => {
      for (let cell = known.length; cell < values.length; cell++) {
        known.push(values[cell] === 0 && least[cell] === 1);
      }
      const mayKnow = (cell: number): boolean => !isSmall(cell);
      bounds.extend(mayKnow);
      const follow = linear.add(equationsSince(), mayKnow);
      for (const cell of follow) if (bounds.know([cell], mayKnow)) known[cell] = true;
    },
    tell: (offers) => offers.map((offer) => offer.every(tellOne)),
  };
}

/**
 * The relations gathered since the last time, as equations between the cells not known. One with a remainder that stands
 * in no other relation tells nothing about the rest, as far as algebra goes.
 */
function newEquations(
  { least, small, relations }: LinkedCells,
  known: ReadonlyArray<boolean>,
): () => ReadonlyArray<ReadonlyMap<number, number>> {
  const times: Array<number> = [];
  const isRemainder = (cell: number): boolean => least[cell] === 0 && small[cell] === false && times[cell] === 1;
  const tally = (cells: ReadonlyArray<number>): void => {
    for (const cell of cells) times[cell] = (times[cell] ?? 0) + 1;
  };
  const equation = ({ plus, minus }: Relation): ReadonlyMap<number, number> => {
    const terms = new Map<number, number>();
    for (const cell of plus) if (known[cell] !== true) terms.set(cell, 1);
    for (const cell of minus) if (known[cell] !== true) terms.set(cell, -1);
    return terms;
  };
  let taken = 0;
  return () => {
    const since = relations.slice(taken);
    taken = relations.length;
    for (const { plus, minus } of since) {
      tally(plus);
      tally(minus);
    }
    return since.filter(({ plus, minus }) => !plus.some(isRemainder) && !minus.some(isRemainder)).map(equation);
  };
}
