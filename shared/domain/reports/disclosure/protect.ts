import { boundsOf } from './bounds.ts';
import { elimination } from './elimination.ts';
import type { LinkedCells, Offer, Relation } from './linked-cells.ts';

/**
 * Decides which of the offers, the most important first, a reader is told, so that no small cell can be reckoned from
 * them: not by any combination of sums, nor from the bounds that sums put to numbers which are whole and, since every
 * zero is told, at least 1.
 *
 * The reader starts with the zeros. An offer is accepted when no small cell would follow from it and all that was accepted
 * before. Since knowing more never makes a cell safer, an offer refused on the way would also be refused at the end:
 * nothing is withheld that could have been told besides the rest. The answer depends on the arguments only.
 */
export function protect(cells: LinkedCells, offers: ReadonlyArray<Offer>): ReadonlyArray<boolean> {
  const { values, least, small } = cells;
  const known = values.map((value, cell) => value === 0 && least[cell] === 1);
  const linear = elimination(equations(cells, known));
  const bounds = boundsOf(cells);
  const withheld = new Set<number>();
  const isSmall = (cell: number): boolean => small[cell] === true;

  const tell = (cell: number): boolean => {
    if (known[cell] === true) return true;
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
  return offers.map((offer) => offer.every(tell));
}

/**
 * The relations as equations between the cells not known. One with a remainder that stands in no other relation tells
 * nothing about the rest, as far as algebra goes.
 */
function equations(
  { values, least, relations }: LinkedCells,
  known: ReadonlyArray<boolean>,
): ReadonlyArray<ReadonlyMap<number, number>> {
  const times = new Uint32Array(values.length);
  const all = ({ plus, minus }: Relation) => [...plus, ...minus];
  for (const relation of relations) for (const cell of all(relation)) times[cell] = (times[cell] ?? 0) + 1;
  const isRemainder = (cell: number): boolean => least[cell] === 0 && times[cell] === 1;
  return relations
    .filter((relation) => !all(relation).some(isRemainder))
    .map(({ plus, minus }) => {
      const signed = [...plus.map((cell) => [cell, 1] as const), ...minus.map((cell) => [cell, -1] as const)];
      return new Map(signed.filter(([cell]) => known[cell] !== true));
    });
}
