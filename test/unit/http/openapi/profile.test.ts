import { describe, expect, it } from 'vitest';
import { described, fields, operations, texts } from './described.ts';

/**
 * The rules of the national REST API profile that can be checked on a document, by their ids. Those of loose coupling
 * (VER.01–03), of what is sent (ARQ.03) and of lists' names in the plural (AME.06) are for people to judge. One that
 * should be followed is not: UFN.01 would have the API named in its addresses before its version, but it is alone at
 * its host.
 */

const SWEDISH = /\b(och|att|är|för|på|med|som|till)\b/i;
const ENGLISH = /\b(and|the|is|of|to|with|for)\b/i;
const PERSONAL = ['pnr', 'personnummer', 'personnr', 'personalidentitynumber', 'ssn', 'socialsecuritynumber'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT_IN_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const paths = Object.keys(described.paths);
const segments = paths.flatMap((path) => path.split('/').slice(1)).filter((segment) => !segment.startsWith('{'));
const servers = described.servers.map(({ url, variables }) =>
  url.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => variables[name]?.default ?? ''),
);
const responses = operations.flatMap(({ operationId, responses: all }) =>
  Object.entries(all).map(([status, response]) => ({ ...response, operationId, status: Number(status) })),
);
const parameters = operations.flatMap(({ operationId, parameters: all }) =>
  all.map((parameter) => ({ ...parameter, operationId })),
);
const queries = parameters.filter((parameter) => parameter.in === 'query');

describe('the national REST API profile', () => {
  it('DOK.03, 07, 08, 09, 11: says what the API is for, who answers for it, on what terms and within what limits', () => {
    expect(described.info).toMatchObject({
      title: expect.stringMatching(/./),
      description: expect.stringMatching(/jobbtorg/i),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      contact: {
        name: expect.stringMatching(/./),
        url: expect.stringMatching(/^https:/),
        email: expect.stringMatching(/@/),
      },
      license: { name: expect.stringMatching(/./), url: expect.stringMatching(/^https:/) },
      termsOfService: expect.stringMatching(/^https:/),
      'x-limitations': expect.arrayContaining([expect.stringMatching(/./)]),
    });
  });

  it('DOK.01: says where it is online', () => {
    expect(described.externalDocs.url).toMatch(/^https:.*\/v1\/docs$/);
    expect(described.externalDocs.description).toMatch(/./);
  });

  it('DOK.06: is in Swedish and English', () => {
    for (const text of [described.info.description, ...operations.map(({ description }) => description)]) {
      expect(text.split('\n\n').length).toBeGreaterThan(1);
    }
    expect(described.info.description).toMatch(SWEDISH);
    expect(described.info.description).toMatch(ENGLISH);
  });

  it('DOK.15: shows every body of JSON by an example', () => {
    const requests = operations.flatMap(({ requestBody }) => (requestBody === undefined ? [] : [requestBody.content]));
    const bodies = [...responses.map(({ content }) => content), ...requests];
    const json = bodies.map((content) => content['application/json']).filter((media) => media !== undefined);
    expect(json.length).toBeGreaterThan(30);
    for (const { examples } of json) expect(Object.keys(examples ?? {})).not.toHaveLength(0);
  });

  it('DOK.17: is OpenAPI 3.1', () => {
    expect(described.openapi).toMatch(/^3\.1\.\d$/);
  });

  it('DOK.19, 20: describes every operation, parameter and answer', () => {
    for (const { summary, description } of operations) expect([summary, description]).not.toContain('');
    for (const { description } of [...responses, ...parameters]) expect(description).toMatch(/\w{3}/);
  });

  it('DOK.21, SAK.09, 10, 18: asks for OAuth 2 or a bearer token, and for nothing weaker', () => {
    const { oauth2, bearer, ...others } = described.components.securitySchemes;
    expect(oauth2).toMatchObject({
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: expect.stringMatching(/^https:/) } },
    });
    expect(bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(others).toEqual({});
  });

  it('UFN.02, SAK.01, VER.05: is served by HTTPS on its own port, under its major version and no other', () => {
    for (const server of servers) expect(server).toMatch(/^https:\/\/[a-z0-9.-]+\/v1$/);
    for (const segment of segments) expect(segment).not.toMatch(/^v\d/);
  });

  it('MOG.01: has operations on resources, and no resource that is named for what is done', () => {
    for (const [path, item] of Object.entries(described.paths)) {
      expect(path.split('/').length).toBeGreaterThan(1);
      expect(Object.keys(item)).not.toHaveLength(0);
    }
    for (const segment of segments) expect(segment).not.toMatch(/^(get|post|put|delete|patch|create|update|do)(-|$)/);
  });

  it('MOG.02: tells with a case where to go from it', () => {
    for (const name of ['Case', 'CaseListItem']) {
      expect(described.components.schemas[name]?.properties).toHaveProperty('links');
    }
  });

  it('RES.06, UFN.07, 08, 09: names resources by lower case letters, digits and hyphens', () => {
    for (const segment of segments) expect(segment).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const { name } of parameters.filter((parameter) => parameter.in === 'path')) expect(name).not.toMatch(/[_\s]/);
  });

  it('UFN.05: has no address longer than 2048 characters', () => {
    const longest = Math.max(...servers.map(({ length }) => length));
    for (const { path, parameters: all } of operations) {
      const query = all.map(({ name }) => `${name}=${'x'.repeat(64)}&`).join('');
      expect(longest + path.length + query.length).toBeLessThan(2048);
    }
  });

  it('RES.02: has no personal data in an address', () => {
    for (const { name, in: where } of parameters) {
      if (where !== 'header') expect(PERSONAL).not.toContain(name.toLowerCase());
    }
  });

  it('AME.01, 02, ARQ.01: speaks JSON, but for problems and for pages that people read', () => {
    for (const { status, content } of responses) {
      const expected = status >= 400 ? ['application/problem+json'] : ['application/json', 'text/html'];
      for (const mediaType of Object.keys(content)) expect(expected).toContain(mediaType);
    }
    for (const { requestBody } of operations) {
      if (requestBody !== undefined) expect(Object.keys(requestBody.content)).toEqual(['application/json']);
    }
  });

  it('AME.04, 05, 07: writes field names in camel case throughout', () => {
    expect(fields().length).toBeGreaterThan(200);
    for (const { name } of fields()) expect(name).toMatch(/^[a-z]+\d*([A-Z][a-z]*)*$/);
  });

  it('FNS.01, 03, 05, 06: has optional search parameters in the same case', () => {
    for (const { name, required } of queries) {
      expect(name).toMatch(/^[a-z]+([A-Z][a-z]*)*$/);
      expect(required).toBe(false);
    }
  });

  it('FNS.07, 08, 09: pages by limit, 20 of its own accord, and page, from 1, but for the feed, which has a cursor', () => {
    for (const { parameters: all } of operations) {
      const page = all.find(({ name }) => name === 'page');
      const limit = all.find(({ name }) => name === 'limit');
      const cursor = all.find(({ name }) => name === 'after');
      expect(page === undefined && cursor === undefined).toBe(limit === undefined);
      if (limit !== undefined) expect(limit.schema.default).toBe(20);
      if (page !== undefined) expect([page.schema.default, page.schema.minimum]).toEqual([1, 1]);
    }
  });

  it('FEL.01, 02: describes errors by RFC 9457', () => {
    const problem = described.components.schemas['Problem'];
    expect(Object.keys(problem?.properties ?? {})).toEqual(
      expect.arrayContaining(['type', 'title', 'status', 'detail', 'instance']),
    );
    for (const { content } of responses.filter(({ status }) => status >= 400)) {
      expect(content).toMatchObject({
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      });
    }
    for (const { responses: all } of operations) {
      expect(Object.keys(all).some((status) => Number(status) >= 400)).toBe(true);
    }
  });

  it('SPA.02, 04, 07: accepts and returns traceparent, never requires it, and has nothing in its place', () => {
    for (const { name } of parameters) expect(name.toLowerCase()).not.toBe('x-request-id');
    for (const { parameters: all } of operations) {
      expect(all).toContainEqual(expect.objectContaining({ name: 'traceparent', in: 'header', required: false }));
    }
    for (const { headers } of responses) expect(headers['traceparent']?.schema).toBeDefined();
  });

  it('SAK.15, 16: has no keys, and so none in an address', () => {
    const kinds = Object.values(described.components.securitySchemes).map(({ type }) => type);
    expect(kinds).not.toContain('apiKey');
    for (const { name, in: where } of parameters) {
      if (where !== 'header') expect(name).not.toMatch(/key|token|secret|password/i);
    }
  });

  it('SAK.29: says that an unexpected content type is refused', () => {
    for (const { requestBody, responses: all } of operations) expect('415' in all).toBe(requestBody !== undefined);
  });

  it('ARQ.05, FOR.02: has no payload in headers and no body in a GET', () => {
    for (const { schema } of parameters) expect(schema.type).not.toBe('object');
    for (const { method, requestBody } of operations) if (method === 'get') expect(requestBody).toBeUndefined();
  });

  it('VER.06: tells about itself under its root, in the five fields of the profile', () => {
    expect(described.paths).toHaveProperty(['/api-info', 'get']);
    expect(described.components.examples['api-info']?.value).toEqual({
      apiName: expect.stringMatching(/./),
      apiVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      apiReleased: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      apiDocumentation: '/v1/docs',
      apiStatus: 'active',
    });
  });

  it('DOT.02, 04: says days without a time, and instants in UTC', () => {
    const exampleOf = (format: string) =>
      fields().flatMap(({ schema }) => (schema['format'] === format ? (schema['example'] ?? []) : []));
    expect(new Set(exampleOf('date')).size).toBeGreaterThan(1);
    for (const example of exampleOf('date')) expect(example).toMatch(DAY);
    expect(exampleOf('date-time')).not.toHaveLength(0);
    for (const example of exampleOf('date-time')) expect(example).toMatch(INSTANT_IN_UTC);
    const shown = texts(described.components.examples).filter(({ field }) =>
      /(^on|On|At|^from|^to|^date)$/.test(field),
    );
    expect(shown.length).toBeGreaterThan(100);
    for (const { field, text } of shown) expect(text).toMatch(/At$/.test(field) ? INSTANT_IN_UTC : DAY);
  });
});
