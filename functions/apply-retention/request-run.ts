import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { postRetentionRun } from '../../shared/http/endpoints/retention.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import { today } from '../../shared/ports/clock.ts';
import type { RetentionDeps } from './retention-deps.ts';
import { showRun } from './run-view.ts';
import { isConfirmed, startRun } from './start-run.ts';

type RunRequest = ApiRequest<typeof postRetentionRun> & { readonly caller: Caller };

/**
 * An administrator asks what is due to be destroyed as of a day. Unless the run is dry, somebody must have confirmed the
 * rule and an officer must stand behind the call: another than that officer is to approve.
 */
export async function requestRun(request: RunRequest, deps: RetentionDeps): Promise<Reply> {
  const { caller, officer, idempotencyKey, body } = request;
  const { asOf, dryRun } = body;
  if (asOf > today(deps.clock)) return invalid('in-the-future');
  if (asOf < deps.firstDay) return invalid('before-jobbtorg');
  if (!dryRun && !isConfirmed(asOf, deps)) return problem('retention-not-confirmed');
  if (!dryRun && officer === null) return problem('officer-id-missing');
  const id = idempotencyKey === null ? deps.newId() : deps.derivedId('retention-run', caller.client, idempotencyKey);
  const requestedBy = { client: caller.client, officer };
  const startedAt = deps.clock();
  const run = await startRun({ id, asOf, dryRun, requestedBy, startedAt }, deps);
  if (run.asOf !== asOf || run.dryRun !== dryRun) return problem('idempotency-key-reused');
  const replayed = run.startedAt === startedAt ? {} : { 'idempotency-replayed': 'true' };
  const location = `/v1/retention-runs/${id}`;
  return reply(202, await showRun('POST retention-runs', request, run, deps), { location, ...replayed });
}

function invalid(code: 'in-the-future' | 'before-jobbtorg'): Reply {
  return problem('invalid-request', { errors: [fieldProblem('/asOf', code)] });
}
