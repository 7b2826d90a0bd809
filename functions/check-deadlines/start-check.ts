import { judgedBy } from '../../shared/domain/case/compliance.ts';
import type { CheckRun, CheckRuns } from '../../shared/ports/check-runs.ts';

/** What a run is asked for with. */
export type RequestedCheck = Pick<CheckRun, 'id' | 'asOf' | 'startedAt'>;

/**
 * Starts one night's check, of the cases whose clocks have changed state by `asOf` and of those of nights that were missed.
 * They are found and sent out afterwards; the same run started again is the run that is there.
 */
export function startCheck(requested: RequestedCheck, runs: Pick<CheckRuns, 'start'>): Promise<CheckRun> {
  const { id, asOf, startedAt } = requested;
  const work = { kind: 'dispatch-check', run: id, asOf: judgedBy(asOf, startedAt), part: 1 } as const;
  return runs.start({ ...requested, dispatched: false }, work);
}
