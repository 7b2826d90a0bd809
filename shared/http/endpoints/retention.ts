import * as z from 'zod';
import { PLACED_HOLDS, RETENTION_HOLDS } from '../../domain/retention/rule.ts';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { Endpoint } from '../endpoint.ts';

const date = z.string().meta({ format: 'date', example: '2026-12-02' });
const instant = z.string().meta({ format: 'date-time', example: '2026-12-02T08:15:00.000Z' });
const actor = z.object({ client: z.string(), officer: z.string().nullable() });
const approval = actor.extend({ at: instant });

const ruleView = z.object({
  id: z.string(),
  series: z.string(),
  sv: z.string(),
  en: z.string(),
  ground: z.object({ sv: z.string(), en: z.string(), verified: z.boolean() }),
});

const judged = {
  /** Closed for as long as the records are kept. */
  candidates: z.int(),
  held: z.int(),
  /** A case that several reasons hold counts under each. */
  heldByReason: z.record(z.enum(RETENTION_HOLDS), z.int()),
};

const destruction = {
  approved: z.int(),
  destroyed: z.int(),
  /** Something came to hold them after the run had been approved. */
  spared: z.int(),
  /** Another run had destroyed them before. */
  gone: z.int(),
  /** That could not be judged, or not be destroyed. */
  failed: z.int(),
};

export const retentionRunView = z.object({
  id: z.string(),
  asOf: date,
  dryRun: z.boolean(),
  status: z.enum(['judging', 'judged', 'awaiting-approval', 'lapsed', 'destroying', 'finished']),
  rule: ruleView,
  requestedBy: actor,
  startedAt: instant,
  finishedAt: instant.nullable(),
  ...judged,
  due: z.int(),
  /** Of those due, the ones that should have been destroyed before now. */
  late: z.int(),
  awaitingApproval: z.int(),
  /** The last day on which the run can be approved; `null` for a dry run. */
  approveBefore: date.nullable(),
  approval: approval.nullable(),
  ...destruction,
  /** The cases that await approval, not more than a hundred; those of protected people are only counted. */
  cases: z.array(z.string()),
});

/** What can be left of a destroyed case, by where it lies. */
const REMAINING = ['backups', 'access-log', 'reports', 'logs', 'feed', 'work-records'] as const;

export const certificateView = z.object({
  run: z.string(),
  asOf: date,
  rule: ruleView,
  requestedBy: actor,
  approval,
  finishedAt: instant,
  ...judged,
  ...destruction,
  backupsUntil: date,
  remains: z.array(z.object({ what: z.enum(REMAINING), sv: z.string(), en: z.string() })),
});

export const postRetentionRun = {
  routeKey: 'POST /v1/retention-runs',
  act: 'POST retention-runs',
  function: 'apply-retention',
  scope: 'retention:run',
  officer: 'accepted',
  idempotencyKey: 'accepted',
  body: z.strictObject({ asOf: localDateSchema, dryRun: z.boolean() }),
  responses: { 202: retentionRunView },
  problems: ['retention-not-confirmed', 'idempotency-key-reused'],
  sv: 'Se vilka ärenden som ska gallras per en dag, senast i dag. Med dryRun räknas de bara. Utan, vilket kräver att staden har bekräftat gallringsregeln och att anropet anger handläggare, väntar de på att en annan handläggare godkänner.',
  en: 'See which cases are to be destroyed as of a day, at most today. With dryRun they are counted only. Without, which takes a rule that the city has confirmed and an officer behind the call, they wait for another officer to approve.',
} as const satisfies Endpoint;

export const getRetentionRun = {
  routeKey: 'GET /v1/retention-runs/{runId}',
  act: 'GET retention-run',
  function: 'apply-retention',
  scope: 'retention:run',
  officer: false,
  idempotencyKey: 'none',
  responses: { 200: retentionRunView },
  problems: ['not-found'],
  sv: 'Läs hur en gallring går: hur många ärenden som är aktuella, hålls kvar och varför, väntar på godkännande och har förstörts.',
  en: 'Read how a run of the retention goes: how many cases are candidates, held and why, awaiting approval and destroyed.',
} as const satisfies Endpoint;

export const postRetentionApproval = {
  routeKey: 'POST /v1/retention-runs/{runId}/approvals',
  act: 'POST retention-approvals',
  function: 'apply-retention',
  scope: 'retention:run',
  officer: true,
  idempotencyKey: 'accepted',
  body: z.strictObject({ due: z.int().min(0) }),
  responses: { 202: retentionRunView },
  problems: ['not-found', 'approval-not-possible', 'second-officer-required', 'retention-not-confirmed'],
  sv: 'Godkänn att en gallrings ärenden förstörs. Det gör en annan handläggare än den som begärde gallringen, som anger i due hur många ärenden det gäller. Varje ärende prövas en gång till precis innan. Det går inte att ångra.',
  en: 'Approve that the cases of a run are destroyed. Another officer does so than asked for it, saying in due how many cases it is about. Each case is judged once more just before. There is no way back.',
} as const satisfies Endpoint;

export const getRetentionCertificate = {
  routeKey: 'GET /v1/retention-runs/{runId}/certificate',
  act: 'GET retention-certificate',
  function: 'apply-retention',
  scope: 'retention:run',
  officer: false,
  idempotencyKey: 'none',
  responses: { 200: certificateView },
  problems: ['not-found'],
  sv: 'Läs gallringsbeviset: regel, antal, vem som godkände och när, och vad som finns kvar hur länge. Inga personuppgifter.',
  en: 'Read the certificate of destruction: rule, counts, who approved and when, and what remains for how long. No personal data.',
} as const satisfies Endpoint;

export const postRetentionHold = {
  routeKey: 'POST /v1/cases/{caseId}/retention-holds',
  act: 'POST retention-holds',
  function: 'handle-case',
  scope: 'retention:run',
  officer: true,
  idempotencyKey: 'accepted',
  body: z.strictObject({ ground: z.enum(PLACED_HOLDS), until: localDateSchema }),
  responses: { 200: z.object({ caseId: z.string(), ground: z.enum(PLACED_HOLDS), until: date }) },
  problems: ['not-found', 'temporarily-unavailable'],
  sv: 'Skjut upp gallringen av ett ärende till och med en dag, högst ett år fram: för en tvist eller tillsyn (legal-claim) eller ett registerutdrag som inte har lämnats ut (register-extract). Samma grund igen flyttar dagen; en dag som har varit avslutar.',
  en: 'Put off the destruction of a case until the end of a day, at most a year ahead: for a dispute or an inspection (legal-claim) or an extract that has not been handed over (register-extract). The same ground again moves the day; a past day ends it.',
} as const satisfies Endpoint;
