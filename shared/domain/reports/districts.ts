import { type City, districtCodes, districtOn } from '../city.ts';
import { type EpochDay, type LocalDate, localDate, toEpochDay } from '../time/local-date.ts';
import type { Division } from './question.ts';

/** The district that a case, held under some code on a day, is counted in. */
export type DistrictOf = (code: string, on: EpochDay) => string;

/** The first day of each division of the city; every change since 2007 has been a merger. */
const FIRST_DAY: Readonly<Record<Exclude<Division, 'of-the-time'>, LocalDate>> = {
  '2007': localDate('2007-01-01'),
  '2020': localDate('2020-07-01'),
  '2023': localDate('2023-07-01'),
};

/**
 * Puts codes into the districts of a division. `of-the-time` gives the district that stood in for the code on the day
 * itself; the others sum districts merged by then into their successor. What was recorded of a merged district cannot
 * be split again: in an older division it keeps the merged district's code.
 */
export function districtsOf(division: Division, city: Pick<City, 'districts'>): DistrictOf {
  if (division === 'of-the-time') return districtOfTheTime(city);
  const fixed = new Map(city.districts.map(({ code }) => [code, districtOn(city, code, FIRST_DAY[division])]));
  return (code) => fixed.get(code) ?? code;
}

function districtOfTheTime(city: Pick<City, 'districts'>): DistrictOf {
  const mergers = new Map<string, { readonly lastDay: EpochDay; readonly into: string }>();
  for (const { code, validTo, mergedInto } of city.districts) {
    if (validTo !== null && mergedInto !== null) mergers.set(code, { lastDay: toEpochDay(validTo), into: mergedInto });
  }
  const districtOf: DistrictOf = (code, on) => {
    const merger = mergers.get(code);
    return merger === undefined || on <= merger.lastDay ? code : districtOf(merger.into, on);
  };
  return districtOf;
}

/** The codes whose cases a district answers for on a day: its own and those of districts merged into it by then. */
export function codesAnsweredFor(district: string, on: LocalDate, city: Pick<City, 'districts'>): ReadonlySet<string> {
  return new Set(districtCodes(city, district, on));
}
