import { assess, nextCheck } from '../../shared/domain/case/compliance.ts';
import { record } from '../../shared/domain/case/record.ts';
import type { City } from '../../shared/domain/city.ts';
import { type LocalDate, localDate } from '../../shared/domain/time/local-date.ts';
import { latestCheck } from '../../shared/domain/time/stockholm.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import { type CaseStore, type LastCheck, NOTHING_ELSE } from '../../shared/ports/case-store.ts';
import type { CheckRuns } from '../../shared/ports/check-runs.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { isTransient, TransientFailure } from '../../shared/ports/failures.ts';
import type { WorkOf } from '../../shared/ports/work.ts';

export interface AssessCases {
  readonly store: CaseStore;
  readonly runs: CheckRuns;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly city: City;
}

type Batch = WorkOf<'assess-cases'>;

const DECISIONS = 3;

/**
 * Assesses each case of a batch in a transaction of its own and records how the batch went. A case that cannot be
 * assessed is named in the result and stays due; it holds up no other. Throws a `TransientFailure` when the batch should
 * be delivered again: cases already assessed then repeat what they came to.
 */
export async function assessCases(batch: Batch, deps: AssessCases): Promise<void> {
  const checks: Array<LastCheck> = [];
  const failed: Array<string> = [];
  for (const caseId of batch.cases) {
    try {
      checks.push(await assessCase(caseId, batch, deps));
    } catch (error) {
      if (isTransient(error)) throw error;
      deps.observer.failed('CASE_NOT_ASSESSED', error, { run: batch.run, caseId });
      failed.push(caseId);
    }
  }
  const counts = {
    assessed: checks.length,
    warned: checks.reduce((sum, check) => sum + check.warned, 0),
    missed: checks.reduce((sum, check) => sum + check.missed, 0),
    unchanged: checks.filter((check) => check.warned + check.missed === 0).length,
  };
  await deps.runs.finish(batch.run, batch.batch, { finishedAt: deps.clock(), ...counts, failed });
  deps.observer.log('BATCH_ASSESSED', { run: batch.run, batch: batch.batch, ...counts, failed: failed.length });
  deps.observer.count('DeadlinesWarned', counts.warned);
  deps.observer.count('DeadlinesMissed', counts.missed);
  deps.observer.count('CasesNotAssessed', failed.length);
}

async function assessCase(caseId: string, { run, asOf }: Batch, deps: AssessCases): Promise<LastCheck> {
  for (let attempt = 0; attempt < DECISIONS; attempt++) {
    const before = await deps.store.readHead(caseId);
    if (before === undefined) return { run, warned: 0, missed: 0 };
    if (before.lastCheck?.run === run) return before.lastCheck;
    const facts = assess(before.state, deps.city, judgedBy(localDate(asOf), deps.clock()));
    const count = (type: string) => facts.filter((fact) => fact.type === type).length;
    const lastCheck = { run, warned: count('deadline.warned'), missed: count('deadline.missed') };
    if (facts.length === 0) {
      const noted = await deps.store.noteCheck(before, lastCheck, nextCheck(before.state, deps.city));
      if (noted === 'noted') return lastCheck;
      continue;
    }
    const by = { client: 'check-deadlines', officer: null };
    const recorded = record(caseId, before.state, facts, { recordedAt: deps.clock(), source: 'live', by });
    const nextCheckOn = nextCheck(recorded.state, deps.city);
    const { outcome } = await deps.store.change({ ...NOTHING_ELSE, before, recorded, nextCheckOn, lastCheck });
    if (outcome === 'recorded') return lastCheck;
  }
  throw new TransientFailure('a case kept changing while it was assessed');
}

/** A check asked for before 04:15 must not judge the day that has just begun: what is recorded until then still counts. */
function judgedBy(asOf: LocalDate, now: string): LocalDate {
  const latest = latestCheck(now);
  return asOf < latest ? asOf : latest;
}
