import { countsOf, type JudgedCounts, sumOf } from '../../shared/domain/retention/counts.ts';
import { isCandidate, type Judgement } from '../../shared/domain/retention/judge.ts';
import { latestTrigger, retentionRuleOn } from '../../shared/domain/retention/rule.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { isTransient } from '../../shared/ports/failures.ts';
import type { RetentionRun } from '../../shared/ports/retention.ts';
import type { WorkOf } from '../../shared/ports/work.ts';
import { judgeCase } from './judge-case.ts';
import type { RetentionDeps } from './retention-deps.ts';

const CASES_AT_ONCE = 10;
const MONTHS_PER_YEAR = 12;

/**
 * Judges every case that has been closed for long enough, month by month of receipt, and leaves to a next part of the run
 * what it has no time for. A month that has been judged is not judged again; one that was begun is, and comes to the same.
 */
export async function judgeCases(
  work: WorkOf<'carry-out-retention'>,
  deps: RetentionDeps,
  hasTime: () => boolean = () => true,
): Promise<void> {
  const { runs, observer, clock } = deps;
  const run = await runs.get(work.run);
  if (run === undefined || run.judged) return;
  const done = await runs.judgedMonths(run.id);
  for await (const month of monthsToJudge(run, deps)) {
    if (done.has(month)) continue;
    if (!hasTime()) return runs.leave({ ...work, part: work.part + 1 }, clock());
    const counts = await judgeMonth(run, month, deps);
    if (counts.candidates > 0) await runs.noteMonth(run.id, month, counts, clock());
  }
  await runs.judged(run.id);
  const { candidates = 0, held = 0, due = 0, failed = 0 } = (await runs.get(run.id))?.counts ?? {};
  observer.log('RETENTION_JUDGED', { run: run.id, asOf: run.asOf, candidates, held, due, failed });
}

async function judgeMonth(run: RetentionRun, month: string, deps: RetentionDeps): Promise<JudgedCounts> {
  const rule = retentionRuleOn(deps.city.retention, 'case-file', run.asOf);
  const counts: Array<JudgedCounts> = [];
  let some: Array<string> = [];
  const settle = async () => {
    counts.push(...(await Promise.all(some.map((caseId) => judgeOne(run, caseId, deps)))));
    some = [];
  };
  for await (const row of deps.runs.received(month)) {
    if (!isCandidate(row, rule, run.asOf)) continue;
    some.push(row.id);
    if (some.length === CASES_AT_ONCE) await settle();
  }
  await settle();
  return sumOf(counts);
}

/** Judges a case and, if it is due and the run is not dry, lists it. One that cannot be judged holds up no other. */
async function judgeOne(run: RetentionRun, caseId: string, deps: RetentionDeps): Promise<JudgedCounts> {
  const { cases, runs, observer, clock } = deps;
  let judgement: Judgement;
  let masked = false;
  try {
    const found = await cases.read(caseId);
    if (found === undefined || found === 'withdrawn') return countsOf({ outcome: 'not-yet' });
    masked = found.stored.named !== null;
    judgement = await judgeCase(caseId, found, run.asOf, deps);
  } catch (error) {
    if (isTransient(error)) throw error;
    observer.failed('CASE_NOT_CULLED', error, { run: run.id, caseId });
    return countsOf('failed');
  }
  if (judgement.outcome === 'due' && !run.dryRun) await runs.noteDue(run.id, { caseId, masked }, clock());
  return countsOf(judgement);
}

/**
 * The months of receipt, as `2008-03`, of those who can have been closed for long enough; of years in which nobody was
 * received, none.
 */
async function* monthsToJudge({ asOf }: RetentionRun, { runs, city, firstDay }: RetentionDeps): AsyncGenerator<string> {
  const last = monthOf(latestTrigger(retentionRuleOn(city.retention, 'case-file', asOf), asOf));
  for (let year = yearOf(firstDay); `${year}` <= last; year++) {
    if (!(await runs.hasReceived(year))) continue;
    for (let month = 1; month <= MONTHS_PER_YEAR; month++) {
      const text = `${year}-${String(month).padStart(2, '0')}`;
      if (text <= last) yield text;
    }
  }
}

const monthOf = (day: LocalDate) => day.slice(0, 'YYYY-MM'.length);
const yearOf = (day: LocalDate) => Number(day.slice(0, 'YYYY'.length));
