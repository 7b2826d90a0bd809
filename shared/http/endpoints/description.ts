import * as z from 'zod';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { Endpoint } from '../endpoint.ts';
import { calendarView, referenceView } from './reference-views.ts';

const open = <P extends string, R extends z.ZodType>(path: P, response: R, sv: string, en: string) =>
  ({
    routeKey: `GET /v1/${path}`,
    act: null,
    function: 'describe-api',
    scope: null,
    officer: false,
    idempotencyKey: 'none',
    responses: { 200: response },
    problems: [],
    sv,
    en,
  }) as const satisfies Endpoint;

export const getHealth = open(
  'health',
  z.object({ status: z.literal('ok') }),
  'Svarar när tjänsten är igång.',
  'Answers when the service is up.',
);

export const getApiInfo = open(
  'api-info',
  z.object({
    apiName: z.string(),
    apiVersion: z.string(),
    apiReleased: z.string().meta({ format: 'date', example: '2026-11-22' }),
    apiDocumentation: z.string().meta({ format: 'uri-reference' }),
    apiStatus: z.string(),
  }),
  'Om gränssnittet, enligt den nationella REST API-profilen.',
  'About the API, by the national REST API profile.',
);

export const getOpenApi = open(
  'openapi.json',
  z.record(z.string(), z.unknown()),
  'Gränssnittet som OpenAPI 3.1.',
  'The API as OpenAPI 3.1.',
);

export const getDocs = open(
  'docs',
  z.string(),
  'Läs och prova gränssnittet. Svaret är en webbsida.',
  'Read and try the API. The answer is a web page.',
);

/** What that page fetches: no resource, but parts of it. */
export const getDocsFile = {
  ...open('docs/{file}', z.never(), 'En fil till webbsidan.', 'A file of the web page.'),
  responses: {},
  problems: ['not-found'],
} as const satisfies Endpoint;

export const getProblem = {
  ...open(
    'problems/{code}',
    z.string(),
    'Läs vad ett problem betyder och vad man gör åt det. Svaret är en webbsida.',
    'Read what a problem means and what to do about it. The answer is a web page.',
  ),
  problems: ['not-found'],
} as const satisfies Endpoint;

export const getReference = {
  ...open(
    'reference/{collection}',
    referenceView,
    'Stadens daterade uppgifter den dag som on anger (i dag om den utelämnas): jobbtorg, stadsdelsområden, ansvarig nämnd, målgrupper, insatser, regler eller rapporternas definitioner. Varje uppgift säger från när den gäller och var den står skriven, eller att den är ett antagande.',
    "The city's dated data on the day named by on (today without it): offices, districts, the board that answers for them, target groups, services, policies or the reports' definitions. Each entry says from when it is in force and where it is written, or that it is assumed.",
  ),
  query: z.strictObject({ on: localDateSchema.optional() }),
  problems: ['not-found'],
} as const satisfies Endpoint;

/** The years whose holidays follow the law of 1989 and are known to the calendar. */
export const CALENDAR_YEARS = { first: 1990, last: 2150 } as const;
/** How long a period the calendar is given for at a time. */
export const CALENDAR_LIMIT_YEARS = 10;

export const getCalendar = {
  ...open(
    'reference/calendar',
    calendarView,
    `Helgdagar och de aftnar som räknas som helgdagar, med namn, högst ${CALENDAR_LIMIT_YEARS} år åt gången (innevarande år om from och to utelämnas). Lördagar och söndagar nämns inte.`,
    `Holidays and the eves that count as such, named, at most ${CALENDAR_LIMIT_YEARS} years at a time (this year without from and to). Saturdays and Sundays are not listed.`,
  ),
  query: z.strictObject({ from: localDateSchema.optional(), to: localDateSchema.optional() }),
} as const satisfies Endpoint;

/** Every path that nothing else answers; the gateway's `{proxy+}` does not take the bare root. */
export const anythingElse = {
  routeKey: 'ANY /{proxy+}',
  act: null,
  function: 'describe-api',
  scope: null,
  officer: false,
  idempotencyKey: 'none',
  responses: {},
  problems: ['not-found'],
  sv: 'Okänd adress.',
  en: 'Unknown path.',
} as const satisfies Endpoint;

export const bareRoot = { ...anythingElse, routeKey: 'ANY /' } as const satisfies Endpoint;
