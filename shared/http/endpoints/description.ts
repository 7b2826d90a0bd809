import { z } from 'zod';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { Endpoint } from '../endpoint.ts';

const open = (path: string, response: z.ZodType, sv: string, en: string, query?: z.ZodType) =>
  ({
    routeKey: `GET /v1/${path}`,
    function: 'describe-api',
    scope: null,
    officer: false,
    idempotencyKey: 'none',
    ...(query === undefined ? {} : { query }),
    responses: { 200: response },
    problems: ['not-found', 'invalid-request'],
    sv,
    en,
  }) as const satisfies Endpoint;

const on = z.strictObject({ on: localDateSchema.optional() });
const entries = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

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
    apiReleased: z.string(),
    apiDocumentation: z.string(),
    apiStatus: z.string(),
  }),
  'Om gränssnittet, enligt den nationella REST-profilen.',
  'About the API, by the national REST profile.',
);
export const getOpenApi = open(
  'openapi.json',
  z.record(z.string(), z.unknown()),
  'Gränssnittet som OpenAPI 3.1.',
  'The API as OpenAPI 3.1.',
);
export const getProblem = open(
  'problems/{code}',
  z.string(),
  'Läs vad ett problem betyder och vad man gör åt det.',
  'Read what a problem means and what to do about it.',
);
export const getReference = open(
  'reference/{collection}',
  entries,
  'Stadens daterade uppgifter: jobbtorg, stadsdelsområden, målgrupper, insatser och regler.',
  "The city's dated data: offices, districts, target groups, services and policies.",
  on,
);
export const getCalendar = open(
  'reference/calendar',
  entries,
  'Helgdagar och andra dagar som inte är arbetsdagar, med namn.',
  'Holidays and other days that are not working days, named.',
  z.strictObject({ from: localDateSchema, to: localDateSchema }),
);

/** Every path that nothing else answers. */
export const anythingElse = {
  routeKey: 'ANY /{proxy+}',
  function: 'describe-api',
  scope: null,
  officer: false,
  idempotencyKey: 'none',
  responses: {},
  problems: ['not-found'],
  sv: 'Okänd adress.',
  en: 'Unknown path.',
} as const satisfies Endpoint;
