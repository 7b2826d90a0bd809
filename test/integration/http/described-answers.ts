import * as z from 'zod';
import { transferredView } from '../../../shared/http/views.ts';
import type { ApiAnswer } from '../../support/embedded.ts';

const jsonSchema = z.record(z.string(), z.unknown());
const response = z.looseObject({
  headers: z.record(z.string(), z.unknown()).default({}),
  content: z.record(z.string(), z.looseObject({ schema: jsonSchema, examples: jsonSchema.optional() })).default({}),
});
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), response) }))),
  components: z.looseObject({ schemas: z.record(z.string(), jsonSchema) }),
});
const problemType = z.looseObject({ type: z.string() });

/** Says in words where an answer differs from what the document promises of its route; nothing when it does not. */
export type Deviations = (routeKey: string, answer: ApiAnswer) => ReadonlyArray<string>;

/** What zod takes for a whole address may be a part of one. */
const URI_REFERENCE = '^[\\w.~:/?#@!$&*+,;=%-]+$';
const PROBLEM = 'application/problem+json';
/** Sent only where a request is repeated. */
const SOMETIMES: ReadonlySet<string> = new Set(['Idempotency-Replayed']);

/**
 * Holds answers against an OpenAPI document as it is served: the status, the media type, the headers, the body by its
 * schema with nothing beside it, and of a problem that its code is named for the operation.
 */
export function deviationsFrom(served: unknown): Deviations {
  const document = documentSchema.parse(served);
  const definitions = z.record(z.string(), jsonSchema).parse(closed(document.components.schemas));
  const compiled = new Map<string, z.ZodType>();
  const schemaOf = (schema: z.infer<typeof jsonSchema>): z.ZodType => {
    const text = JSON.stringify(schema);
    const known = compiled.get(text);
    if (known !== undefined) return known;
    const root = jsonSchema.parse(closed({ ...schema, $defs: definitions }));
    const made = z.fromJSONSchema(root);
    compiled.set(text, made);
    return made;
  };
  const bodyDeviations = (schema: z.infer<typeof jsonSchema>, answer: ApiAnswer) => {
    const parsed = schemaOf(schema).safeParse(answer.json());
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
  };

  const ofOperation: Deviations = (routeKey, answer) => {
    const [method = '', path = ''] = routeKey.split(' ');
    const operation = document.paths[path.replace(/^\/v1/, '')]?.[method.toLowerCase()];
    if (operation === undefined) return ['there is no such operation'];
    const described = operation.responses[String(answer.status)];
    if (described === undefined) return [`never with ${answer.status}`];
    const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const media = described.content[mediaType];
    if (media === undefined) return [`never as ${mediaType}`];
    const missing = Object.keys(described.headers).filter(
      (name) => !SOMETIMES.has(name) && !answer.headers.has(name) && !(name === 'ETag' && isHandedOn(answer)),
    );
    return [
      ...missing.map((name) => `without the header ${name}`),
      ...(mediaType === 'text/html' ? [] : bodyDeviations(media.schema, answer)),
      ...(mediaType === PROBLEM ? unnamed(answer, media.examples ?? {}) : []),
    ];
  };

  const undescribed = (answer: ApiAnswer) =>
    answer.status === 404
      ? bodyDeviations({ $ref: '#/components/schemas/Problem' }, answer)
      : [`never with ${answer.status}`];

  return (routeKey, answer) => {
    if (routeKey === 'GET /v1/openapi.json') return answer.status === 200 ? [] : [`never with ${answer.status}`];
    if (routeKey === 'GET /v1/docs/{file}' && answer.status === 200) return [];
    if (routeKey === 'GET /v1/docs/{file}') return undescribed(answer);
    if (!routeKey.startsWith('ANY ')) return ofOperation(routeKey, answer);
    return undescribed(answer);
  };
}

/** Of a case that has been handed on its version is not told. */
function isHandedOn(answer: ApiAnswer): boolean {
  return transferredView.safeParse(answer.json()).success;
}

/** A problem that the operation does not name under its status. */
function unnamed(answer: ApiAnswer, named: Readonly<Record<string, unknown>>): ReadonlyArray<string> {
  const code = answer.read(problemType).type.replace('/v1/problems/', '');
  return Object.hasOwn(named, code) ? [] : [`never with the problem ${code}`];
}

/**
 * The schema with every object closed that does not say otherwise, so that a field nobody described is found, and with
 * references that lead to its own definitions.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' ? String(value).replace('#/components/schemas/', '#/$defs/') : closed(value),
    ]),
  );
  if (inner['format'] === 'uri-reference') return { type: 'string', pattern: URI_REFERENCE };
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}
