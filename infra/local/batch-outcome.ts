import * as z from 'zod';
import type { Invocation } from './container.ts';

/** Which entries of a batch a function reports as failed, by Lambda's reading of its answer. */
export type BatchOutcome =
  | { readonly kind: 'whole-batch-failed' }
  | { readonly kind: 'handled'; readonly failedIds: ReadonlySet<string> };

const FAILED: BatchOutcome = { kind: 'whole-batch-failed' };
const ALL_DONE: BatchOutcome = { kind: 'handled', failedIds: new Set() };

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * Lambda's rules: a throw, a time-out, an answer of another shape or an id that was not in the batch fails the whole
 * batch; no answer or an empty list says that all of it is done. Without `ReportBatchItemFailures` the answer is not read.
 */
export function batchOutcome(
  invocation: Invocation,
  ids: ReadonlySet<string>,
  reportsItemFailures: boolean,
): BatchOutcome {
  if (invocation.kind !== 'done') return FAILED;
  if (!reportsItemFailures || invocation.result === undefined || invocation.result === null) return ALL_DONE;
  const parsed = answerSchema.safeParse(invocation.result);
  if (!parsed.success) return FAILED;
  const failedIds = new Set((parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  return failedIds.isSubsetOf(ids) ? { kind: 'handled', failedIds } : FAILED;
}
