import type { Place } from '../attribution.ts';
import type { ReportRules } from '../fold.ts';
import type { TableShape } from '../measures.ts';
import type { ReportRow, ReportTable } from '../report.ts';
import { linkBreakdowns } from './breakdown-links.ts';
import { activeDistricts, type MergedDistrict, mergedDistricts } from './district-sums.ts';
import { changesWithin, type Member } from './family.ts';
import { DISTRICT_THEN, type Keys, MERGED_DISTRICT, rowKeys } from './groups-of-cases.ts';
import type { GatheredCells } from './linked-cells.ts';
import { type Linking, linking } from './linking.ts';
import { linkMeasures } from './measure-links.ts';
import type { Period } from './periods.ts';

/** A family of reports on a period as linked cells. */
export interface FamilyCells {
  readonly period: Period;
  readonly links: Linking;
  readonly shapes: ReadonlyArray<TableShape>;
  /** The codes under which anything has been counted. */
  readonly active: ReadonlySet<string>;
  /** Whether a district was merged into another within the period. */
  readonly isMerging: boolean;
}

/**
 * Puts the counts of a family of reports with those gathered before: the same figure in several tables or reports once, and
 * everything that ties them together. Districts of later divisions are there as sums of those of 2007.
 */
export function familyCells(
  members: ReadonlyArray<Member>,
  shapes: ReadonlyArray<TableShape>,
  period: Period,
  { city, threshold }: ReportRules,
  cells: GatheredCells,
): FamilyCells {
  const links = linking(cells, threshold);
  for (const { place, tables, tablesOfTheTime } of members) {
    for (const table of tables) gather(links, place, table, shapes);
    for (const table of tablesOfTheTime) {
      if (table.dimension.includes('district')) gather(links, place, ofTheTime(table), shapes);
    }
  }
  const active = activeDistricts(links);
  const merged = mergedDistricts(city, active);
  for (const district of merged) sumDistricts(links, district);
  linkMeasures(links, shapes);
  const isMerging = changesWithin(period, city);
  linkBreakdowns(links, city, isMerging ? merged : []);
  return { period, links, shapes, active, isMerging };
}

function gather(links: Linking, place: Place, table: ReportTable, shapes: ReadonlyArray<TableShape>): void {
  const shape = shapes.find(({ id }) => id === table.id);
  if (shape === undefined) return;
  const add = ({ cells }: ReportRow, keys: Keys): void => {
    const group = links.group(keys);
    for (const measure of shape.measures) {
      const value = cells[measure.name] ?? null;
      if (measure.unit !== 'count') group.measures.set(measure.name, measure);
      else if (value !== null) links.count(group, measure, value);
    }
  };
  for (const row of table.rows) add(row, new Map([...rowKeys(table.dimension, row.key), ...Object.entries(place)]));
  add(table.total, new Map(Object.entries(place)));
}

/** A table by the districts of the day itself, told apart from those by the districts of 2007. */
function ofTheTime(table: ReportTable): ReportTable {
  const dimensions = table.dimension.split('-and-');
  return {
    ...table,
    dimension: dimensions.map((name) => (name === 'district' ? DISTRICT_THEN : name)).join('-and-'),
  };
}

/** For every group of a district's cases, the group of those of the district it became a part of. */
function sumDistricts(links: Linking, { key, codes }: MergedDistrict): void {
  const parts = new Map<string, { readonly keys: Keys; readonly of: Array<Keys> }>();
  for (const { keys } of links.groups()) {
    const code = keys.get('district');
    if (code === undefined || !codes.includes(code)) continue;
    const rest = new Map([...keys].filter(([dimension]) => dimension !== 'district'));
    const id = JSON.stringify([...rest].sort());
    const sum = parts.get(id) ?? { keys: new Map([...rest, [MERGED_DISTRICT, key]]), of: [] };
    sum.of.push(keys);
    parts.set(id, sum);
  }
  for (const { keys, of } of parts.values()) {
    const sum = links.group(keys);
    const groups = of.map((part) => links.group(part));
    for (const measure of groups.flatMap(({ measures }) => [...measures.values()])) {
      if (sum.measures.has(measure.name)) continue;
      const cells = groups.flatMap(({ cells: counted }) => counted.get(measure.name) ?? []);
      if (measure.unit !== 'count') sum.measures.set(measure.name, measure);
      else {
        links.count(
          sum,
          measure,
          cells.reduce((all, cell) => all + links.value(cell), 0),
        );
        links.relate([...cellOf(sum.cells, measure.name)], cells);
      }
    }
  }
}

function cellOf(cells: ReadonlyMap<string, number>, name: string): ReadonlyArray<number> {
  const cell = cells.get(name);
  return cell === undefined ? [] : [cell];
}
