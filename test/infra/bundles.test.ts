import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleFolder, bundleFunctions } from '../../infra/bundle.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../shared/config/functions.ts';

const MOST_KILOBYTES = 155;
const MOST_KILOBYTES_OF_DOCS = 700;

const outdir = mkdtempSync(join(tmpdir(), 'jobbtorg-bundles-'));
const fileOf = (name: FunctionName) => join(bundleFolder(name, outdir), 'index.mjs');
const textOf = (name: FunctionName) => readFileSync(fileOf(name), 'utf8');

/** What a deployed function finds in its environment: enough of it to be loaded. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-north-1',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  TABLE_NAME: 'table',
  KEY_ID: 'key',
  TOKEN_ISSUER: 'https://issuer.example.org',
  TOKEN_JWKS_URI: 'https://issuer.example.org/keys',
  TOKEN_AUDIENCE: 'jobbtorg',
  TOKEN_CLIENT_IDS: '',
  DISPATCH_CHECK_QUEUE_URL: 'https://queues.example.org/dispatch-check',
  ASSESS_CASES_QUEUE_URL: 'https://queues.example.org/assess-cases',
  BUILD_REPORT_QUEUE_URL: 'https://queues.example.org/build-report',
  PRINT_REPORT_QUEUE_URL: 'https://queues.example.org/print-report',
  CARRY_OUT_RETENTION_QUEUE_URL: 'https://queues.example.org/carry-out-retention',
  CONFIRMED_RETENTION: 'dry-run',
  REPORTS_BUCKET: 'reports',
};

describe('Bundles', () => {
  beforeAll(() => bundleFunctions(outdir));

  test('the gzip size of receive-referral is under 155 KB', () => {
    const kilobytes = gzipSync(readFileSync(fileOf('receive-referral'))).length / 1024;
    expect(kilobytes).toBeLessThan(MOST_KILOBYTES);
  });

  test.each(FUNCTION_NAMES)('%s is one file without an inline source map, the map kept apart', (name) => {
    expect(readdirSync(bundleFolder(name, outdir))).toEqual([
      ...(name === 'describe-api' ? ['docs'] : []),
      'index.mjs',
      ...(name === 'print-report' ? ['node_modules'] : []),
    ]);
    expect(textOf(name)).not.toContain('sourceMappingURL');
    expect(existsSync(join(outdir, 'maps', `${name}.mjs.map`))).toBe(true);
  });

  test('describe-api keeps what its page fetches beside its code, compressed, and not in it', () => {
    const docs = join(bundleFolder('describe-api', outdir), 'docs');
    expect(readdirSync(docs).toSorted()).toEqual([
      'page.css.gz',
      'start.js.gz',
      'swagger-ui-bundle.js.gz',
      'swagger-ui-licence.txt.gz',
      'swagger-ui.css.gz',
    ]);
    expect(textOf('describe-api')).not.toContain('SwaggerUIBundle(');
    expect(gunzipSync(readFileSync(join(docs, 'start.js.gz'))).toString()).toContain('SwaggerUIBundle(');
    const kilobytes = readdirSync(docs).reduce((sum, name) => sum + statSync(join(docs, name)).size, 0) / 1024;
    expect(kilobytes).toBeLessThan(MOST_KILOBYTES_OF_DOCS);
  });

  test.each(FUNCTION_NAMES)('%s looks for credentials in its environment only', (name) => {
    expect(textOf(name)).not.toMatch(/AWS_CONTAINER_CREDENTIALS_FULL_URI|sso_start_url/);
  });

  test('each loads in plain Node and exports a handler', () => {
    const files = FUNCTION_NAMES.map((name) => pathToFileURL(fileOf(name)).href);
    const script = `for (const file of ${JSON.stringify(files)}) process.stdout.write(typeof (await import(file)).handler + ' ');`;
    const options = { env: ENVIRONMENT, encoding: 'utf8', timeout: 30_000 } as const;
    const kinds = execFileSync(process.execPath, ['--input-type=module', '--eval', script], options);
    expect(kinds.trim().split(' ')).toEqual(FUNCTION_NAMES.map(() => 'function'));
  });
});
