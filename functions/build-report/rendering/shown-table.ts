import type { Definition } from '../../../shared/domain/reports/definition.ts';
import { KINDS } from '../../../shared/domain/reports/kinds.ts';
import { type Measure, shapeOf } from '../../../shared/domain/reports/measures.ts';
import type { Report, ReportRow, ReportTable } from '../../../shared/domain/reports/report.ts';
import { dimensionLabel, type InWords } from '../../../shared/reference/labels.ts';

/** A table of a report with what it takes to show it. */
export interface ShownTable extends ReportTable {
  readonly title: InWords;
  readonly measures: ReadonlyArray<Measure>;
}

/** The tables of a report, each with its title and its columns. */
export function shownTables(report: Report): ReadonlyArray<ShownTable> {
  return report.tables.map((table) => ({
    ...table,
    title: titleOf(report, table),
    measures: shapeOf(report.kind, table.id)?.measures ?? [],
  }));
}

/** The definition of a measure; `undefined` for a column that only goes with another. */
export function definitionOf({ kind }: Pick<Report, 'kind'>, measure: string): Definition | undefined {
  return KINDS[kind].definitions.find(({ id }) => id === kebab(measure));
}

/** The heading of a column. */
export function measureLabel(report: Pick<Report, 'kind'>, measure: string): InWords {
  const definition = definitionOf(report, measure);
  if (definition !== undefined) return definition;
  const [, of, end] = /^(.+)(Low|High)$/.exec(measure) ?? [];
  const interval = of === undefined ? undefined : definitionOf(report, of);
  if (interval === undefined) return { sv: measure, en: measure };
  return end === 'Low'
    ? { sv: `${interval.sv}, lägst`, en: `${interval.en}, lowest` }
    : { sv: `${interval.sv}, högst`, en: `${interval.en}, highest` };
}

/** How many occurrences a cell rests on; `null` when that itself is withheld. */
export function basisOf({ cells }: ReportRow, { name, of }: Measure): number | null {
  const counts = (of === null ? [name] : of.denominator).map((each) => cells[each] ?? null);
  return counts.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

function titleOf({ kind }: Report, { id, dimension }: ReportTable): InWords {
  const named = KINDS[kind].definitions.find((definition) => definition.id === id);
  if (named !== undefined) return named;
  const by = dimensionLabel(dimension);
  return { sv: `Per ${by.sv}`, en: `By ${by.en}` };
}

function kebab(measure: string): string {
  return measure.replace(/[A-Z]|(?<=[a-z])\d+/g, (part) => (/\d/.test(part) ? part : `-${part.toLowerCase()}`));
}
