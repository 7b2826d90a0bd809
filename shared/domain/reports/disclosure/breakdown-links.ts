import type { City } from '../../city.ts';
import type { MergedDistrict } from './district-sums.ts';
import { DISTRICT_THEN, type Keys, MERGED_DISTRICT } from './groups-of-cases.ts';
import type { Group, Linking } from './linking.ts';

/**
 * Ties each group of cases to those that it is divided into, dimension by dimension. Where a case can be in several of
 * them they do not add up; each is then at least no larger than the whole.
 */
export function linkBreakdowns(
  links: Linking,
  city: Pick<City, 'mergedGroups'>,
  merged: ReadonlyArray<MergedDistrict>,
): void {
  for (const { whole, dimension, parts } of divisions(links)) linkDivision(links, whole, dimension, parts);
  for (const group of links.groups()) {
    if (group.keys.has('merged-group')) linkMergedGroup(links, group, city);
    if (group.keys.has(DISTRICT_THEN)) linkDistrictThen(links, group, merged);
  }
}

interface Divided {
  readonly whole: Group;
  readonly dimension: string;
  readonly parts: Array<Group>;
}

function divisions(links: Linking): Iterable<Divided> {
  const found = new Map<string, Divided>();
  for (const part of links.groups()) {
    for (const dimension of part.keys.keys()) {
      if (dimension === MERGED_DISTRICT) continue;
      const whole = links.known(without(part.keys, dimension));
      if (whole === undefined) continue;
      const id = `${whole.id} ${dimension}`;
      const divided = found.get(id) ?? { whole, dimension, parts: [] };
      divided.parts.push(part);
      found.set(id, divided);
    }
  }
  return found.values();
}

function linkDivision(links: Linking, whole: Group, dimension: string, parts: ReadonlyArray<Group>): void {
  for (const [name, cell] of whole.cells) {
    const counted = parts.flatMap(({ cells }) => cells.get(name) ?? []);
    if (counted.length === 0 || (dimension !== 'policy' && links.relate([cell], counted))) continue;
    if (dimension === 'policy') {
      for (const part of counted) links.relate([cell], [part]);
    } else if (!OVER_TIME.has(dimension)) {
      for (const part of counted) links.include(cell, [part]);
    }
  }
}

/** What does not add up over these is a state of different days, of which none is part of another. */
const OVER_TIME = new Set(['month', 'year']);

/** The groups that became one have at least as many cases together as that one, which has each of theirs. */
function linkMergedGroup(links: Linking, pooled: Group, { mergedGroups }: Pick<City, 'mergedGroups'>): void {
  const into = pooled.keys.get('merged-group') ?? '';
  const own = mergedGroups.some(({ group }) => group === into) ? [] : [into];
  const names = [...mergedGroups.filter(({ countedAs }) => countedAs === into).map(({ group }) => group), ...own];
  const rest = without(pooled.keys, 'merged-group');
  const groups = names.flatMap((name) => links.known(new Map([...rest, ['target-group', name]])) ?? []);
  for (const [measure, cell] of pooled.cells) {
    const parts = groups.flatMap(({ cells }) => cells.get(measure) ?? []);
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) links.relate([cell], [only]);
    if (parts.length < 2) continue;
    for (const part of parts) links.include(cell, [part]);
    links.include(links.sumOf(parts), [cell]);
  }
}

/** A district's cases of the time before a merger are some of all those held under its code; the rest its successor's. */
function linkDistrictThen(links: Linking, then: Group, merged: ReadonlyArray<MergedDistrict>): void {
  const code = then.keys.get(DISTRICT_THEN) ?? '';
  const rest = without(then.keys, DISTRICT_THEN);
  const under = links.known(new Map([...rest, ['district', code]]));
  const district = merged.find(({ codes }) => codes.includes(code));
  const all = district && links.known(new Map([...rest, [MERGED_DISTRICT, district.key]]));
  for (const [measure, cell] of then.cells) {
    const whole = under?.cells.get(measure);
    if (whole !== undefined && links.value(whole) >= links.value(cell)) {
      if (district === undefined) links.relate([whole], [cell]);
      else links.include(whole, [cell]);
    }
    const sum = all?.cells.get(measure);
    if (sum === undefined || district === undefined) continue;
    const parts = district.codes.flatMap(
      (part) => links.known(new Map([...rest, [DISTRICT_THEN, part]]))?.cells.get(measure) ?? [],
    );
    links.relate([sum], parts);
  }
}

function without(keys: Keys, dimension: string): Keys {
  return new Map([...keys].filter(([name]) => name !== dimension));
}
