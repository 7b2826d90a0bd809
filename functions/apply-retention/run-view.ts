import type * as z from 'zod';
import { lastApprovalDay } from '../../shared/domain/retention/rule.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import type { certificateView, retentionRunView } from '../../shared/http/endpoints/retention.ts';
import { BACKUP_DAYS, type Certificate, type RetentionRun } from '../../shared/ports/retention.ts';
import type { RetentionDeps } from './retention-deps.ts';

type RunView = z.input<typeof retentionRunView>;
type CertificateView = z.input<typeof certificateView>;

/** So many of the cases that wait for approval are named: that there are more is in their number. */
const NAMED_CASES = 100;

/** How a run stands on a day. */
export function statusOf(run: RetentionRun, now: string): RunView['status'] {
  if (!run.judged) return 'judging';
  if (run.dryRun) return 'judged';
  if (run.finishedAt !== null) return 'finished';
  if (run.approval !== null) return 'destroying';
  return dateInStockholm(now) > lapsesOn(run) ? 'lapsed' : 'awaiting-approval';
}

/** A run as it is shown; the cases that await approval by their ids, the protected not. */
export async function showRun(run: RetentionRun, deps: RetentionDeps): Promise<RunView> {
  const { runs, city, clock } = deps;
  const { counts, destruction, approval } = run;
  const status = statusOf(run, clock());
  const cases: Array<string> = [];
  if (status === 'awaiting-approval') {
    for await (const { caseId, masked } of runs.due(run.id)) {
      if (masked || (await isProtected(caseId, deps))) continue;
      if (cases.push(caseId) === NAMED_CASES) break;
    }
  }
  return {
    id: run.id,
    asOf: run.asOf,
    dryRun: run.dryRun,
    status,
    rule: ruleOf(run, city),
    requestedBy: run.requestedBy,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    candidates: counts.candidates,
    held: counts.held,
    heldByReason: counts.heldByReason,
    due: counts.due,
    late: counts.late,
    awaitingApproval: status === 'awaiting-approval' ? counts.due : 0,
    approveBefore: run.dryRun ? null : lapsesOn(run),
    approval,
    approved: approval === null ? 0 : counts.due,
    ...destruction,
    failed: counts.failed + run.notDestroyed,
    cases,
  };
}

/** Whether somebody who was not protected when the case was judged is now. */
async function isProtected(caseId: string, { cases }: Pick<RetentionDeps, 'cases'>): Promise<boolean> {
  const found = await cases.read(caseId);
  return found === undefined || found === 'withdrawn' || found.stored.named !== null;
}

/** A certificate as it is shown: what was done, by whose word, and where traces of it remain for how long. */
export function showCertificate({ run, backupsUntil }: Certificate, deps: RetentionDeps): CertificateView {
  const { counts, destruction, approval, finishedAt } = run;
  if (approval === null || finishedAt === null)
    throw new Error('a certificate is of an approved run that has finished');
  return {
    run: run.id,
    asOf: run.asOf,
    rule: ruleOf(run, deps.city),
    requestedBy: run.requestedBy,
    approval,
    finishedAt,
    candidates: counts.candidates,
    held: counts.held,
    heldByReason: counts.heldByReason,
    approved: counts.due,
    ...destruction,
    failed: counts.failed + run.notDestroyed,
    backupsUntil,
    remains: [...REMAINS],
  };
}

const REMAINS: CertificateView['remains'] = [
  {
    what: 'backups',
    sv: `Säkerhetskopior (återställning till en tidigare tidpunkt) går tillbaka ${BACKUP_DAYS} dagar och skrivs sedan över. Den som återställer gör om gallringen.`,
    en: `Backups (point-in-time recovery) go back ${BACKUP_DAYS} days and are then overwritten. Whoever restores repeats the destruction.`,
  },
  {
    what: 'access-log',
    sv: 'Åtkomstloggen finns kvar: ärendets id, system, handläggare och tid, inget om personen. Tio år är föreslaget; staden har inte beslutat, och inget tas bort innan dess.',
    en: 'The access log is kept: the id of the case, system, officer and time, nothing of the person. Ten years are proposed; the city has not decided, and nothing is removed before it has.',
  },
  {
    what: 'reports',
    sv: 'Färdiga rapporter finns kvar: statistik där små tal är undantryckta.',
    en: 'Finished reports are kept: statistics with small numbers withheld.',
  },
];

function ruleOf({ rule: id }: RetentionRun, { retention }: RetentionDeps['city']): RunView['rule'] {
  const rule = retention.find((known) => known.id === id);
  if (rule === undefined) throw new Error('a run judged by a rule that nobody knows');
  return { id, series: rule.series, sv: rule.sv, en: rule.en, ground: { ...rule.ground } };
}

function lapsesOn({ startedAt }: RetentionRun) {
  return lastApprovalDay(dateInStockholm(startedAt));
}
