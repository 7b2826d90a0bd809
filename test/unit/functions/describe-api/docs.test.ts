import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { swedishLabel } from '../../../../functions/describe-api/viewer/swedish-labels.ts';
import { DOCS_FILES } from '../../../../shared/http/pages/docs-page.ts';
import { call, logged } from './calls.ts';

const page = () => call('GET /v1/docs');
const fileNamed = (file: string, headers: Record<string, string> = {}) =>
  call('GET /v1/docs/{file}', { file }, {}, headers);
const require = createRequire(import.meta.url);

describe('The page on which people read and try the API', () => {
  beforeAll(() => {
    logged.length = 0;
  });

  it('is in Swedish, with the English beside it marked as English', async () => {
    const answer = await page();
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.body).toMatch(/^<!doctype html>\n<html lang="sv">/);
    expect(answer.body).toContain('<h2 id="how-to-try-sv">Så provar du</h2>');
    expect(answer.body).toMatch(/<section lang="en" aria-labelledby="how-to-try-en">\s*<h2 id="how-to-try-en">/);
    expect(answer.body.match(/<h1>/g)).toHaveLength(1);
    expect(answer.body.match(/<main /g)).toHaveLength(1);
  });

  it('says how to get a token, and that what is sent is recorded for real', async () => {
    const { body } = await page();
    expect(body).toContain('grant_type=client_credentials');
    expect(body).toContain('Det som skickas härifrån registreras på riktigt.');
    expect(body).toContain('What is sent from here is recorded for real.');
  });

  it('may run and fetch nothing but what this address serves, and holds no script of its own', async () => {
    const { headers, body } = await page();
    expect(headers['content-security-policy']?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      'img-src data:',
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(body).not.toMatch(
      /<script(?![^>]* src="\/v1\/docs\/)|<style| style=| on\w+=|https?:\/\/(?!jobbtorg\.example)/,
    );
  });

  it('fetches files that are there, each as what it is', async () => {
    const { body } = await page();
    const fetched = [...body.matchAll(/(?:src|href)="\/v1\/docs\/([^"]+)"/g)].map(([, name = '']) => name);
    expect(fetched.toSorted()).toEqual(Object.keys(DOCS_FILES).toSorted());
    for (const [name, contentType] of Object.entries(DOCS_FILES)) {
      const answer = await fileNamed(name);
      expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': contentType } });
      expect(answer.headers).toMatchObject({ 'cache-control': 'public, max-age=3600', vary: 'accept-encoding' });
      expect(answer.body.length).toBeGreaterThan(200);
    }
  });

  it('is shown by Swagger UI as its makers publish it, sent compressed, under the licence that goes with it', async () => {
    const published = readFileSync(require.resolve('swagger-ui-dist/swagger-ui-bundle.js'), 'utf8');
    const sent = await fileNamed('swagger-ui-bundle.js', { 'accept-encoding': 'gzip' });
    expect(sent.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(sent.body).toBe(published);
    expect(sent.bytes).toBeLessThan(600_000);
    expect((await fileNamed('swagger-ui-licence.txt')).body).toMatch(/Apache License/);
  });

  it('has answers that differ in nothing from what is said of them', () => {
    expect(logged).toEqual([]);
  });
});

describe('The labels of the viewer', () => {
  it.each([
    ['Try it out ', 'Prova (Try it out) '],
    ['Execute', 'Skicka (Execute)'],
    ['Authorize', 'Ange token (Authorize)'],
  ])('say %j in Swedish, with the English beside it', (label, expected) => {
    expect(swedishLabel(label)).toBe(expected);
  });

  it.each(['', 'case', 'Execute the plan', 'Prova (Try it out)'])('leave %j as it is', (text) => {
    expect(swedishLabel(text)).toBeUndefined();
  });
});
