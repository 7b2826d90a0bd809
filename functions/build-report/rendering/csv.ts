import { stringify } from 'csv-stringify/sync';
import type { Report } from '../../../shared/domain/reports/report.ts';
import { keyLabel } from '../../../shared/reference/labels.ts';
import { type ShownTable, shownTables } from './shown-table.ts';

const BEFORE = ['kind', 'from', 'to', 'division', 'table', 'dimension', 'key', 'sv', 'en'] as const;

/**
 * A report as one file of comma-separated values (RFC 4180) for other programs: every row of every table, named by its
 * table, with a column for each measure as the `json` names it, unrounded, with decimal points. A withheld cell is empty
 * and named under `suppressed`. A byte order mark tells Excel that it is UTF-8; those who want a sheet take the `xlsx`.
 */
export function reportCsv(report: Report): Uint8Array {
  const tables = shownTables(report);
  const measures = [...new Set(tables.flatMap((table) => table.measures.map(({ name }) => name)))];
  const rows = tables.flatMap((table) => rowsOf(report, table, measures));
  const text = stringify([[...BEFORE, ...measures, 'suppressed'], ...rows], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  return new TextEncoder().encode(text);
}

type Cell = string | number | null;

function rowsOf(
  { kind, from, to, division }: Report,
  { id, dimension, rows, total }: ShownTable,
  measures: ReadonlyArray<string>,
): ReadonlyArray<ReadonlyArray<Cell>> {
  return [...rows, total].map(({ key, cells, suppressed }) => {
    const { sv, en } = keyLabel(dimension, key);
    const figures = measures.map((name) => cells[name] ?? null);
    return [kind, from, to, division, id, dimension, key, sv, en, ...figures, suppressed.join(' ')];
  });
}
