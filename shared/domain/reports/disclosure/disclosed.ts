import type { City } from '../../city.ts';
import { dateInStockholm } from '../../time/stockholm.ts';
import { codesAnsweredFor } from '../districts.ts';
import type { ReportRules } from '../fold.ts';
import type { Measure } from '../measures.ts';
import type { ReportQuestion } from '../question.ts';
import type { ReportRow, ReportTable } from '../report.ts';
import { codesUnder, keyOfDistricts } from './district-sums.ts';
import { changesWithin, type Member } from './family.ts';
import { type FamilyCells, familyCells } from './family-cells.ts';
import { DISTRICT_THEN, type Keys, rowKeys } from './groups-of-cases.ts';
import { gatheredCells, type Offer } from './linked-cells.ts';
import { type Group, type Linking, toldByShare } from './linking.ts';
import { linkPeriods } from './period-links.ts';
import { isSame, type Period, yearsHeld } from './periods.ts';
import { type Reader, readerOf } from './protect.ts';

/** Whether a figure may be told; what no report of the family has may not. */
type MayTell = (keys: Keys, measure: Measure, cells: ReportRow['cells']) => boolean;

/** A stage with the families of reports on the periods that come with it, before anything in them is withheld. */
export interface FamiliesOfStage {
  readonly told: Period;
  readonly added: ReadonlyArray<{ readonly period: Period; readonly members: () => ReadonlyArray<Member> }>;
}

/**
 * The tables of a report without what would give small counts away. What is told is decided for the whole family of
 * reports on a period at once, the city's figures before those of its parts, totals before their parts and large numbers
 * before small ones; each report then tells its own part of that. What has been told of the periods it is held against
 * is decided before, in the same way. So it does not matter which reports, or which division of the city, are asked for,
 * or in which order.
 *
 * Small is a count from 1 to below the threshold. A share is withheld with either of the counts it is made of, and where
 * what is left of its denominator is small; days where the number of cases they are about is.
 */
export function disclosed(
  tables: ReadonlyArray<ReportTable>,
  stages: ReadonlyArray<FamiliesOfStage>,
  question: ReportQuestion,
  rules: ReportRules,
  shapes: FamilyCells['shapes'],
): ReadonlyArray<ReportTable> {
  const { active, mayTell } = decide(stages, question, rules, shapes);
  const groupOf = groupsIn(question, rules.city, active);
  return tables.map((table) => {
    const measures = shapes.find(({ id }) => id === table.id)?.measures ?? [];
    const tell = (row: ReportRow, keys: Keys): ReportRow => {
      const withheld = measures.filter((measure) => !mayTell(keys, measure, row.cells)).map(({ name }) => name);
      const cells = { ...row.cells, ...Object.fromEntries(withheld.map((name) => [name, null])) };
      return { ...row, cells, suppressed: withheld };
    };
    return {
      ...table,
      rows: table.rows.map((row) => tell(row, groupOf(rowKeys(table.dimension, row.key)))),
      total: tell(table.total, groupOf(new Map())),
    };
  });
}

/** What may be told of the period asked about. */
interface Decided extends FamilyCells {
  readonly mayTell: MayTell;
}

function decide(
  stages: ReadonlyArray<FamiliesOfStage>,
  question: Pick<ReportQuestion, 'from' | 'to'>,
  rules: ReportRules,
  shapes: FamilyCells['shapes'],
): Decided {
  const cells = gatheredCells();
  const reader = readerOf(cells);
  const all: Array<FamilyCells> = [];
  for (const { told, added } of stages) {
    const now = added.map(({ period, members }) => familyCells(members(), shapes, period, rules, cells));
    linkPeriods(cells, heldAgainst(now, all), now, rules);
    reader.learn();
    all.push(...now);
    const family = all.find(({ period }) => isSame(period, told));
    if (family === undefined) throw new RangeError('a period is decided on whose figures are not there');
    const mayTell = decidePeriod(family.links, reader, rules.threshold);
    if (isSame(told, question)) return { ...family, mayTell };
  }
  throw new RangeError('the period asked about is not among those decided on');
}

/** One figure of one group of cases, as it is put forward to be told. */
interface Candidate {
  readonly group: Group;
  readonly measure: Measure;
  readonly offer: Offer;
  readonly weight: number;
}

/** What is told of a period within one year never depends on another year. */
function heldAgainst(now: ReadonlyArray<FamilyCells>, before: ReadonlyArray<FamilyCells>): ReadonlyArray<FamilyCells> {
  const years = new Set(now.flatMap(({ period }) => yearsHeld(period)));
  return before.filter(({ period }) => yearsHeld(period).some((year) => years.has(year)));
}

function decidePeriod(links: Linking, reader: Reader, threshold: number): MayTell {
  const candidates = links.groups().flatMap((group) => candidatesOf(links, group, threshold));
  const ordered = candidates.toSorted(
    (a, b) =>
      a.group.keys.size - b.group.keys.size ||
      Number(a.measure.unit === 'share') - Number(b.measure.unit === 'share') ||
      b.weight - a.weight ||
      (`${a.group.id} ${a.measure.name}` < `${b.group.id} ${b.measure.name}` ? -1 : 1),
  );
  const accepted = reader.tell(ordered.map(({ offer }) => offer));
  const told = new Map<Group, Set<string>>();
  for (const [index, { group, measure }] of ordered.entries()) {
    if (accepted[index] !== true) continue;
    const names = told.get(group) ?? new Set();
    told.set(group, names.add(measure.name));
  }
  const isTold = (group: Group, name: string): boolean => {
    const cell = group.cells.get(name);
    return told.get(group)?.has(name) === true || (cell !== undefined && links.value(cell) === 0);
  };
  return (keys, measure, cells) => {
    const value = cells[measure.name] ?? null;
    const group = links.known(keys);
    if (measure.unit === 'count') {
      if (value === 0) return true;
      const cell = group?.cells.get(measure.name);
      return group !== undefined && cell !== undefined && links.value(cell) === value && isTold(group, measure.name);
    }
    const counted = (measure.of?.denominator ?? []).map((name) => cells[name] ?? 0);
    if (counted.every((count) => count === 0)) return value === null;
    if (group === undefined) return false;
    return measure.unit === 'share'
      ? isTold(group, measure.name)
      : (measure.of?.denominator ?? []).every((name) => isTold(group, name));
  };
}

function candidatesOf(links: Linking, group: Group, threshold: number): ReadonlyArray<Candidate> {
  const isSmall = (count: number): boolean => 0 < count && count < threshold;
  return [...group.measures.values()].flatMap((measure) => {
    const offer = measure.unit === 'count' ? countOffer(group, measure) : toldByShare(links, group, measure);
    if (measure.unit === 'days' || offer === undefined) return [];
    const counts = offer.map(links.value);
    const [first = 0, last = first] = counts;
    if (first === 0 && last === 0) return [];
    if ([...counts, Math.abs(last - first)].some(isSmall)) return [];
    return [{ group, measure, offer, weight: last }];
  });
}

function countOffer(group: Group, { name }: Measure): Offer | undefined {
  const cell = group.cells.get(name);
  return cell === undefined ? undefined : [cell];
}

/** Which group of cases a row of the report that was asked for is about, given the keys of its dimension. */
function groupsIn(
  question: ReportQuestion,
  city: Pick<City, 'districts'>,
  active: ReadonlySet<string>,
): (keys: Keys) => Keys {
  const { scope, division, cutOff } = question;
  const covered =
    scope.kind === 'district' ? codesAnsweredFor(scope.code, dateInStockholm(cutOff), city) : new Set(active);
  const place: ReadonlyArray<readonly [string, string]> =
    scope.kind === 'city' ? [] : scope.kind === 'office' ? [['office', scope.code]] : [keyOfDistricts(covered, active)];
  const isThen = division === 'of-the-time' && changesWithin(question, city);
  const placed = ([dimension, key]: readonly [string, string]): readonly [string, string] => {
    if (dimension !== 'district') return [dimension, key];
    if (isThen) return [DISTRICT_THEN, key];
    const codes = codesUnder(key, question, city, active).filter((code) => covered.has(code));
    return keyOfDistricts(codes, active);
  };
  return (keys) => new Map([...[...keys].map(placed), ...place]);
}
