import { describe, expect, it } from 'vitest';
import { SCOPES } from '../../../../shared/http/caller.ts';
import type { Endpoint } from '../../../../shared/http/endpoint.ts';
import { ENDPOINTS } from '../../../../shared/http/endpoints/catalogue.ts';
import { anythingElse, bareRoot, getDocsFile, getOpenApi } from '../../../../shared/http/endpoints/description.ts';
import { problemsOf } from '../../../../shared/http/openapi/problem-responses.ts';
import { PROBLEMS } from '../../../../shared/http/problems.ts';
import { described, operations, references, resolve } from './described.ts';

const routeKeyOf = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} /v1${path}`;
const byRoute = new Map(operations.map((operation) => [routeKeyOf(operation), operation]));
const UNDESCRIBED: ReadonlyArray<string> = [anythingElse, bareRoot, getDocsFile, getOpenApi].map(
  ({ routeKey }) => routeKey,
);
const describedEndpoints = ENDPOINTS.filter(({ routeKey }) => !UNDESCRIBED.includes(routeKey));

describe('the OpenAPI document', () => {
  it('describes every endpoint but the unknown path, itself and the files of its page', () => {
    expect([...byRoute.keys()].sort()).toEqual(describedEndpoints.map(({ routeKey }) => routeKey).sort());
  });

  it('has no reference that leads nowhere, and no example or schema that nothing leads to', () => {
    const used = new Set(references());
    for (const reference of used) expect(resolve(reference), reference).toBeDefined();
    for (const kind of ['schemas', 'examples'] as const) {
      for (const name of Object.keys(described.components[kind]))
        expect(used).toContain(`#/components/${kind}/${name}`);
    }
  });

  it('names each operation once and describes each of its tags', () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { name, description } of described.tags) expect(description).not.toBe(name);
  });

  it.each(describedEndpoints)('asks for a scope of $routeKey by OAuth 2 or a bearer token', (endpoint) => {
    const { routeKey, scope, orScope }: Endpoint = endpoint;
    const either = [scope, orScope].flatMap((name) => (name == null ? [] : [{ oauth2: [name] }, { bearer: [name] }]));
    expect(byRoute.get(routeKey)?.security).toEqual(either);
  });

  it('describes every scope', () => {
    expect(described.components.securitySchemes['oauth2']).toMatchObject({
      flows: { clientCredentials: { scopes: Object.fromEntries(SCOPES.map((scope) => [scope, expect.any(String)])) } },
    });
  });

  it.each(describedEndpoints)(
    'says which headers $routeKey needs',
    ({ routeKey, officer, idempotencyKey, problems }) => {
      const parameters = byRoute.get(routeKey)?.parameters ?? [];
      const headers = parameters.filter((parameter) => parameter.in === 'header');
      expect(Object.fromEntries(headers.map(({ name, required }) => [name, required]))).toEqual({
        ...(officer === false ? {} : { 'Officer-Id': officer === true }),
        ...(officer === true ? { 'Access-Purpose': false } : {}),
        ...(idempotencyKey === 'none' ? {} : { 'Idempotency-Key': idempotencyKey === 'required' }),
        ...(problems.includes('stale-version') ? { 'If-Match': false } : {}),
        traceparent: false,
      });
    },
  );

  it.each(describedEndpoints)('lists under its status every problem that $routeKey can meet', (endpoint) => {
    const responses = byRoute.get(endpoint.routeKey)?.responses ?? {};
    for (const code of problemsOf(endpoint)) {
      const response = responses[PROBLEMS[code].status];
      expect(response?.description).toContain(`\`${code}\``);
      expect(Object.keys(response?.content['application/problem+json']?.examples ?? {})).toContain(code);
    }
  });

  it('keeps dates apart from instants', () => {
    const finding = described.components.schemas['FindingListItem'];
    expect(finding?.properties['asOf']).toMatchObject({ type: 'string', format: 'date' });
    const run = described.components.schemas['CheckRun'];
    expect(run?.properties['startedAt']).toMatchObject({ type: 'string', format: 'date-time' });
  });
});
