import * as z from 'zod';
import { createSchema, type oas32 } from 'zod-openapi';
import { STATED_PURPOSES } from '../../domain/access/access.ts';
import type { Endpoint } from '../endpoint.ts';
import { COLLECTIONS } from '../endpoints/reference-views.ts';

type Parameter = oas32.ParameterObject;

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** Headers that an endpoint may read, in the order in which a developer meets them. */
const HEADERS = {
  officer: {
    name: 'Officer-Id',
    in: 'header',
    description: 'Vem som står bakom anropet; loggas. Who is behind the call; it is logged.',
    schema: { type: 'string', minLength: 1, maxLength: 64 },
    example: 'HV-1234',
  },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Ett eget värde som återanvänds vid omsändning: samma nyckel och innehåll ger samma svar. A value of your own, reused when resending: the same key and body get the same answer.',
    schema: { type: 'string', minLength: 8, maxLength: 128, pattern: '^[\\x21-\\x7e]{8,128}$' },
    example: '0d9c6f0e-1c5b-4d0e-9c57-6d5d1f1f2a3b',
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'Ärendets ETag: ändra bara om det är oförändrat sedan det lästes. The ETag of the case: change it only if it has not changed since it was read.',
    schema: { type: 'string' },
    example: '"7"',
  },
  purpose: {
    name: 'Access-Purpose',
    in: 'header',
    required: false,
    description:
      'Varför ärendet läses; loggas. Där personen har begärt begränsning visas personen bara för consent, legal-claims, rights-of-others och public-interest. Why the case is read; it is logged. Where the person has asked for restriction, the person is shown only for those four.',
    schema: { type: 'string', enum: [...STATED_PURPOSES] },
    example: 'follow-up',
  },
  traceparent: {
    name: 'traceparent',
    in: 'header',
    required: false,
    description: 'Spårning enligt W3C Trace Context; återges i svaret. W3C Trace Context; returned in the answer.',
    schema: { type: 'string' },
    example: TRACEPARENT,
  },
} as const satisfies Record<string, Parameter>;

/** Where a parameter of a path or a query is not said by its schema: what it names, and an example. */
const NAMED: Readonly<Record<string, readonly [description: string, example: string]>> = {
  caseId: ['Ärendets id. The id of the case.', '1v3q8r0m5kz2xw7c9d4ht6nbga'],
  runId: [
    'Kontrollens eller gallringens id. The id of the check or of the retention run.',
    '7h2m9c4xw1v3q5d0ht6nbge4kz',
  ],
  reportId: ['Rapportens id. The id of the report.', '4c7r9m2kz8xw1v3q5d0ht6nbge'],
  code: ['Problemets kod. The code of the problem.', 'not-eligible'],
  collection: ['Vilka uppgifter. Which data.', 'offices'],
  name: ['Arbetslistans namn. The name of the worklist.', 'guarantee-at-risk'],
  version: ['Planens version. The version of the plan.', '1'],
  on: [
    'Den dag uppgifterna gällde; i dag om den utelämnas. The day the data were in force; today without it.',
    '2009-02-01',
  ],
  day: ['Vilken dag i Stockholm. Which day in Stockholm.', '2026-03-06'],
  from: ['Första dagen. The first day.', '2008-01-01'],
  to: ['Sista dagen. The last day.', '2008-12-31'],
  office: ['Bara detta jobbtorg. This office only.', 'vallingby'],
  district: ['Bara detta stadsdelsområde. This district only.', 'bromma'],
  status: ['Bara ärenden i detta läge. Cases in this state only.', 'planned'],
  kind: ['Bara avvikelser av detta slag. Findings of this kind only.', 'missed'],
  after: [
    'Markören next ur ett tidigare svar; det äldsta som finns kvar om den utelämnas. The cursor next of an earlier answer; the oldest that is kept without it.',
    'hTq0b3Zr9cX1mWv7KpYd2LsN8fGaUeRiQjOoB5tCxk4w6yzE',
  ],
  ground: ['Bara grunder i detta läge. Grounds in this state only.', 'withdrawn'],
  limit: ['Antal per sida. How many a page.', '20'],
  page: ['Vilken sida, från 1. Which page, from 1.', '1'],
};

/** The parameters of an endpoint: those in its path and query, and the headers it reads. */
export function parametersOf(endpoint: Endpoint, path: string): Array<Parameter> {
  return [...pathParameters(endpoint, path), ...queryParameters(endpoint), ...headerParameters(endpoint)];
}

function pathParameters(endpoint: Endpoint, path: string): Array<Parameter> {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    ...described(name, endpoint),
    schema: PATH_SCHEMAS[name] ?? { type: 'string' },
  }));
}

/** Path parameters that are something narrower than a text. */
const PATH_SCHEMAS: Readonly<Record<string, oas32.SchemaObject>> = {
  version: { type: 'integer', minimum: 1 },
  collection: { type: 'string', enum: [...COLLECTIONS] },
};

function queryParameters(endpoint: Endpoint): Array<Parameter> {
  if (!(endpoint.query instanceof z.ZodObject)) return [];
  return Object.entries(endpoint.query.shape).map(([name, schema]) => {
    const { schema: json } = createSchema(schema, { io: 'input', openapiVersion: '3.1.1' });
    const required = !schema.safeParse(undefined).success;
    return { name, in: 'query', required, ...described(name, endpoint), schema: json };
  });
}

function headerParameters({ officer, idempotencyKey, problems }: Endpoint): Array<Parameter> {
  return [
    ...(officer === false ? [] : [{ ...HEADERS.officer, required: officer === true }]),
    ...(officer === true ? [HEADERS.purpose] : []),
    ...(idempotencyKey === 'none' ? [] : [{ ...HEADERS.idempotencyKey, required: idempotencyKey === 'required' }]),
    ...(problems.includes('stale-version') ? [HEADERS.ifMatch] : []),
    HEADERS.traceparent,
  ];
}

function described(name: string, endpoint: Endpoint): Pick<Parameter, 'description' | 'example'> {
  const known = NAMED[name];
  if (known === undefined) throw new Error(`${endpoint.routeKey}: the parameter ${name} is not described`);
  const [description, example] = known;
  return { description, example: /^\d+$/.test(example) ? Number(example) : example };
}

/** The headers of a response, by what it answers with. */
export function responseHeaders(of: {
  readonly entityTag: boolean;
  readonly location: boolean;
  readonly replays: boolean;
}) {
  const text = (description: string, example: string) => ({
    description,
    schema: { type: 'string' as const },
    example,
  });
  return {
    traceparent: text('Spårning enligt W3C Trace Context. W3C Trace Context.', TRACEPARENT),
    'Cache-Control': text('Hur länge svaret får sparas. How long the answer may be kept.', 'no-store'),
    ...(of.entityTag ? { ETag: text('Ärendets version. The version of the case.', '"7"') } : {}),
    ...(of.location
      ? { Location: text('Var det nya finns. Where the new one is.', '/v1/cases/1v3q8r0m5kz2xw7c9d4ht6nbga') }
      : {}),
    ...(of.replays
      ? {
          'Idempotency-Replayed': text(
            'true när svaret hör till en tidigare begäran med samma nyckel. true when the answer belongs to an earlier request with the same key.',
            'true',
          ),
        }
      : {}),
  };
}
