import * as z from 'zod';
import { localDateSchema } from '../domain/time/local-date.ts';

/** Something to be done after a write, stored with it and sent to its queue from the table's stream. */
export const workItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('dispatch-check'),
    run: z.string(),
    asOf: localDateSchema,
    /** From 1; what one part has no time for is left to the next. */
    part: z.int().positive(),
  }),
  z.strictObject({
    kind: z.literal('assess-cases'),
    run: z.string(),
    batch: z.int().positive(),
    asOf: z.string(),
    cases: z.array(z.string()).min(1).max(50),
  }),
  z.strictObject({
    kind: z.literal('build-report'),
    report: z.string(),
    /** Which order it is, when the first has failed: from 2. */
    order: z.int().min(2).optional(),
  }),
  z.strictObject({
    kind: z.literal('print-report'),
    report: z.string(),
    /** That of its building. */
    order: z.int().min(2).optional(),
  }),
  z.strictObject({
    kind: z.literal('carry-out-retention'),
    run: z.string(),
    task: z.enum(['judge', 'destroy']),
    /** From 1; what one part has no time for is left to the next. No part names a case. */
    part: z.int().positive(),
  }),
]);

export type WorkItem = z.infer<typeof workItemSchema>;
export type WorkKind = WorkItem['kind'];
export type WorkOf<K extends WorkKind> = Extract<WorkItem, { kind: K }>;

/** How often a queue delivers a message before it gives it up and sets it aside. */
export const DELIVERIES = 5;

/** For how many days a queue keeps a message at the most, set aside or not. */
export const QUEUE_DAYS = 14;

/** The id of a work item, derived so that writing it twice is writing it once. */
export function workId(item: WorkItem): string {
  switch (item.kind) {
    case 'dispatch-check':
      return `${item.kind}/${item.run}/${item.part}`;
    case 'assess-cases':
      return `${item.kind}/${item.run}/${item.batch}`;
    case 'carry-out-retention':
      return `${item.kind}/${item.run}/${item.task}/${item.part}`;
    case 'build-report':
    case 'print-report':
      return [item.kind, item.report, ...(item.order === undefined ? [] : [item.order])].join('/');
  }
}
