import * as z from 'zod';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { Endpoint } from '../endpoint.ts';
import { checkRunView, findingListItem, pageOf, paging, worklistItem, worklistView } from '../views.ts';

const office = z.string().max(64).optional();

export const getWorklists = {
  routeKey: 'GET /v1/worklists',
  act: 'GET worklists',
  function: 'handle-case',
  scope: 'compliance:read',
  officer: 'accepted',
  idempotencyKey: 'none',
  query: z.strictObject({ office, ...paging }),
  responses: { 200: pageOf(worklistView) },
  problems: ['invalid-request'],
  sv: 'Se hur många öppna ärenden som väntar på något, på var och en av arbetslistorna.',
  en: 'See how many open cases are waiting for something, on each of the worklists.',
} as const satisfies Endpoint;

export const getWorklist = {
  routeKey: 'GET /v1/worklists/{name}',
  act: 'GET worklist',
  function: 'handle-case',
  scope: 'compliance:read',
  officer: 'accepted',
  idempotencyKey: 'none',
  query: z.strictObject({ office, ...paging }),
  responses: { 200: pageOf(worklistItem) },
  problems: ['invalid-request', 'not-found'],
  sv: 'Lista de öppna ärendena på en arbetslista, med den frist eller de tillfällen som har satt dem där.',
  en: 'List the open cases on a worklist, with the clock or the occasions that put them there.',
} as const satisfies Endpoint;

export const getFindings = {
  routeKey: 'GET /v1/findings',
  act: 'GET findings',
  function: 'handle-case',
  scope: 'compliance:read',
  officer: 'accepted',
  idempotencyKey: 'none',
  query: z.strictObject({
    office,
    kind: z.enum(['warned', 'missed']).optional(),
    from: localDateSchema.optional(),
    to: localDateSchema.optional(),
    ...paging,
  }),
  responses: { 200: pageOf(findingListItem) },
  problems: ['invalid-request'],
  sv: 'Lista avvikelser: löften som var nära att brytas eller bröts.',
  en: 'List findings: promises that were about to be broken, or were.',
} as const satisfies Endpoint;

export const postCheckRun = {
  routeKey: 'POST /v1/check-runs',
  act: 'POST check-runs',
  function: 'check-deadlines',
  scope: 'compliance:run',
  officer: false,
  idempotencyKey: 'accepted',
  body: z.strictObject({ asOf: localDateSchema }),
  responses: { 202: checkRunView },
  problems: ['idempotency-key-reused'],
  sv: 'Kontrollera fristerna per en dag, senast i dag. Samma dag två gånger ger inga fler avvikelser.',
  en: 'Check the deadlines as of a day, at most today. The same day twice adds no finding.',
} as const satisfies Endpoint;

export const getCheckRun = {
  routeKey: 'GET /v1/check-runs/{runId}',
  act: 'GET check-run',
  function: 'check-deadlines',
  scope: 'compliance:read',
  officer: false,
  idempotencyKey: 'none',
  responses: { 200: checkRunView },
  problems: ['not-found'],
  sv: 'Läs hur en kontroll gick.',
  en: 'Read how a check went.',
} as const satisfies Endpoint;
