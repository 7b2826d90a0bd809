/** Cells of which one sum is another: the sum of `plus` equals the sum of `minus`. */
export interface Relation {
  readonly plus: ReadonlyArray<number>;
  readonly minus: ReadonlyArray<number>;
}

/**
 * Numbers that a reader may be told, by position, and everything that ties them together. Whoever knows the relations and
 * some of the numbers can reckon others; disclosure control asks which.
 */
export interface LinkedCells {
  readonly values: ReadonlyArray<number>;
  /**
   * The least that a reader must think possible of a cell that is not told: 1 in a table, where every zero is told; 0 of
   * a sum or remainder that stands in no table.
   */
  readonly least: ReadonlyArray<0 | 1>;
  /** Whether a cell is a small count, which nobody may be able to reckon. */
  readonly small: ReadonlyArray<boolean>;
  readonly relations: ReadonlyArray<Relation>;
}

/** Linked cells that more are added to: those of one period after the other. */
export interface GatheredCells extends LinkedCells {
  add(value: number, least: 0 | 1, isSmall: boolean): number;
  /** Ties cells together when the sum of `plus` is the sum of `minus`, as a reader who knows so would reckon. */
  relate(plus: ReadonlyArray<number>, minus: ReadonlyArray<number>): boolean;
}

/** Starts without any cells. */
export function gatheredCells(): GatheredCells {
  const values: Array<number> = [];
  const least: Array<0 | 1> = [];
  const small: Array<boolean> = [];
  const relations: Array<Relation> = [];
  const total = (cells: ReadonlyArray<number>): number => cells.reduce((sum, cell) => sum + (values[cell] ?? 0), 0);
  return {
    values,
    least,
    small,
    relations,
    add: (value, atLeast, isSmall) => {
      values.push(value);
      least.push(atLeast);
      small.push(isSmall);
      return values.length - 1;
    },
    relate: (plus, minus) => {
      const holds = total(plus) === total(minus);
      if (holds && plus.length + minus.length > 0) relations.push({ plus, minus });
      return holds;
    },
  };
}

/** What cells come to together. */
export function sumOf({ values }: LinkedCells, cells: ReadonlyArray<number>): number {
  return cells.reduce((sum, cell) => sum + (values[cell] ?? 0), 0);
}

/** Cells that are told together or not at all, as a share tells both its numerator and its denominator. */
export type Offer = ReadonlyArray<number>;
