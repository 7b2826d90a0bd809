import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import { isTransient, TransientFailure } from '../../shared/ports/failures.ts';
import {
  BACKUP_DAYS,
  type DestructionOutcome,
  type RetainedCases,
  type RetentionRun,
} from '../../shared/ports/retention.ts';
import type { WorkOf } from '../../shared/ports/work.ts';
import { judgeCase } from './judge-case.ts';
import type { RetentionDeps } from './retention-deps.ts';

const ITEMS_AT_ONCE = 10;
/** How often a case that changes all the time is judged again. */
const DECISIONS = 3;

/**
 * Destroys the cases that a run was approved for, each judged once more just before: what has come to hold one since
 * spares it. May be ended at any moment and delivered again: a case that is taken off the list has been counted, and one
 * whose destruction had begun is destroyed to its end. Then the certificate is written.
 */
export async function destroyCases(
  work: WorkOf<'carry-out-retention'>,
  deps: RetentionDeps,
  hasTime: () => boolean = () => true,
): Promise<void> {
  const { runs, clock } = deps;
  const run = await runs.get(work.run);
  if (run === undefined || run.approval === null || run.finishedAt !== null) return;
  let notDestroyed = 0;
  for await (const { caseId } of runs.due(run.id)) {
    if (!hasTime()) return runs.leave({ ...work, part: work.part + 1 }, clock());
    const came = await unlessBroken(run, caseId, deps);
    if (came === 'failed') notDestroyed++;
    else await runs.tally(run.id, caseId, came);
  }
  await certify(run.id, notDestroyed, deps);
}

/** A case that is not as anything should be stays, and is told of; what may pass is tried again with all that is left. */
async function unlessBroken(
  run: RetentionRun,
  caseId: string,
  deps: RetentionDeps,
): Promise<DestructionOutcome | 'failed'> {
  try {
    return await destroyCase(run, caseId, deps);
  } catch (error) {
    if (isTransient(error) || (await deps.cases.hasWithdrawn(run.id, caseId))) throw error;
    deps.observer.failed('CASE_NOT_CULLED', error, { run: run.id, caseId });
    return 'failed';
  }
}

async function destroyCase(run: RetentionRun, caseId: string, deps: RetentionDeps): Promise<DestructionOutcome> {
  const { cases, clock } = deps;
  for (let decisions = 0; decisions < DECISIONS; decisions++) {
    const found = await cases.read(caseId);
    if (found === 'withdrawn' || found === undefined) {
      const isOurs = await cases.hasWithdrawn(run.id, caseId);
      await removeAll(caseId, cases);
      return isOurs ? 'destroyed' : 'gone';
    }
    const judgement = await judgeCase(caseId, found, run.asOf, deps);
    if (judgement.outcome !== 'due') return 'spared';
    const { revision, locks } = found.stored;
    const approvedBy = run.approval?.officer ?? '';
    const doomed = { run: run.id, caseId, revision, locks, approvedBy, at: clock() };
    if ((await cases.withdraw(doomed)) !== 'withdrawn') continue;
    await removeAll(caseId, cases);
    return 'destroyed';
  }
  throw new TransientFailure('a case kept changing while it was to be destroyed');
}

/** Removes every item of a withdrawn case. What holds its place goes last: nothing is ever left that nobody would find. */
async function removeAll(caseId: string, cases: RetainedCases): Promise<void> {
  const items = await cases.remains(caseId);
  const last = items.at(-1);
  if (last === undefined) return;
  const others = items.slice(0, -1);
  for (let from = 0; from < others.length; from += ITEMS_AT_ONCE) {
    await Promise.all(others.slice(from, from + ITEMS_AT_ONCE).map((item) => cases.remove(caseId, item)));
  }
  await cases.remove(caseId, last);
}

async function certify(id: string, notDestroyed: number, { runs, observer, clock }: RetentionDeps): Promise<void> {
  const run = await runs.get(id);
  if (run === undefined) throw new Error('a run is kept for ever');
  const finishedAt = clock();
  const backupsUntil: LocalDate = addDays(dateInStockholm(finishedAt), BACKUP_DAYS);
  await runs.finish({ run: { ...run, notDestroyed, finishedAt }, backupsUntil });
  const { destroyed, spared } = run.destruction;
  observer.log('RETENTION_FINISHED', { run: id, destroyed, spared, failed: notDestroyed });
}
