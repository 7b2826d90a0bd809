import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../../../shared/http/endpoints/catalogue.ts';
import {
  anythingElse,
  bareRoot,
  getDocs,
  getDocsFile,
  getOpenApi,
  getProblem,
} from '../../../../shared/http/endpoints/description.ts';
import { EXAMPLES, type ExampleName, exampleNamesOf } from '../../../../shared/http/openapi/examples/catalogue.ts';
import { problemExamples } from '../../../../shared/http/openapi/problem-responses.ts';
import { problemSchema } from '../../../../shared/http/openapi/problem-schema.ts';
import { PROBLEMS } from '../../../../shared/http/problems.ts';

const WITHOUT_JSON: ReadonlyArray<string> = [anythingElse, bareRoot, getDocs, getDocsFile, getOpenApi, getProblem].map(
  ({ routeKey }) => routeKey,
);
const shown = ENDPOINTS.filter(({ routeKey }) => !WITHOUT_JSON.includes(routeKey)).map((endpoint) => ({
  ...endpoint,
  ...exampleNamesOf(endpoint.routeKey),
}));
const exampleOf = (name: ExampleName): unknown => EXAMPLES[name].value;

describe('the examples', () => {
  it.each(shown)('of $routeKey are requests that it accepts', ({ body, request }) => {
    expect(request.length > 0).toBe(body !== undefined);
    for (const name of request) expect(body?.safeParse(exampleOf(name)).error?.issues).toBeUndefined();
  });

  it.each(shown)('of $routeKey are whole answers, and nothing but the answer', ({ responses, response }) => {
    expect(response).not.toHaveLength(0);
    for (const schema of Object.values(responses)) {
      for (const name of response) expect(schema.parse(exampleOf(name))).toEqual(exampleOf(name));
    }
  });

  it('show every problem as it is answered', () => {
    const examples = problemExamples();
    expect(Object.keys(examples)).toEqual(Object.keys(PROBLEMS));
    for (const { value } of Object.values(examples)) expect(problemSchema.parse(value)).toEqual(value);
  });

  it('name nobody: the one identity number is set aside for testing', () => {
    const text = JSON.stringify(EXAMPLES);
    const numbers = text.match(/(?<!\d)(?:\d{2})?\d{6}[-+]\d{4}(?!\d)/g) ?? [];
    expect(new Set(numbers)).toEqual(new Set(['19900118-9811']));
    expect(text.match(/[\w.]+@[\w.]+/g)?.every((address) => address.endsWith('.example'))).toBe(true);
  });
});
