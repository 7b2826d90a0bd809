import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { RetentionDeps } from './retention-deps.ts';
import { showCertificate, showRun } from './run-view.ts';

/** Reads how a run stands. */
export async function readRun({ params }: ApiRequest, deps: RetentionDeps): Promise<Reply> {
  const run = await deps.runs.get(params['runId'] ?? '');
  return run === undefined ? problem('not-found') : reply(200, await showRun(run, deps));
}

/** Reads what is kept of a run that has destroyed cases. */
export async function readCertificate({ params }: ApiRequest, deps: RetentionDeps): Promise<Reply> {
  const found = await deps.runs.certificate(params['runId'] ?? '');
  return found === undefined ? problem('not-found') : reply(200, showCertificate(found, deps));
}
