import { request } from 'node:http';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedSuite } from '../../support/embedded.ts';
import { fixtureAssembly } from './fixture-assembly.ts';

const suite = embeddedSuite({ assembly: fixtureAssembly });

const echoSchema = z.object({
  event: z.looseObject({ routeKey: z.string(), body: z.string().optional(), isBase64Encoded: z.boolean() }),
  environment: z.record(z.string(), z.string()),
});

test('a call reaches the function of its route, with the environment of the template', async () => {
  const answer = await suite.api('GET', '/v1/health?deep=yes', { headers: { 'X-Custom': 'a' } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json');
  const { event, environment } = answer.read(echoSchema);
  expect(event).toMatchObject({
    routeKey: 'GET /v1/health',
    queryStringParameters: { deep: 'yes' },
    headers: { 'x-custom': 'a' },
  });
  expect(environment).toMatchObject({
    TABLE_NAME: 'fixture-table',
    BUCKET: 'fixture-data-reports',
    ISSUER: suite.url,
    JWKS: `${suite.url}/.well-known/jwks.json`,
    CLIENTS: 'district-bromma',
    AWS_LAMBDA_FUNCTION_NAME: 'fixture-api',
    AWS_ENDPOINT_URL_DYNAMODB: suite.run.places.dynamodbUrl,
  });
});

test('what no other route takes goes to the greedy one, and nothing at all to none', async () => {
  const { event } = (await suite.api('DELETE', '/v1/health')).read(echoSchema);
  expect(event).toMatchObject({ routeKey: 'ANY /{proxy+}', pathParameters: { proxy: 'v1/health' } });
  const none = await suite.api('GET', '/');
  expect([none.status, none.text]).toEqual([404, '{"message":"Not Found"}']);
});

test('a body is passed on whole, and one beyond ten megabytes is refused', async () => {
  const large = 'å'.repeat(500_000);
  const { event } = (await suite.api('PUT', '/x', { body: large, headers: { 'content-type': 'text/plain' } })).read(
    echoSchema,
  );
  expect(event).toMatchObject({ body: large, isBase64Encoded: false });
  const tooLarge = await suite.api('PUT', '/x', { body: 'x'.repeat(10 * 1024 * 1024 + 1) });
  expect([tooLarge.status, tooLarge.text]).toEqual([413, '{"message":"Request Entity Too Large"}']);
});

test('a path that cannot be decoded is refused by the gateway', async () => {
  const status = await new Promise((resolve, reject) => {
    request(`${suite.url}/items/%zz`, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(400);
});

test.each(['/crash', '/exit', '/slow'])('a function that fails at %s is answered for, saying nothing', async (path) => {
  const answer = await suite.api('GET', path);
  expect([answer.status, answer.text]).toEqual([500, '{"message":"Internal Server Error"}']);
  expect((await suite.api('GET', '/v1/health')).status).toBe(200);
});

test('failures are told in a sentence, and in full in the log of the function', async () => {
  await suite.api('GET', '/crash');
  expect(suite.problems()).toContain('fixture-api failed: Error: as it should');
  expect(suite.logs().get('fixture-api')).toMatch(/Error: as it should\n {4}at /);
});

test('what a function prints is in its log', async () => {
  await suite.api('POST', '/items', { body: { id: 'printed' } });
  await expect.poll(() => suite.logs().get('fixture-api')).toContain('stored printed\n');
});

test('many calls at once are all answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => suite.api('POST', '/items', { body: { id: `many-${index}` } })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
});
