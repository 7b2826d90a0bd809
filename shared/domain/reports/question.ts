import * as z from 'zod';
import { localDateSchema } from '../time/local-date.ts';

/** What a report is about. */
export const REPORT_KINDS = [
  'outcomes',
  'compliance',
  'target-groups',
  'equal-treatment',
  'waiting',
  'plan-quality',
  'attendance-registration',
  'flow',
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The forms a report can be written in. */
export const REPORT_FORMATS = ['html', 'pdf', 'csv', 'xlsx', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Into which districts figures are put: those of each day, or those that one year's division came to. */
export const DIVISIONS = ['of-the-time', '2007', '2020', '2023'] as const;
export type Division = (typeof DIVISIONS)[number];

/** What a report covers: the city, or what one office or one district held. */
export const reportScopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('city') }),
  z.strictObject({ kind: z.literal('office'), code: z.string() }),
  z.strictObject({ kind: z.literal('district'), code: z.string() }),
]);
export type ReportScope = z.infer<typeof reportScopeSchema>;

/** All that a report's figures depend on, besides the facts and the city's rules. */
export const reportQuestionSchema = z.strictObject({
  kind: z.enum(REPORT_KINDS),
  /** First and last day of the period. */
  from: localDateSchema,
  to: localDateSchema,
  division: z.enum(DIVISIONS),
  scope: reportScopeSchema,
  /** Facts recorded after this instant are left out, so that the same question has the same answer tomorrow. */
  cutOff: z.iso.datetime(),
});
export type ReportQuestion = z.infer<typeof reportQuestionSchema>;
