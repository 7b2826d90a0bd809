import type { City } from '../../city.ts';
import { codesUnder, keyOfDistricts } from './district-sums.ts';
import type { FamilyCells } from './family-cells.ts';
import { DISTRICT_THEN, type Keys, MERGED_DISTRICT } from './groups-of-cases.ts';
import type { Group } from './linking.ts';

/** Each group of cases once, whichever of the periods has it. */
export function groupsOf(families: ReadonlyArray<FamilyCells>): Iterable<Group> {
  return new Map(families.flatMap(({ links }) => links.groups()).map((group) => [group.id, group])).values();
}

/** A group of cases in a period; `undefined` when nothing was counted of it there. */
export function groupIn(
  { period, links, active, isMerging }: FamilyCells,
  keys: Keys,
  city: Pick<City, 'districts'>,
): Group | undefined {
  const then: Array<readonly [string, string]> = [];
  for (const [dimension, key] of keys) {
    if (dimension !== MERGED_DISTRICT && (dimension !== DISTRICT_THEN || isMerging)) {
      then.push([dimension, key]);
      continue;
    }
    const codes =
      dimension === MERGED_DISTRICT
        ? key.split('+').filter((code) => active.has(code))
        : codesUnder(key, { division: 'of-the-time', to: period.to }, city, active);
    if (codes.length === 0) return undefined;
    then.push(keyOfDistricts(codes, active));
  }
  return links.known(new Map(then));
}

/** The cells of a count in the groups that have it. */
export function cellsNamed(groups: ReadonlyArray<Group | undefined>, name: string): ReadonlyArray<number> {
  return groups.flatMap((group) => group?.cells.get(name) ?? []);
}
