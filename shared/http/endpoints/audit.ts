import * as z from 'zod';
import { REVIEW_REASONS } from '../../domain/access/review.ts';
import { ENDED_GROUNDS } from '../../domain/case/disclosures.ts';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { Endpoint } from '../endpoint.ts';
import { accessView } from '../register-extract/accesses.ts';
import { registerExtractView } from '../register-extract/extract.ts';
import { pageOf, paging } from '../views.ts';

const date = z.string().meta({ format: 'date', example: '2026-03-02' });
const code = z.string().max(64).optional();

export const getAccessLog = {
  routeKey: 'GET /v1/cases/{caseId}/access-log',
  act: 'GET access-log',
  function: 'handle-case',
  scope: 'audit:read',
  officer: true,
  idempotencyKey: 'none',
  query: z.strictObject(paging),
  responses: { 200: pageOf(accessView) },
  problems: ['not-found'],
  sv: 'Läs vilka som har läst, ändrat eller nekats ett ärende, när och varför, äldst först. Även denna läsning står där. Loggen finns kvar när ärendet är gallrat.',
  en: 'Read who has read, changed or been refused a case, when and why, oldest first. This reading stands there too. The log is kept when the case is gone.',
} as const satisfies Endpoint;

export const getRegisterExtract = {
  routeKey: 'GET /v1/cases/{caseId}/register-extract',
  act: 'GET register-extract',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  idempotencyKey: 'none',
  page: true,
  responses: { 200: registerExtractView },
  problems: ['not-found'],
  sv: 'Ta fram allt som finns om personen i ett ärende, för att lämna till personen. Där står också vilka system som fått meddelanden, vad som hindrar gallring och vilka slag av tekniska poster som finns. Jobbtorget som har ärendet eller staden gör det. Med Accept: text/html blir svaret en sida att läsa och skriva ut.',
  en: 'Draw up all that is held about the person in a case, to hand to the person. It also tells whose systems were sent events, what keeps the case from being destroyed, and what kinds of technical items there are. The office that has the case or the city does so. With Accept: text/html the answer is a page to read and print.',
} as const satisfies Endpoint;

export const getAccessReviews = {
  routeKey: 'GET /v1/access-reviews',
  act: 'GET access-reviews',
  function: 'handle-case',
  scope: 'audit:read',
  officer: true,
  idempotencyKey: 'none',
  query: z.strictObject({ day: localDateSchema.optional(), ...paging }),
  responses: { 200: pageOf(accessView.extend({ caseId: z.string(), reasons: z.array(z.enum(REVIEW_REASONS)) })) },
  problems: [],
  sv: 'Lista den dagens åtkomster som någon bör fråga om (gårdagens om day utelämnas): skyddade personer, tillsyn utan angivet ändamål, många ärenden, många handläggare, många sökningar, upprepade avslag och ett stickprov. En dag som är slut ger samma lista varje gång.',
  en: 'List the accesses of the day that somebody should ask about (of yesterday without day): protected people, oversight without a stated purpose, many cases, many officers, many searches, repeated refusals and a sample. A day that is over gives the same list every time.',
} as const satisfies Endpoint;

export const getDisclosureGrounds = {
  routeKey: 'GET /v1/disclosure-grounds',
  act: 'GET disclosure-grounds',
  function: 'handle-case',
  scope: 'compliance:read',
  officer: 'accepted',
  idempotencyKey: 'none',
  query: z.strictObject({ ground: z.enum(ENDED_GROUNDS).optional(), office: code, district: code, ...paging }),
  responses: {
    200: pageOf(
      z.object({
        caseId: z.string(),
        office: z.string(),
        district: z.string(),
        ground: z.enum(ENDED_GROUNDS),
        basis: z.string(),
        givenOn: date,
        withdrawnOn: date,
      }),
    ),
  },
  problems: [],
  sv: 'Lista de ärenden, även avslutade, där grunden för att lämna uppgifter är återkallad eller saknas.',
  en: 'List the cases, closed ones too, where the ground for disclosing data has been withdrawn or is missing.',
} as const satisfies Endpoint;
