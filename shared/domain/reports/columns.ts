import { DIMENSIONS } from './attribution.ts';
import type { Measure, TableShape } from './measures.ts';

/** A column of numbers of cases, promises or whatever the definition counts. */
export function count(name: string): Measure {
  return { name, unit: 'count', of: null };
}

/** A column of shares: the counts of a row, one sum through another. */
export function share(name: string, numerator: ReadonlyArray<string>, denominator: ReadonlyArray<string>): Measure {
  return { name, unit: 'share', of: { numerator, denominator } };
}

/** A share with the ends of its 95 % interval beside it, made of the same counts. */
export function shareWithInterval(
  name: string,
  numerator: ReadonlyArray<string>,
  denominator: ReadonlyArray<string>,
): ReadonlyArray<Measure> {
  return [name, `${name}Low`, `${name}High`].map((column) => share(column, numerator, denominator));
}

/** A column of days: a statistic over as many occurrences as a count of the row says. */
export function days(name: string, over: ReadonlyArray<string>): Measure {
  return { name, unit: 'days', of: { numerator: [], denominator: over } };
}

/** One table for each dimension, all with the same columns. */
export function tablesBy(measures: ReadonlyArray<Measure>): ReadonlyArray<TableShape> {
  return DIMENSIONS.map((dimension) => ({ id: `by-${dimension}`, dimension, measures }));
}
