/**
 * What a row of any table counts, whichever report it stands in: the cases, or promises, that have a key in each of some
 * dimensions. The office of a report on one office is such a key too, so that the same figure in different reports is the
 * same cell. No key at all is the whole city.
 */
export type Keys = ReadonlyMap<string, string>;

/** Names a group of cases, the same however its keys are ordered. */
export function groupId(keys: Keys): string {
  return [...keys]
    .map(([dimension, key]) => `${dimension}=${key}`)
    .sort()
    .join('&');
}

/** The keys of a row: `month-and-office` has `2008-03/kista`; a total has none. */
export function rowKeys(dimension: string, key: string): Keys {
  const dimensions = dimension.split('-and-');
  const parts = dimensions.length === 1 ? [key] : key.split('/');
  return new Map(dimensions.map((name, index) => [name, parts[index] ?? '']));
}

/** The dimension of districts that several of the division of 2007 make up together. */
export const MERGED_DISTRICT = 'districts';

/** The dimension of the districts there were on the day itself, in a period in which they changed. */
export const DISTRICT_THEN = 'district-then';

/** The key of a district that is the sum of others. */
export function mergedKey(codes: ReadonlyArray<string>): string {
  return codes.toSorted().join('+');
}
