import { describe, expect, it } from 'vitest';
import { described, operations } from './described.ts';

/** The rules of the national REST API profile that can be checked on a document, by their ids. */

const SWEDISH = /\b(och|att|är|för|på|med|som|till)\b/i;
const ENGLISH = /\b(and|the|is|of|to|with|for)\b/i;
const PERSONAL = ['pnr', 'personnummer', 'personnr', 'personalidentitynumber', 'ssn', 'socialsecuritynumber'];
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
  it('DOK.03, 07, 08, 09, 11: says who answers for the API, on what terms and within what limits', () => {
    expect(described.info).toMatchObject({
      title: expect.stringMatching(/./),
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
    expect(described.externalDocs.url).toMatch(/^https:/);
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

  it('UFN.02, SAK.01, VER.05: is served by HTTPS on its own port under its major version', () => {
    for (const server of servers) expect(server).toMatch(/^https:\/\/[a-z0-9.-]+\/v1$/);
  });

  it('RES.06, UFN.07, 08, 09: names resources by lower case letters, digits and hyphens', () => {
    for (const segment of segments) expect(segment).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const segment of segments) expect(segment).not.toMatch(/^(get|post|put|delete|patch)-/);
  });

  it('UFN.05: has no address longer than 2048 characters', () => {
    for (const path of paths) expect(path.length).toBeLessThan(1000);
  });

  it('RES.02: has no personal data in an address', () => {
    for (const { name, in: where } of parameters) {
      if (where !== 'header') expect(PERSONAL).not.toContain(name.toLowerCase());
    }
  });

  it('AME.04, 05, 07: writes field names in camel case throughout', () => {
    for (const { properties } of Object.values(described.components.schemas)) {
      for (const name of Object.keys(properties)) expect(name).toMatch(/^[a-z]+([A-Z][a-z]*)*$/);
    }
  });

  it('FNS.01, 03, 05, 06: has optional search parameters in the same case', () => {
    for (const { name, required } of queries) {
      expect(name).toMatch(/^[a-z]+([A-Z][a-z]*)*$/);
      expect(required).toBe(false);
    }
  });

  it('FNS.07, 08, 09: pages by limit, 20 of its own accord, and page, from 1', () => {
    for (const { parameters: all } of operations) {
      const page = all.find(({ name }) => name === 'page');
      const limit = all.find(({ name }) => name === 'limit');
      expect(page === undefined).toBe(limit === undefined);
      if (page !== undefined) expect([page.schema.default, limit?.schema.default]).toEqual([1, 20]);
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
  });

  it('SPA.02, 04: accepts and returns traceparent, and never requires it', () => {
    for (const { parameters: all } of operations) {
      expect(all).toContainEqual(expect.objectContaining({ name: 'traceparent', in: 'header', required: false }));
    }
    for (const { headers } of responses) expect(headers['traceparent']?.schema).toBeDefined();
  });

  it('SAK.29: says that an unexpected content type is refused', () => {
    for (const { requestBody, responses: all } of operations) expect('415' in all).toBe(requestBody !== undefined);
  });

  it('ARQ.05, FOR.02: has no payload in headers and no body in a GET', () => {
    for (const { schema } of parameters) expect(schema.type).not.toBe('object');
    for (const { method, requestBody } of operations) if (method === 'get') expect(requestBody).toBeUndefined();
  });

  it('VER.06: tells about itself under its root', () => {
    expect(described.paths).toHaveProperty(['/api-info', 'get']);
  });

  it('DOT.02, 04: shows dates without a time and instants in UTC', () => {
    const dated = Object.values(described.components.schemas).flatMap(({ properties }) => Object.values(properties));
    for (const { format, example } of dated) {
      if (format === 'date') expect(example).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (format === 'date-time') expect(example).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    }
  });
});
