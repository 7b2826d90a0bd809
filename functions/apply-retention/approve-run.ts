import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { postRetentionApproval } from '../../shared/http/endpoints/retention.ts';
import type { RetentionRun } from '../../shared/ports/retention.ts';
import type { RetentionDeps } from './retention-deps.ts';
import { showRun, statusOf } from './run-view.ts';
import { isConfirmed } from './start-run.ts';

type ApprovalRequest = ApiRequest<typeof postRetentionApproval> & { readonly caller: Caller };

/**
 * An officer of the city approves that what a run found due is destroyed: another than asked for the run, and knowing how
 * many cases it is about. Once more by the same officer changes nothing.
 */
export async function approveRun(request: ApprovalRequest, deps: RetentionDeps): Promise<Reply> {
  const { caller, body, params } = request;
  const officer = request.officer ?? '';
  const run = await deps.runs.get(params['runId'] ?? '');
  if (run === undefined) return problem('not-found');
  if (run.approval !== null) return answeredAgain(run, request, deps);
  const at = deps.clock();
  const state = statusOf(run, at);
  if (state !== 'awaiting-approval' || body.due !== run.counts.due) return notNow(state, run);
  if (!isConfirmed(run.asOf, deps)) return problem('retention-not-confirmed');
  if (run.requestedBy.officer === officer) return problem('second-officer-required');
  const outcome = await deps.runs.approve(run, { client: caller.client, officer, at });
  const now = (await deps.runs.get(run.id)) ?? run;
  return outcome === 'approved'
    ? reply(202, await showRun('POST retention-approvals', request, now, deps))
    : answeredAgain(now, request, deps);
}

/** A run that has been approved: to its approver the same answer, to anyone else that it is too late. */
async function answeredAgain(run: RetentionRun, request: ApprovalRequest, deps: RetentionDeps): Promise<Reply> {
  const isSame = run.approval?.officer === request.officer && request.body.due === run.counts.due;
  if (!isSame) return notNow(statusOf(run, deps.clock()), run);
  return reply(202, await showRun('POST retention-approvals', request, run, deps), { 'idempotency-replayed': 'true' });
}

function notNow(state: string, { counts }: RetentionRun): Reply {
  return problem('approval-not-possible', { extensions: { state, due: counts.due } });
}
