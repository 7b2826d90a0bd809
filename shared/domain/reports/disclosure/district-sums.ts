import type { City } from '../../city.ts';
import { toEpochDay } from '../../time/local-date.ts';
import { districtsOf } from '../districts.ts';
import { DIVISIONS, type ReportQuestion } from '../question.ts';
import { MERGED_DISTRICT, mergedKey } from './groups-of-cases.ts';
import type { Linking } from './linking.ts';

/** A district that several of the division of 2007 make up. */
export interface MergedDistrict {
  readonly key: string;
  readonly codes: ReadonlyArray<string>;
}

/** The codes under which something has been counted. */
export function activeDistricts(links: Linking): ReadonlySet<string> {
  return new Set(links.groups().flatMap(({ keys }) => keys.get('district') ?? []));
}

/** The districts of the later divisions under several of whose codes something has been counted. */
export function mergedDistricts(
  city: Pick<City, 'districts'>,
  active: ReadonlySet<string>,
): ReadonlyArray<MergedDistrict> {
  const found = new Map<string, MergedDistrict>();
  for (const division of DIVISIONS) {
    if (division === 'of-the-time') continue;
    const districtOf = districtsOf(division, city);
    const parts = Map.groupBy([...active], (code) => districtOf(code, 0));
    for (const codes of parts.values()) {
      if (codes.length > 1) found.set(mergedKey(codes), { key: mergedKey(codes), codes });
    }
  }
  return [...found.values()];
}

/** The key of the cases held under some codes: a district of 2007, or one that several of them make up. */
export function keyOfDistricts(
  codes: Iterable<string>,
  active: ReadonlySet<string>,
): readonly [dimension: string, key: string] {
  const counted = [...codes].filter((code) => active.has(code));
  const [only = ''] = counted;
  return counted.length > 1 ? [MERGED_DISTRICT, mergedKey(counted)] : ['district', only];
}

/** The codes whose cases a report puts under a district of its division, in a period without mergers. */
export function codesUnder(
  district: string,
  { division, to }: Pick<ReportQuestion, 'division' | 'to'>,
  city: Pick<City, 'districts'>,
  active: ReadonlySet<string>,
): ReadonlyArray<string> {
  const districtOf = districtsOf(division, city);
  return [...active].filter((code) => districtOf(code, toEpochDay(to)) === district);
}
