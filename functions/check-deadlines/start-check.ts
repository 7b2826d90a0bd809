import { judgedBy } from '../../shared/domain/case/compliance.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import type { CheckRun, CheckRuns } from '../../shared/ports/check-runs.ts';
import type { Clock } from '../../shared/ports/clock.ts';

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

/** What the calendar's check is started with. */
export interface ScheduledCheck {
  readonly runs: Pick<CheckRuns, 'start'>;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly derivedId: (...parts: ReadonlyArray<string>) => string;
}

/** Starts the check of the night that a schedule was meant for, once however often it is asked for. */
export async function startScheduledCheck(
  scheduledTime: string,
  { runs, observer, clock, derivedId }: ScheduledCheck,
): Promise<void> {
  const id = derivedId('schedule', scheduledTime);
  await startCheck({ id, asOf: dateInStockholm(scheduledTime), startedAt: clock() }, runs);
  observer.count('NightlyChecksStarted', 1);
}
