import { judgedBy, nextCheck } from '../../shared/domain/case/compliance.ts';
import { nightlyCheck } from '../../shared/domain/case/nightly-check.ts';
import { type RecordedBy, record } from '../../shared/domain/case/record.ts';
import type { City } from '../../shared/domain/city.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import { countFinish } from '../../shared/observability/check-metrics.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import { type CaseStore, type LastCheck, NOTHING_ELSE } from '../../shared/ports/case-store.ts';
import { type BatchResult, type CheckRuns, type FailedCase, NOT_REACHED } from '../../shared/ports/check-runs.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { isTransient, TransientFailure } from '../../shared/ports/failures.ts';
import { DELIVERIES, type WorkOf } from '../../shared/ports/work.ts';

export interface AssessCases {
  readonly store: CaseStore;
  readonly runs: CheckRuns;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly city: City;
}

type Batch = WorkOf<'assess-cases'>;
type Outcome = LastCheck | FailedCase;

const DECISIONS = 3;

/**
 * Assesses each case of a batch in a transaction of its own and records how the batch went. A case that cannot be
 * assessed is named in the result and stays due; it holds up no other. Throws a `TransientFailure` when the batch should
 * be delivered again: cases already assessed then repeat what they came to.
 *
 * A delivery may be ended at any moment, by its time or its memory. A repeated one therefore leaves the cases at which
 * others ended until the end. The last records all as failed before it begins, and takes back what succeeds: the run
 * comes to its end whatever happens.
 */
export async function assessCases(batch: Batch, deps: AssessCases, delivery = 1): Promise<void> {
  const isLast = delivery >= DELIVERIES;
  const outcomes = new Map<string, Outcome>();
  const finish = async () => {
    const result = resultOf(batch, outcomes, deps.clock());
    const ended = await deps.runs.finish(batch.run, batch.batch, result);
    if (ended !== null) countFinish(ended, result.finishedAt, deps.observer);
  };
  if (isLast) await finish();
  const endedAt = delivery === 1 ? [] : await deps.runs.endedAt(batch.run, batch.batch);
  let passing: unknown;
  for (const caseId of [...batch.cases.filter((one) => !endedAt.includes(one)), ...endedAt]) {
    if (delivery > 1) await ifPossible(() => deps.runs.noteTrying(batch.run, batch.batch, caseId, endedAt));
    try {
      outcomes.set(caseId, await assessCase(caseId, batch, deps));
    } catch (error) {
      const mayPass = isTransient(error);
      if (mayPass) passing ??= error;
      if (isLast || !mayPass) deps.observer.failed('CASE_NOT_ASSESSED', error, { run: batch.run, caseId });
      outcomes.set(caseId, { caseId, reason: reasonOf(error) });
    }
    if (isLast) await ifPossible(finish);
  }
  if (passing !== undefined && !isLast) throw passing;
  await finish();
  tell(batch, resultOf(batch, outcomes, deps.clock()), deps.observer);
  if (passing !== undefined) throw passing;
}

/** Does what is of use on the way, but not worth ending for. */
async function ifPossible(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isTransient(error)) throw error;
  }
}

function tell({ run, batch }: Batch, { finishedAt: _, failed, ...counts }: BatchResult, observer: Observer): void {
  observer.log('BATCH_ASSESSED', { run, batch, ...counts, failed: failed.length });
  observer.count('DeadlinesWarned', counts.warned);
  observer.count('DeadlinesMissed', counts.missed);
  observer.count('CasesNotAssessed', failed.length);
}

function resultOf(batch: Batch, outcomes: ReadonlyMap<string, Outcome>, finishedAt: string): BatchResult {
  const all = batch.cases.map((caseId): Outcome => outcomes.get(caseId) ?? { caseId, reason: NOT_REACHED });
  const failed = all.filter((outcome) => 'reason' in outcome);
  const checks = all.filter((outcome) => 'run' in outcome);
  return {
    finishedAt,
    assessed: checks.length,
    warned: checks.reduce((sum, check) => sum + check.warned, 0),
    missed: checks.reduce((sum, check) => sum + check.missed, 0),
    unchanged: checks.filter((check) => check.warned + check.missed === 0).length,
    failed,
  };
}

/** The name of an error's class: its text might say something of the case. */
function reasonOf(error: unknown): string {
  return error instanceof Error && /^[A-Za-z]{1,64}$/.test(error.name) ? error.name : 'Error';
}

async function assessCase(caseId: string, { run, asOf }: Batch, deps: AssessCases): Promise<LastCheck> {
  for (let attempt = 0; attempt < DECISIONS; attempt++) {
    const before = await deps.store.readHead(caseId);
    if (before === undefined) return { run, warned: 0, missed: 0 };
    if (before.lastCheck?.run === run) return before.lastCheck;
    const recordedAt = deps.clock();
    const by: RecordedBy = { recordedAt, source: 'live', by: { client: 'check-deadlines', officer: null } };
    const facts = nightlyCheck(before.state, deps.city, judgedBy(localDate(asOf), recordedAt), by);
    const count = (type: string) => facts.filter((fact) => fact.type === type).length;
    const lastCheck = { run, warned: count('deadline.warned'), missed: count('deadline.missed') };
    if (facts.length === 0) {
      const noted = await deps.store.noteCheck(before, nextCheck(before.state, deps.city));
      if (noted === 'noted') return lastCheck;
      continue;
    }
    const recorded = record(caseId, before.state, facts, by);
    const nextCheckOn = nextCheck(recorded.state, deps.city);
    const { outcome } = await deps.store.change({ ...NOTHING_ELSE, before, recorded, nextCheckOn, lastCheck });
    if (outcome === 'recorded') return lastCheck;
  }
  throw new TransientFailure('a case kept changing while it was assessed');
}
