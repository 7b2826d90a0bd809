import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { COMMAND_BODIES, COMMAND_NAMES } from '../../../../shared/domain/case/commands.ts';
import { COMMAND_FIELDS, REFERRAL_FIELDS } from '../../../../shared/domain/case/secrecy.ts';
import { referralSchema } from '../../../../shared/domain/referral/referral.ts';
import type { Endpoint } from '../../../../shared/http/endpoint.ts';
import { ENDPOINTS } from '../../../../shared/http/endpoints/catalogue.ts';
import { PATH_PARAMETERS, REQUEST_FIELDS, REQUEST_HEADERS } from '../../../../shared/http/field-classes.ts';
import { openApiDocument } from '../../../../shared/http/openapi/document.ts';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly prefixItems?: ReadonlyArray<JsonSchema>;
  readonly anyOf?: ReadonlyArray<JsonSchema>;
}

/** The paths of every value that a body can hold, whatever lists and alternatives it is nested in. */
function paths(schema: JsonSchema, path: ReadonlyArray<string> = []): ReadonlyArray<string> {
  const { properties, items, prefixItems, anyOf } = schema;
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([name, field]) => paths(field, [...path, name]));
  }
  if (prefixItems !== undefined) {
    return prefixItems.flatMap((part, index) => paths(part, [...path, String(index)]));
  }
  const nested = [...(anyOf ?? []), ...(items === undefined ? [] : [items])].flatMap((part) => paths(part, path));
  const own = path.join('.');
  const deeper = nested.filter((found) => found !== own);
  return deeper.length > 0 ? deeper : [own];
}

const fieldsOf = (schema: z.ZodType) =>
  [...new Set(paths(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema))].sort();

const isCommand = (body: z.ZodType | undefined) => COMMAND_NAMES.some((name) => COMMAND_BODIES[name] === body);

/** The fields of a request's query and body, but those of a referral in it. */
const ownFieldsOf = ({ query, body }: Pick<Endpoint, 'query' | 'body'>) =>
  [query, body]
    .flatMap((schema) => (schema === undefined ? [] : fieldsOf(schema)))
    .filter((path) => !(path.startsWith('referral.') && Object.hasOwn(REFERRAL_FIELDS, path.slice('referral.'.length))))
    .sort();

const described = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]) })),
  ),
});

describe('Every field of the contract is either fact or secret', () => {
  test('in a referral', () => {
    expect(Object.keys(REFERRAL_FIELDS).sort()).toEqual(fieldsOf(referralSchema));
  });

  test.each(COMMAND_NAMES)('in %s', (name) => {
    expect(Object.keys(COMMAND_FIELDS[name]).sort()).toEqual(fieldsOf(COMMAND_BODIES[name]));
  });

  const asked = ENDPOINTS.filter(({ body, query }) => body !== undefined || query !== undefined);
  const classed = asked.filter(({ body }) => body !== referralSchema && !isCommand(body));

  test('in every other request, and nothing is classed that none has', () => {
    expect(Object.keys(REQUEST_FIELDS).sort()).toEqual(classed.map(({ routeKey }) => routeKey).sort());
    expect(asked.length - classed.length).toBe(1 + COMMAND_NAMES.length);
  });

  test.each(classed.map((endpoint) => [endpoint.routeKey, endpoint] as const))('in %s', (routeKey, endpoint) => {
    expect(Object.keys(REQUEST_FIELDS[routeKey] ?? {}).sort()).toEqual(ownFieldsOf(endpoint));
  });

  test('in every path', () => {
    const named = ENDPOINTS.flatMap(({ routeKey }) => [...routeKey.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name));
    expect(Object.keys(PATH_PARAMETERS).sort()).toEqual([...new Set(named)].sort());
  });

  test('in every header that the description tells of, and in the one that asks for a page', () => {
    const operations = Object.values(described.parse(openApiDocument()).paths).flatMap((path) => Object.values(path));
    const named = operations.flatMap(({ parameters }) => parameters.filter((one) => one.in === 'header'));
    const headers = new Set(['accept', ...named.map(({ name }) => name.toLowerCase())]);
    expect(Object.keys(REQUEST_HEADERS).sort()).toEqual([...headers].sort());
  });

  test('and a field that nobody classed would be noticed, in a referral, in a query and in a body', () => {
    const extended = referralSchema.extend({ nickname: z.string() });
    expect(Object.keys(REFERRAL_FIELDS).sort()).not.toEqual(fieldsOf(extended));
    const [first] = classed;
    const told = { ...first, query: z.strictObject({ about: z.string() }), body: z.strictObject({ note: z.string() }) };
    expect(ownFieldsOf(told)).toEqual(['about', 'note']);
  });
});
