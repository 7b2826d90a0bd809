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

/** Cells that are told together or not at all, as a share tells both its numerator and its denominator. */
export type Offer = ReadonlyArray<number>;
