import type { Observer } from '../../shared/observability/observer.ts';
import type { CheckRun, CheckRuns } from '../../shared/ports/check-runs.ts';

export interface CheckDeadlines {
  readonly runs: CheckRuns;
  readonly observer: Observer;
}

const CASES_PER_BATCH = 50;

/**
 * One night's check: finds the cases whose clocks have changed state by `asOf`, also those of nights that were missed,
 * and sends them out in batches. A run that was interrupted goes on where it stopped; cases already out stay out once.
 */
export async function checkDeadlines(requested: CheckRun, { runs, observer }: CheckDeadlines): Promise<CheckRun> {
  const run = await runs.start(requested);
  if (run.dispatched) return run;
  const out = (await runs.get(run.id))?.batches ?? [];
  const known = new Set(out.flatMap((batch) => batch.cases));
  const found = (await runs.due(run.asOf)).filter((caseId) => !known.has(caseId)).toSorted();
  const next = Math.max(0, ...out.map((batch) => batch.number)) + 1;
  const batches = inBatches(found).map((cases, index) => ({ number: next + index, cases }));
  for (const { number, cases } of batches) {
    await runs.dispatch({ kind: 'assess-cases', run: run.id, batch: number, asOf: run.asOf, cases: [...cases] });
  }
  await runs.dispatched(run.id);
  observer.log('CHECK_STARTED', { run: run.id, asOf: run.asOf, found: found.length, batches: batches.length });
  observer.count('CasesDue', found.length);
  return { ...run, dispatched: true };
}

function inBatches(cases: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> {
  const count = Math.ceil(cases.length / CASES_PER_BATCH);
  return Array.from({ length: count }, (_, batch) =>
    cases.slice(batch * CASES_PER_BATCH, (batch + 1) * CASES_PER_BATCH),
  );
}
