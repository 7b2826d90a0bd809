import { retentionRuleOn } from '../../shared/domain/retention/rule.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import type { RequestedRetention, RetentionRun } from '../../shared/ports/retention.ts';
import type { RetentionDeps } from './retention-deps.ts';

/** Whether the city has confirmed the rule of a day. */
export function isConfirmed(asOf: LocalDate, { city, confirmedRule }: RetentionDeps): boolean {
  return ruleOn(asOf, city) === confirmedRule;
}

/** Starts a run: its cases are judged afterwards. The same run started again is the run that is there. */
export function startRun(
  requested: Omit<RequestedRetention, 'rule'>,
  { runs, city }: Pick<RetentionDeps, 'runs' | 'city'>,
): Promise<RetentionRun> {
  const work = { kind: 'carry-out-retention', run: requested.id, task: 'judge', part: 1 } as const;
  return runs.start({ ...requested, rule: ruleOn(requested.asOf, city) }, work);
}

/** The run of the calendar: dry until the city has confirmed the rule, and even then it destroys nothing unapproved. */
export function startScheduledRun(scheduledTime: string, deps: RetentionDeps): Promise<RetentionRun> {
  const asOf = dateInStockholm(scheduledTime);
  const id = deps.derivedId('retention-schedule', scheduledTime);
  const requestedBy = { client: 'apply-retention', officer: null };
  return startRun({ id, asOf, dryRun: !isConfirmed(asOf, deps), requestedBy, startedAt: deps.clock() }, deps);
}

function ruleOn(asOf: LocalDate, { retention }: RetentionDeps['city']): string {
  return retentionRuleOn(retention, 'case-file', asOf).id;
}
