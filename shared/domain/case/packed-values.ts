/**
 * Reads the values inside a packed row, each of which must be what was packed there. A report reads a million rows: a
 * check here costs no more than the value it looks at, where a schema for the whole would cost more than all the rest.
 */

/** A list of exactly so many values. */
export function packedTuple(value: unknown, length: number): ReadonlyArray<unknown> {
  if (!Array.isArray(value) || value.length !== length) return notPacked(`${length} values`);
  return value;
}

/** A list of any length, each of its values read in turn. */
export function packedList<T>(value: unknown, read: (element: unknown) => T): ReadonlyArray<T> {
  if (!Array.isArray(value)) return notPacked('a list');
  return value.map((element) => read(element));
}

/** What `read` makes of a value, or `null` where nothing was packed. */
export function packedUnlessNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value);
}

export function packedInt(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : notPacked('a whole number');
}

export function packedText(value: unknown): string {
  return typeof value === 'string' ? value : notPacked('a text');
}

/** The word that a number stands for. */
export function packedCode<T>(value: unknown, words: ReadonlyArray<T>): T {
  const word = typeof value === 'number' ? words[value] : undefined;
  return word === undefined ? notPacked(`one of ${words.length} codes`) : word;
}

function notPacked(expected: string): never {
  throw new TypeError(`a packed row was not written by this version: it lacks ${expected}`);
}
