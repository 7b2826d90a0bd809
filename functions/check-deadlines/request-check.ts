import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { postCheckRun } from '../../shared/http/endpoints/compliance.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import type { CheckBatch, CheckRun } from '../../shared/ports/check-runs.ts';
import { type Clock, today } from '../../shared/ports/clock.ts';
import { type CheckDeadlines, checkDeadlines } from './check-deadlines.ts';

export interface RequestCheck extends CheckDeadlines {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly derivedId: (...parts: ReadonlyArray<string>) => string;
}

type CheckRequest = ApiRequest<typeof postCheckRun> & { readonly caller: Caller };

/** An administrator asks for a check as of a day. The same day twice adds no finding. */
export async function requestCheck(request: CheckRequest, deps: RequestCheck): Promise<Reply> {
  const { caller, idempotencyKey, body } = request;
  if (body.asOf > today(deps.clock)) {
    return problem('invalid-request', { errors: [fieldProblem('/asOf', 'in-the-future')] });
  }
  const id = idempotencyKey === null ? deps.newId() : deps.derivedId('check-run', caller.client, idempotencyKey);
  const requested: CheckRun = {
    id,
    asOf: body.asOf,
    startedAt: deps.clock(),
    dispatched: false,
  };
  const run = await checkDeadlines(requested, deps);
  if (run.asOf !== body.asOf) return problem('idempotency-key-reused');
  const replayed = run.startedAt === requested.startedAt ? {} : { 'idempotency-replayed': 'true' };
  const batches = (await deps.runs.get(id))?.batches ?? [];
  return reply(202, showRun(run, batches), { location: `/v1/check-runs/${id}`, ...replayed });
}

/** Reads how a check went. Its counts span the city, so only the city sees them. */
export async function readCheckRun(
  { caller, params }: ApiRequest & { readonly caller: Caller },
  { runs }: Pick<RequestCheck, 'runs'>,
): Promise<Reply> {
  const found = caller.party.kind === 'city' ? await runs.get(params['runId'] ?? '') : undefined;
  return found === undefined ? problem('not-found') : reply(200, showRun(found.run, found.batches));
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
  };
}
