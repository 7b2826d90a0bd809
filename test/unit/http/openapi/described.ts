import * as z from 'zod';
import { openApiDocument } from '../../../../shared/http/openapi/document.ts';

/** The parts of an OpenAPI document that the tests look at, read as a client reads them: from JSON. */

const header = z.looseObject({ schema: z.unknown() });
const media = z.looseObject({ schema: z.unknown().optional(), examples: z.record(z.string(), z.unknown()).optional() });
const response = z.looseObject({
  description: z.string(),
  headers: z.record(z.string(), header).default({}),
  content: z.record(z.string(), media).default({}),
});
const parameter = z.looseObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string(),
  schema: z.looseObject({
    type: z.string().optional(),
    format: z.string().optional(),
    default: z.unknown().optional(),
    minimum: z.unknown().optional(),
  }),
});
const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter),
  requestBody: z.looseObject({ content: z.record(z.string(), media) }).optional(),
  responses: z.record(z.string(), response),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ description: z.string() }),
  servers: z.array(
    z.looseObject({ url: z.string(), variables: z.record(z.string(), z.object({ default: z.string() })) }),
  ),
  externalDocs: z.looseObject({ description: z.string(), url: z.url() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.enum(['get', 'post']), operation.optional())),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({ properties: z.record(z.string(), z.looseObject({})).default({}) })),
    examples: z.record(z.string(), z.object({ summary: z.string(), value: z.unknown() })),
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.string(), scheme: z.string().optional() })),
  }),
});

export const raw: unknown = JSON.parse(JSON.stringify(openApiDocument()));
export const described = documentSchema.parse(raw);

/** Every operation with where it is. */
export const operations = Object.entries(described.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, found]) => (found === undefined ? [] : [{ ...found, path, method }])),
);

/** What a reference within the document leads to. */
export function resolve(reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((value, key) => z.record(z.string(), z.unknown()).parse(value)[key], raw);
}

const jsonObject = z.record(z.string(), z.unknown());
const NOT_SCHEMAS: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** Every field of every schema, however deep: its name and what it is said to be. Examples hold values, not schemas. */
export function fields(value: unknown = raw): ReadonlyArray<{ name: string; schema: Record<string, unknown> }> {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (NOT_SCHEMAS.has(key)) return [];
    const own = key === 'properties' ? Object.entries(jsonObject.parse(inner)) : [];
    return [...own.map(([name, schema]) => ({ name, schema: jsonObject.parse(schema) })), ...fields(inner)];
  });
}

/** Every text anywhere in a value, with the name of the field that holds it. */
export function texts(value: unknown, field = ''): ReadonlyArray<{ field: string; text: string }> {
  if (typeof value === 'string') return [{ field, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, Array.isArray(value) ? field : key));
}

/** Every reference anywhere in the document. */
export function references(value: unknown = raw): ReadonlyArray<string> {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  );
}
