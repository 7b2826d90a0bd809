import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Scope } from '../caller.ts';
import type { Endpoint } from '../endpoint.ts';
import { caseView } from '../views.ts';
import { type ExampleName, exampleNamesOf } from './examples/catalogue.ts';
import { parametersOf, responseHeaders } from './parameters.ts';
import { describeProblems, problemsByStatus } from './problem-responses.ts';
import { problemSchema } from './problem-schema.ts';

export interface Operation {
  readonly method: 'get' | 'post';
  /** Under the server's URL, which ends in the version. */
  readonly path: string;
  readonly operation: ZodOpenApiOperationObject;
}

/** Describes an endpoint as an operation. */
export function operationOf(endpoint: Endpoint): Operation {
  const [verb = '', route = ''] = endpoint.routeKey.split(' ');
  const path = route.replace(/^\/v1/, '');
  const examples = exampleNamesOf(endpoint.routeKey);
  return {
    method: verb === 'GET' ? 'get' : 'post',
    path,
    operation: {
      operationId: operationId(verb, path),
      tags: [path.split('/')[1] ?? ''],
      summary: firstSentence(endpoint.sv),
      description: `${endpoint.sv}\n\n${endpoint.en}`,
      security: scopesOf(endpoint).flatMap((scope) => [{ oauth2: [scope] }, { bearer: [scope] }]),
      parameters: parametersOf(endpoint, path),
      ...(endpoint.body === undefined
        ? {}
        : { requestBody: { required: true, content: { 'application/json': media(endpoint.body, examples.request) } } }),
      responses: { ...successes(endpoint, examples.response), ...problems(endpoint) },
    },
  };
}

/** Any of which will do; none for what anyone may read. */
function scopesOf({ scope, orScope }: Endpoint): ReadonlyArray<Scope> {
  return [scope, orScope].filter((known) => known != null);
}

function operationId(verb: string, path: string): string {
  const words = path.replaceAll(/\{(\w+)\}/g, 'by-$1').split(/[/-]/);
  return [verb.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0].slice(0, -1) ?? text;
}

function media(schema: z.ZodType, examples: ReadonlyArray<ExampleName>) {
  const named = examples.map((name) => [name, { $ref: `#/components/examples/${name}` }]);
  return { schema, examples: Object.fromEntries(named) };
}

const MEANING: Readonly<Record<number, string>> = {
  200: 'Det som efterfrågades. What was asked for.',
  201: 'Registrerat; svaret är ärendet som det nu ser ut. Recorded; the answer is the case as it now stands.',
  202: 'Mottaget; Location visar var det går att följa. Accepted; Location shows where to follow it.',
};

function successes(endpoint: Endpoint, examples: ReadonlyArray<ExampleName>): ZodOpenApiResponsesObject {
  const entries = Object.entries(endpoint.responses).map(([status, schema]) => {
    const headers = responseHeaders({
      entityTag: isCase(schema),
      // With 200 there is nothing new to be anywhere.
      location: Number(status) !== 200 && endpoint.routeKey.startsWith('POST') && !endpoint.routeKey.includes('{'),
      replays: endpoint.idempotencyKey !== 'none',
    });
    // A response that is a text is a page for people.
    const content =
      schema instanceof z.ZodString
        ? { 'text/html': { schema: { type: 'string' as const } } }
        : {
            'application/json': media(schema, examples),
            ...(endpoint.page === true ? { 'text/html': { schema: { type: 'string' as const } } } : {}),
          };
    return [status, { description: MEANING[Number(status)] ?? status, headers, content }];
  });
  return Object.fromEntries(entries);
}

/** Whether a response is a case, or can be one: those carry the case's version. */
function isCase(schema: z.ZodType): boolean {
  return schema === caseView || (schema instanceof z.ZodUnion && schema.options.some((option) => option === caseView));
}

function problems(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const headers = responseHeaders({ entityTag: false, location: false, replays: false });
  const entries = [...problemsByStatus(endpoint)].map(([status, codes]) => {
    const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/problem-${code}` }]));
    const content = { 'application/problem+json': { schema: problemSchema, examples } };
    return [String(status), { description: describeProblems(codes), headers, content }];
  });
  return Object.fromEntries(entries);
}
