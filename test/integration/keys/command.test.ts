import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KmsEngine, masterKeyOf, startKms } from '../../../infra/local/engines/kms.ts';
import { keyedHashes } from '../../../shared/adapters/keyed-hashes.ts';
import { kmsDataKeys } from '../../../shared/adapters/kms-vault.ts';
import { type CaseTable, startTableEngine, type TableEngine } from '../../support/case-table.ts';

const REGION = 'eu-north-1';
const KEY = '11111111-2222-3333-4444-555555555555';
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

describe('npm run rotate-hash-keys, as typed', () => {
  let engine: TableEngine;
  let table: CaseTable;
  let kms: KmsEngine;

  beforeAll(async () => {
    engine = await startTableEngine();
    table = await engine.createTable();
    kms = await startKms(masterKeyOf([randomBytes(32)]), [KEY], REGION);
    const client = new KMSClient({ region: REGION, endpoint: kms.url, credentials: CREDENTIALS });
    await keyedHashes(table.client, table.name, kmsDataKeys(KEY, client))('person', 'anyone');
  });
  afterAll(async () => {
    await kms.stop();
    await engine.stop();
  });

  async function typed(step: string, more: Readonly<Record<string, string>> = {}) {
    const environment = {
      PATH: process.env['PATH'],
      TABLE_NAME: table.name,
      KEY_ID: KEY,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: engine.url,
      AWS_ENDPOINT_URL_KMS: kms.url,
      ...more,
    };
    const child = spawn(process.execPath, ['infra/commands/rotate-hash-keys.ts', step], { env: environment });
    let [said, complained] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complained += text;
    });
    const [status] = await once(child, 'close');
    return { status, said, complained };
  }

  it('works on the table and the master key that the environment names', async () => {
    expect(await typed('status')).toEqual({
      status: 0,
      said: expect.stringMatching(/^k1: made \d{4}-.*Z, in force\n0 cases, 0 .*\nNo rotation is under way\./),
      complained: '',
    });
    expect(await typed('begin')).toMatchObject({ status: 0, said: expect.stringMatching(/^k2 is made/) });
    expect(await typed('rehash')).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/^Not everyone may know k2 yet: run the same command again from \d{4}-/),
    });
    expect((await typed('status')).said).toMatch(
      /^k2: .*\nk1: .*\n.*\nNext: npm run rotate-hash-keys -- finish, from /,
    );
  });

  it('says what to correct when there is no such table, and when nothing answers', async () => {
    expect(await typed('status', { TABLE_NAME: 'elsewhere' })).toEqual({
      status: 2,
      said: '',
      complained: expect.stringMatching(/^There is no such table: correct TABLE_NAME/),
    });
    expect(await typed('status', { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' })).toEqual({
      status: 2,
      said: '',
      complained: expect.stringMatching(/^The table or the master key does not answer/),
    });
  });
});
