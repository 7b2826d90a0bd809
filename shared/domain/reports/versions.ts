import { isTellable } from './changed-table.ts';
import type { Report, ReportRow, ReportTable } from './report.ts';
import type { WrittenReport } from './report-json.ts';

/** Where a version differs from the one before it. */
export interface TableChange {
  readonly table: string;
  /** The keys of the rows that differ; `total` among them when the total does. */
  readonly rows: ReadonlyArray<string>;
  readonly measures: ReadonlyArray<string>;
}

/** What is published of a question, as its next version is made from it. */
export interface Standing {
  readonly report: WrittenReport;
  /** The tables that are new since the first version. */
  readonly renewed: ReadonlyArray<string>;
}

/** What is published of a question asked again: the figures that stand now, and where they are new. */
export interface NextVersion {
  readonly report: Report;
  /** Empty when all stands as it was published: then it is the same version still. */
  readonly changes: ReadonlyArray<TableChange>;
  readonly renewed: ReadonlyArray<string>;
}

/**
 * What a question's next version says, after one was published and facts have been recorded since. A table is renewed as
 * a whole or stands as it was published: it is renewed only when nobody can work out from the two versions that a figure
 * has changed by fewer than `smallest`, since the few behind such a change could be recognised by whoever knows what was
 * registered late. So a table that is not named as changed either has not changed or has changed too little to be told,
 * and nobody can say which.
 *
 * Tables that have been renewed are renewed together from then on, or none is: all figures are then of one of two moments,
 * that of the first version and that of the last, so that no table shows what has changed between two versions of another.
 * When the definitions or the policies are others, everything is new.
 *
 * Compares published figures only: what either version withholds takes no part. Versions of one report are safe from each
 * other; how those of different reports add up is not looked at.
 */
export function nextVersion({ report: before, renewed }: Standing, now: Report, smallest: number): NextVersion {
  const earlier = new Map(before.tables.map((table) => [table.id, reportTable(table)]));
  const isRedefined = meaning(before) !== meaning(now) || now.tables.some(({ id }) => !earlier.has(id));
  const isNew = (table: ReportTable) => {
    const was = earlier.get(table.id);
    return isRedefined || was === undefined || isTellable(now.kind, was, table, smallest);
  };
  const tellable = now.tables.filter(isNew).map(({ id }) => id);
  const isStandingStill = !isRedefined && !renewed.every((id) => tellable.includes(id));
  const next = isStandingStill ? [] : now.tables.filter(({ id }) => tellable.includes(id));
  const changes = next.flatMap((table) => changeOf(earlier.get(table.id), table) ?? []);
  if (changes.length === 0) return { report: asPublished(before, now), changes, renewed };
  const tables = now.tables.map((table) => (tellable.includes(table.id) ? table : (earlier.get(table.id) ?? table)));
  return {
    report: { ...now, tables },
    changes,
    renewed: [...new Set([...renewed, ...changes.map(({ table }) => table)])],
  };
}

/** What the figures mean, whatever the words. */
function meaning({ definitions, policies }: Pick<Report, 'definitions' | 'policies'>): string {
  return JSON.stringify([definitions.map(({ id, version }) => [id, version]), policies]);
}

/** The figures of an earlier version once more, as they were published. */
export function asPublished(before: WrittenReport, now: Report): Report {
  const { definitions, policies } = before;
  return { ...now, definitions, policies, tables: before.tables.map(reportTable) };
}

function changeOf(before: ReportTable | undefined, now: ReportTable): TableChange | undefined {
  const rowsOf = (table: ReportTable | undefined) => (table === undefined ? [] : [...table.rows, table.total]);
  const was = new Map(rowsOf(before).map((row) => [row.key, row]));
  const is = new Map(rowsOf(now).map((row) => [row.key, row]));
  const rows = new Set<string>();
  const measures = new Set<string>();
  for (const key of new Set([...is.keys(), ...was.keys()])) {
    const [earlier, later] = [was.get(key), is.get(key)];
    for (const name of Object.keys({ ...later?.cells, ...earlier?.cells })) {
      if (earlier !== undefined && later !== undefined && isSameCell(earlier, later, name)) continue;
      rows.add(key);
      measures.add(name);
    }
  }
  return rows.size === 0 ? undefined : { table: now.id, rows: [...rows], measures: [...measures] };
}

function isSameCell(before: ReportRow, now: ReportRow, name: string): boolean {
  return (
    (before.cells[name] ?? null) === (now.cells[name] ?? null) &&
    before.suppressed.includes(name) === now.suppressed.includes(name)
  );
}

type WrittenTable = WrittenReport['tables'][number];

/** A table as it was before it was written. */
function reportTable({ id, dimension, rows, total }: WrittenTable): ReportTable {
  return { id, dimension, rows: rows.map(reportRow), total: reportRow(total) };
}

function reportRow({ key, suppressed, ...cells }: WrittenTable['total']): ReportRow {
  return { key, cells, suppressed };
}
