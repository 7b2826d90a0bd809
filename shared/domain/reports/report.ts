import * as z from 'zod';
import { localDateSchema } from '../time/local-date.ts';
import { DIMENSIONS } from './attribution.ts';
import type { Breakdown } from './breakdown.ts';
import { DIVISIONS } from './question.ts';

const count = z.int().min(0).nullable();
const share = z.number().min(0).max(1).nullable();
const days = z.number().min(0).nullable();

/**
 * `suppressed` names the cells of a row that are withheld to protect persons; a withheld cell is `null`. A share of
 * nothing is `null` too, without being named. None of the measures here withholds any cell.
 */
const suppressed = z.array(z.string());

const outcomesRowSchema = z.strictObject({
  key: z.string(),
  openAtStart: count,
  referred: count,
  closed: count,
  shareClosed: share,
  work: count,
  subsidisedWork: count,
  studies: count,
  workOrStudiesShare: share,
  dropOut: count,
  dropOutShare: share,
  suppressed,
});
export type OutcomesRow = z.infer<typeof outcomesRowSchema>;

const complianceRowSchema = z.strictObject({
  key: z.string(),
  guaranteesDue: count,
  guaranteesMet: count,
  guaranteeMetShare: share,
  metByPlan: count,
  metByWork: count,
  metByOtherMeasure: count,
  voided: count,
  medianDays: days,
  p90Days: days,
  registeredLate: count,
  reviewsDue: count,
  reviewsInTime: count,
  reviewInTimeShare: share,
  suppressed,
});
export type ComplianceRow = z.infer<typeof complianceRowSchema>;

const readingRowSchema = complianceRowSchema.pick({
  key: true,
  guaranteesDue: true,
  guaranteesMet: true,
  guaranteeMetShare: true,
  suppressed: true,
});
export type ReadingRow = z.infer<typeof readingRowSchema>;

/** A table of rows, in a fixed order of keys; `total` is a row of everything the table covers. */
const table = <I extends z.ZodType, D extends z.ZodType, R extends z.ZodType>(id: I, dimension: D, row: R) =>
  z.strictObject({ id, dimension, rows: z.array(row), total: row });

const tableBy = <R extends z.ZodType>(row: R) =>
  table(z.templateLiteral(['by-', z.enum(DIMENSIONS)]), z.enum(DIMENSIONS), row);

const reportFields = {
  from: localDateSchema,
  to: localDateSchema,
  division: z.enum(DIVISIONS),
  definitions: z.array(z.strictObject({ id: z.string(), version: z.int(), sv: z.string(), en: z.string() })),
  /** The ids of the policies under which the figures have come about. */
  policies: z.array(z.string()),
};

/** The `json` of a report. Nothing in it tells when it was built: the same facts give the same bytes. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('outcomes'),
    ...reportFields,
    tables: z.array(tableBy(outcomesRowSchema)),
  }),
  z.strictObject({
    kind: z.literal('compliance'),
    ...reportFields,
    tables: z.array(
      z.union([
        tableBy(complianceRowSchema),
        table(z.literal('policy-readings'), z.literal('policy'), readingRowSchema),
      ]),
    ),
  }),
]);
export type Report = z.infer<typeof reportSchema>;

/** The bytes of a report, checked against its schema on the way out. */
export function reportJson(report: Report): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(reportSchema.parse(report)));
}

/** The key of a table's total. */
export const TOTAL = 'total';

/** One table for each dimension of a breakdown. */
export function tablesBy<T, R>(figures: Breakdown<T>, row: (key: string, tally: T) => R) {
  return DIMENSIONS.map((dimension) => ({
    id: `by-${dimension}` as const,
    dimension,
    rows: figures.by(dimension).map(([key, tally]) => row(key, tally)),
    total: row(TOTAL, figures.total),
  }));
}
