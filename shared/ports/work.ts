import * as z from 'zod';

/** Something to be done after a write, stored with it and sent to its queue from the table's stream. */
export const workItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('assess-cases'),
    run: z.string(),
    batch: z.int().positive(),
    asOf: z.string(),
    cases: z.array(z.string()).min(1).max(50),
  }),
  z.strictObject({ kind: z.literal('build-report'), report: z.string() }),
]);

export type WorkItem = z.infer<typeof workItemSchema>;
export type WorkKind = WorkItem['kind'];
export type WorkOf<K extends WorkKind> = Extract<WorkItem, { kind: K }>;

/** The id of a work item, derived so that writing it twice is writing it once. */
export function workId(item: WorkItem): string {
  return item.kind === 'assess-cases' ? `${item.kind}/${item.run}/${item.batch}` : `${item.kind}/${item.report}`;
}
