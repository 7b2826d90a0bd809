import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { RetentionDeps } from './retention-deps.ts';
import { showCertificate, showRun } from './run-view.ts';

/** Reads how a run stands. */
export async function readRun(request: ApiRequest & { readonly caller: Caller }, deps: RetentionDeps): Promise<Reply> {
  const run = await deps.runs.get(request.params['runId'] ?? '');
  if (run === undefined) return problem('not-found');
  return reply(200, await showRun('GET retention-run', request, run, deps));
}

/** Reads what is kept of a run that has destroyed cases. */
export async function readCertificate({ params }: ApiRequest, deps: RetentionDeps): Promise<Reply> {
  const found = await deps.runs.certificate(params['runId'] ?? '');
  return found === undefined ? problem('not-found') : reply(200, showCertificate(found, deps));
}
