import type * as z from 'zod';
import type { Act } from '../../shared/domain/access/access.ts';
import { lastApprovalDay } from '../../shared/domain/retention/rule.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import { type Asking, listingBy } from '../../shared/http/access.ts';
import type { certificateView, retentionRunView } from '../../shared/http/endpoints/retention.ts';
import { RUN_DAYS } from '../../shared/ports/check-runs.ts';
import { FEED_STORED_DAYS } from '../../shared/ports/feed.ts';
import {
  BACKUP_DAYS,
  type Certificate,
  LISTED_DAYS,
  LOG_DAYS,
  type RetentionRun,
} from '../../shared/ports/retention.ts';
import { QUEUE_DAYS } from '../../shared/ports/work.ts';
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

/** A run as it is shown to whoever asks. Where it names cases, that is noted before the answer. */
export async function showRun(act: Act, asking: Asking, run: RetentionRun, deps: RetentionDeps): Promise<RunView> {
  const shown = await viewOf(run, deps);
  const { length } = shown.cases;
  if (length > 0) await deps.accesses.logAccess(listingBy(asking, act, length, deps.clock()));
  return shown;
}

/** The cases that await approval by their ids, the protected not. */
async function viewOf(run: RetentionRun, deps: RetentionDeps): Promise<RunView> {
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
  {
    what: 'logs',
    sv: `Driftloggens rader finns kvar i högst ${LOG_DAYS} dagar. En rad kan nämna ärendets id: när ärendet togs emot eller lästes in, eller när en kontroll eller gallring av det misslyckades. Inget om personen.`,
    en: `Lines of the operational log are kept for at most ${LOG_DAYS} days. A line can name the id of the case: when the case was received or imported, or when a check or destruction of it failed. Nothing of the person.`,
  },
  {
    what: 'feed',
    sv: `Händelseflödet, om ärendets händelser har skickats om (npm run republish) kort före gallringen: ärendets id, vad som hände och när, i högst ${FEED_STORED_DAYS} dagar efter omsändningen. Inget om personen. De system som har hämtat händelser ansvarar för vad de själva har sparat.`,
    en: `The feed, if the events of the case were sent again (npm run republish) shortly before the destruction: the id of the case, what happened and when, for at most ${FEED_STORED_DAYS} days after that. Nothing of the person. The systems that have fetched events answer for what they have stored themselves.`,
  },
  {
    what: 'work-records',
    sv: `Arbetsposter kan nämna ärendets id, och inget annat av det: den nattliga kontrollens körningar i ${RUN_DAYS} dagar, andra gallringars listor i ${LISTED_DAYS} dagar, köer i högst ${QUEUE_DAYS} dagar, databasens ström av ändringar i ett dygn. Databasen tar bort det som har gått ut inom några dagar.`,
    en: `Records of work can name the id of the case, and nothing else of it: runs of the nightly check for ${RUN_DAYS} days, lists of other retention runs for ${LISTED_DAYS} days, queues for at most ${QUEUE_DAYS} days, the database's stream of changes for a day. The database removes what has expired within a few days.`,
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
