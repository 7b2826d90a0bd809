import { beforeEach, describe, expect, it } from 'vitest';
import { dependencies } from '../../../../functions/describe-api/deps.ts';
import { PROBLEMS } from '../../../../shared/http/problems.ts';
import { call, logged } from './calls.ts';

const ONE_HOUR = 'public, max-age=3600';

beforeEach(() => {
  logged.length = 0;
});

describe('describe-api', () => {
  it('says that the service is up, and lets nobody keep that answer', async () => {
    const answer = await call('GET /v1/health');
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'no-store' } });
    expect(answer.json()).toEqual({ status: 'ok' });
  });

  it('tells about the API in the five fields of the national profile', async () => {
    const answer = await call('GET /v1/api-info');
    expect(answer.headers['cache-control']).toBe(ONE_HOUR);
    expect(answer.json()).toEqual({
      apiName: 'Jobbtorg',
      apiVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      apiReleased: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      apiDocumentation: '/v1/docs',
      apiStatus: 'active',
    });
  });

  it('answers with the OpenAPI document', async () => {
    const answer = await call('GET /v1/openapi.json');
    expect(answer.headers).toMatchObject({ 'cache-control': ONE_HOUR, 'content-type': 'application/json' });
    expect(answer.json()).toMatchObject({ openapi: '3.1.1', paths: { '/referrals': {} } });
  });

  it('makes the OpenAPI document once, however many ask for it', async () => {
    const { openApi } = dependencies();
    const [first, second] = await Promise.all([openApi(), openApi()]);
    expect(second).toBe(first);
    expect(await openApi()).toBe(first);
  });

  it('compresses the OpenAPI document for whoever takes it so, and for nobody else', async () => {
    const plain = await call('GET /v1/openapi.json');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    for (const accepted of ['gzip', 'gzip, deflate, br', 'br;q=1, GZIP;q=0.5', 'deflate , gzip ; q=1']) {
      const packed = await call('GET /v1/openapi.json', {}, {}, { 'accept-encoding': accepted });
      expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
      expect(packed.body).toBe(plain.body);
      expect(packed.bytes * 5).toBeLessThan(plain.bytes);
    }
    for (const accepted of ['', 'br', 'gzip;q=0', 'gzip; q=0.00', 'xgzip', 'identity']) {
      const answer = await call('GET /v1/openapi.json', {}, {}, { 'accept-encoding': accepted });
      expect(answer.headers).toMatchObject({ vary: 'accept-encoding' });
      expect(answer.headers).not.toHaveProperty('content-encoding');
    }
  });

  it.each(Object.entries(PROBLEMS))(
    'explains %s on a page in Swedish and English',
    async (code, { status, sv, en }) => {
      const answer = await call('GET /v1/problems/{code}', { code });
      expect(answer).toMatchObject({
        statusCode: 200,
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': ONE_HOUR },
      });
      const text = answer.body.replaceAll(/<[^>]*>/g, '').replaceAll('&#39;', "'");
      for (const expected of [`${status}`, code, ...sv, ...en]) expect(text).toContain(expected);
    },
  );

  it.each([
    ['GET /v1/problems/{code}', { code: 'unheard-of' }],
    ['GET /v1/problems/{code}', { code: 'constructor' }],
    ['GET /v1/docs/{file}', { file: 'swagger-ui-bundle.js.map' }],
    ['GET /v1/docs/{file}', { file: 'page.css.gz' }],
    ['GET /v1/docs/{file}', { file: '../index.mjs' }],
    ['GET /v1/docs/{file}', { file: 'constructor' }],
    ['GET /v1/reference/{collection}', { collection: 'persons' }],
    ['GET /v1/reference/{collection}', { collection: 'toString' }],
    ['ANY /{proxy+}', { proxy: 'v2/anything' }],
    ['POST /v1/not-deployed', {}],
  ])('answers %s for %j with a problem that says nothing is there', async (routeKey, params) => {
    const answer = await call(routeKey, params);
    expect(answer).toMatchObject({
      statusCode: 404,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    });
    expect(answer.json()).toMatchObject({ type: '/v1/problems/not-found', instance: 'urn:request:a-request' });
  });

  it('has no answer that differs from what it says of it', async () => {
    for (const collection of [
      'offices',
      'districts',
      'target-groups',
      'owner-boards',
      'services',
      'policies',
      'definitions',
    ]) {
      for (const on of ['2007-06-01', '2008-03-01', '2009-02-01', '2018-09-01', '2026-03-02']) {
        expect((await call('GET /v1/reference/{collection}', { collection }, { on })).statusCode).toBe(200);
      }
    }
    await call('GET /v1/health');
    await call('GET /v1/api-info');
    await call('GET /v1/reference/calendar');
    expect(logged).toEqual([]);
  });
});
