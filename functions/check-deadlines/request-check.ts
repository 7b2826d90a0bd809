import type { Act } from '../../shared/domain/access/access.ts';
import { listingBy } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { postCheckRun } from '../../shared/http/endpoints/compliance.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import type { AccessNotes } from '../../shared/ports/access-log.ts';
import type { CheckBatch, CheckRun, CheckRuns } from '../../shared/ports/check-runs.ts';
import { type Clock, today } from '../../shared/ports/clock.ts';
import { startCheck } from './start-check.ts';

export interface RequestCheck {
  readonly runs: Pick<CheckRuns, 'start' | 'get'>;
  readonly accesses: AccessNotes;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly derivedId: (...parts: ReadonlyArray<string>) => string;
}

type CheckRequest = ApiRequest<typeof postCheckRun> & { readonly caller: Caller };

/** So many failed cases are named; that there are more is in their number. */
const NAMED_FAILURES = 100;

/** An administrator asks for a check as of a day. The same day twice adds no finding. */
export async function requestCheck(request: CheckRequest, deps: RequestCheck): Promise<Reply> {
  const { caller, idempotencyKey, body } = request;
  if (body.asOf > today(deps.clock)) {
    return problem('invalid-request', { errors: [fieldProblem('/asOf', 'in-the-future')] });
  }
  const id = idempotencyKey === null ? deps.newId() : deps.derivedId('check-run', caller.client, idempotencyKey);
  const requested = { id, asOf: body.asOf, startedAt: deps.clock() };
  const run = await startCheck(requested, deps.runs);
  if (run.asOf !== body.asOf) return problem('idempotency-key-reused');
  const location = `/v1/check-runs/${id}`;
  if (run.startedAt === requested.startedAt) return reply(202, showRun(run, []), { location });
  const { batches = [] } = (await deps.runs.get(id)) ?? {};
  const shown = await noted('POST check-runs', showRun(run, batches), request, deps);
  return reply(202, shown, { location, 'idempotency-replayed': 'true' });
}

/** Reads how a check went. */
export async function readCheckRun(
  request: ApiRequest & { readonly caller: Caller },
  deps: Pick<RequestCheck, 'runs' | 'accesses' | 'clock'>,
): Promise<Reply> {
  const found = await deps.runs.get(request.params['runId'] ?? '');
  if (found === undefined) return problem('not-found');
  return reply(200, await noted('GET check-run', showRun(found.run, found.batches), request, deps));
}

type RunView = ReturnType<typeof showRun>;

/** Notes, before it is answered, who is told which cases failed; most runs name none, and are asked for until they are done. */
async function noted(
  act: Act,
  run: RunView,
  request: ApiRequest & { readonly caller: Caller },
  { accesses, clock }: Pick<RequestCheck, 'accesses' | 'clock'>,
): Promise<RunView> {
  if (run.failures.length > 0) await accesses.logAccess(listingBy(request, act, run.failures.length, clock()));
  return run;
}

function showRun(run: CheckRun, batches: ReadonlyArray<CheckBatch>) {
  const results = batches.flatMap(({ result }) => (result === null ? [] : [result]));
  const total = (count: (result: (typeof results)[number]) => number) =>
    results.reduce((sum, result) => sum + count(result), 0);
  const finished = run.dispatched && results.length === batches.length;
  return {
    id: run.id,
    asOf: run.asOf,
    startedAt: run.startedAt,
    finishedAt: finished ? [run.startedAt, ...results.map(({ finishedAt }) => finishedAt)].toSorted().at(-1) : null,
    found: batches.reduce((sum, { cases }) => sum + cases.length, 0),
    assessed: total((result) => result.assessed),
    warned: total((result) => result.warned),
    missed: total((result) => result.missed),
    unchanged: total((result) => result.unchanged),
    failed: total((result) => result.failed.length),
    failures: results.flatMap(({ failed }) => failed).slice(0, NAMED_FAILURES),
  };
}
