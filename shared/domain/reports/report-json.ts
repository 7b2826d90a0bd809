import * as z from 'zod';
import { localDateSchema } from '../time/local-date.ts';
import { type Measure, shapeOf } from './measures.ts';
import { DIVISIONS, REPORT_KINDS } from './question.ts';
import type { Report, ReportRow } from './report.ts';

const rowSchema = z.object({ key: z.string(), suppressed: z.array(z.string()) }).catchall(z.number().min(0).nullable());
type WrittenRow = z.infer<typeof rowSchema>;

const tableSchema = z.strictObject({
  id: z.string(),
  dimension: z.string(),
  rows: z.array(rowSchema),
  total: rowSchema,
});

/**
 * The `json` of a report: the cells of a row stand beside its key, each measure of its table once. A withheld cell is
 * `null` and named in `suppressed`; a share of nothing is `null` too, without being named.
 */
export const reportSchema = z
  .strictObject({
    kind: z.enum(REPORT_KINDS),
    from: localDateSchema,
    to: localDateSchema,
    division: z.enum(DIVISIONS),
    definitions: z.array(z.strictObject({ id: z.string(), version: z.int(), sv: z.string(), en: z.string() })),
    policies: z.array(z.string()),
    tables: z.array(tableSchema),
  })
  .superRefine(({ kind, tables }, { addIssue }) => {
    for (const { id, dimension, rows, total } of tables) {
      const shape = shapeOf(kind, id);
      if (shape?.dimension !== dimension || ![...rows, total].every((row) => fits(row, shape.measures))) {
        addIssue(`the table ${id} is not one of a report on ${kind}`);
      }
    }
  });
export type WrittenReport = z.infer<typeof reportSchema>;

const FITS: Readonly<Record<Measure['unit'], (value: number) => boolean>> = {
  count: Number.isSafeInteger,
  share: (value) => value <= 1,
  days: Number.isFinite,
};

/** Whether a row has each of the measures, in its unit, and no others; what it withholds it does not tell. */
function fits({ key: _, suppressed, ...cells }: WrittenRow, measures: ReadonlyArray<Measure>): boolean {
  return (
    Object.keys(cells).join() === measures.map(({ name }) => name).join() &&
    measures.every(({ name, unit }) => {
      const value = cells[name] ?? null;
      return value === null ? unit !== 'count' || suppressed.includes(name) : FITS[unit](value);
    }) &&
    suppressed.every((name) => cells[name] === null)
  );
}

/** A report as its `json` says it: checked against its schema, its fields in the order of the contract. */
export function written({ kind, from, to, division, definitions, policies, tables }: Report): WrittenReport {
  const report = {
    kind,
    from,
    to,
    division,
    definitions: [...definitions],
    policies: [...policies],
    tables: tables.map(({ id, dimension, rows, total }) => ({
      id,
      dimension,
      rows: rows.map(flat),
      total: flat(total),
    })),
  };
  reportSchema.parse(report);
  return report;
}

/** The bytes of a report's `json`. */
export function reportJson(report: Report): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(written(report)));
}

function flat({ key, cells, suppressed }: ReportRow): WrittenRow {
  return Object.assign({ key }, cells, { suppressed: [...suppressed] });
}
