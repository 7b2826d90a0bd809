import * as z from 'zod';
import { COMMAND_BODIES, type CommandName } from '../../domain/case/commands.ts';
import { STATUSES } from '../../domain/case/vocabulary.ts';
import type { Scope } from '../caller.ts';
import type { Endpoint } from '../endpoint.ts';
import { caseListItem, caseView, factView, pageOf, paging } from '../views.ts';

const code = z.string().max(64).optional();

export const getCases = {
  routeKey: 'GET /v1/cases',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  idempotencyKey: 'none',
  query: z.strictObject({ office: code, district: code, status: z.enum(STATUSES).optional(), ...paging }),
  responses: { 200: pageOf(caseListItem) },
  problems: ['invalid-request'],
  sv: 'Lista ärenden hos ett jobbtorg eller från ett stadsdelsområde.',
  en: 'List the cases of an office or a district.',
} as const satisfies Endpoint;

export const getCase = {
  routeKey: 'GET /v1/cases/{caseId}',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  idempotencyKey: 'none',
  responses: { 200: caseView },
  problems: ['not-found'],
  sv: 'Läs ett ärende med dess frister och hur de har räknats.',
  en: 'Read a case with its clocks and how they were reckoned.',
} as const satisfies Endpoint;

export const getFacts = {
  routeKey: 'GET /v1/cases/{caseId}/facts',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  idempotencyKey: 'none',
  query: z.strictObject(paging),
  responses: { 200: pageOf(factView) },
  problems: ['not-found'],
  sv: 'Läs allt som har hänt i ett ärende, i ordning.',
  en: 'Read everything that happened in a case, in order.',
} as const satisfies Endpoint;

const command = <N extends CommandName>(name: N, segments: string, scope: Scope, sv: string, en: string) =>
  ({
    routeKey: `POST /v1/cases/{caseId}/${segments}`,
    function: 'handle-case',
    scope,
    officer: true,
    idempotencyKey: 'accepted',
    body: COMMAND_BODIES[name],
    responses: { 201: caseView },
    problems: ['not-found', 'not-possible-now', 'stale-version', 'request-in-progress', 'idempotency-key-reused'],
    sv,
    en,
  }) as const satisfies Endpoint;

/** The writes on a case, by the command they carry. */
export const COMMAND_ENDPOINTS = {
  'hold-releases': command(
    'hold-releases',
    'hold-releases',
    'referrals:write',
    'Släpp ett vilande ärende: biståndsbeslutet är fattat eller önskas inte längre först. Löftet börjar räknas.',
    'Release a held case: the decision on support is made or no longer wanted first. The promise starts to run.',
  ),
  enrolments: command('enrolments', 'enrolments', 'cases:write', 'Skriv in aspiranten.', 'Enrol the aspirant.'),
  coaches: command('coaches', 'coaches', 'cases:write', 'Utse coach.', 'Assign a coach.'),
  plans: command(
    'plans',
    'plans',
    'cases:write',
    'Upprätta en ny version av jobbplanen.',
    'Draw up a new version of the plan.',
  ),
  answers: command(
    'answers',
    'plans/{version}/answers',
    'cases:write',
    'Registrera aspirantens svar på en planversion.',
    "Record the aspirant's answer to a plan version.",
  ),
  measures: command(
    'measures',
    'measures',
    'cases:write',
    'Registrera att arbete eller en annan insats har börjat.',
    'Record that work or another measure has started.',
  ),
  reviews: command('reviews', 'reviews', 'cases:write', 'Registrera en uppföljning.', 'Record a review of the plan.'),
  closures: command('closures', 'closures', 'cases:write', 'Avsluta ärendet.', 'Close the case.'),
} as const satisfies Record<CommandName, Endpoint>;
