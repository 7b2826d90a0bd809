import * as z from 'zod';
import { KINDS } from '../../domain/reports/kinds.ts';
import { DIVISIONS, REPORT_FORMATS, REPORT_KINDS } from '../../domain/reports/question.ts';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { Endpoint } from '../endpoint.ts';
import { pageOf, paging, reportView } from '../views.ts';

const IN_WORDS = REPORT_KINDS.map((kind) => `${kind}: ${KINDS[kind].sv} (${KINDS[kind].en})`);

export const postReport = {
  routeKey: 'POST /v1/reports',
  act: 'POST reports',
  function: 'request-reports',
  scope: 'reports:write',
  officer: false,
  idempotencyKey: 'accepted',
  body: z.strictObject({
    kind: z.enum(REPORT_KINDS).meta({ description: `${IN_WORDS.join('. ')}.` }),
    from: localDateSchema,
    to: localDateSchema,
    office: z.string().max(64).optional(),
    division: z.enum(DIVISIONS).default('of-the-time'),
    formats: z.array(z.enum(REPORT_FORMATS)).min(1).max(REPORT_FORMATS.length).default(['html']),
  }),
  responses: { 202: reportView },
  problems: ['invalid-request', 'not-found', 'request-in-progress', 'idempotency-key-reused'],
  sv: 'Beställ en rapport för en period.',
  en: 'Ask for a report on a period.',
} as const satisfies Endpoint;

export const getReport = {
  routeKey: 'GET /v1/reports/{reportId}',
  act: 'GET report',
  function: 'request-reports',
  scope: 'reports:read',
  officer: false,
  idempotencyKey: 'none',
  responses: { 200: reportView },
  problems: ['not-found'],
  sv: 'Läs hur det går för en rapport och var dess filer finns.',
  en: 'Read how a report is getting on and where its files are.',
} as const satisfies Endpoint;

export const getReports = {
  routeKey: 'GET /v1/reports',
  act: 'GET reports',
  function: 'request-reports',
  scope: 'reports:read',
  officer: false,
  idempotencyKey: 'none',
  page: true,
  query: z.strictObject(paging),
  responses: { 200: pageOf(reportView) },
  problems: ['invalid-request'],
  sv: 'Lista de rapporter som finns. Med Accept: text/html är svaret en webbsida.',
  en: 'List the reports there are. With Accept: text/html the answer is a web page.',
} as const satisfies Endpoint;
