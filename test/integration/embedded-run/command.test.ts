import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { enginePath, startEngine } from '../../../infra/local/engines/dynoxide.ts';
import { LOCAL_SECRET } from '../../../infra/local/token-issuer.ts';
import { aReferral } from '../../support/referrals.ts';
import { refusedCommand, type StartedCommand, startCommand } from './started-command.ts';

let dataDir: string;
let running: StartedCommand | undefined;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'jobbtorg-command-')), 'data');
});
afterEach(async () => {
  await running?.end('SIGKILL');
  running = undefined;
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

async function started(...given: ReadonlyArray<string>): Promise<StartedCommand> {
  running = await startCommand(['--data', dataDir, ...given]);
  return running;
}

const tokenSchema = z.object({ access_token: z.string() });
const caseSchema = z.object({ id: z.string(), status: z.string() });

async function headers(url: string) {
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'district-bromma',
      client_secret: LOCAL_SECRET,
    }),
  });
  const { access_token } = tokenSchema.parse(await response.json());
  return { authorization: `Bearer ${access_token}`, 'officer-id': 'B-1', 'content-type': 'application/json' };
}

async function refer(url: string, localId: string) {
  const response = await fetch(`${url}/v1/referrals`, {
    method: 'POST',
    headers: { ...(await headers(url)), 'idempotency-key': `key-of-${localId}` },
    body: JSON.stringify(aReferral(localId)),
  });
  expect(response.status).toBe(201);
  return caseSchema.parse(await response.json());
}

async function read(url: string, caseId: string) {
  const response = await fetch(`${url}/v1/cases/${caseId}`, { headers: await headers(url) });
  expect(response.status).toBe(200);
  return caseSchema.parse(await response.json());
}

/** Whether a process is there; one that has ended but was not yet taken note of is not. */
function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

describe('npm start', () => {
  test('loses no acknowledged write when it is killed, leaves no engine behind, and reads its secrets again', async () => {
    const first = await started();
    const referred = await refer(first.url, 'survivor');
    const engine = Number(readFileSync(join(dataDir, 'dynamodb.pid'), 'utf8'));
    await first.end('SIGKILL');
    await expect.poll(() => isRunning(engine), { timeout: 10_000 }).toBe(false);
    const second = await started();
    expect(await read(second.url, referred.id)).toEqual({ id: referred.id, status: referred.status });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('stops at %s, with all that it has started', async (signal) => {
    const { end } = await started();
    const engine = Number(readFileSync(join(dataDir, 'dynamodb.pid'), 'utf8'));
    expect(await end(signal)).toBe(0);
    expect(isRunning(engine)).toBe(false);
    expect(existsSync(join(dataDir, 'dynamodb.pid'))).toBe(false);
  });

  test('ends, saying so, when its database does', async () => {
    const { ended } = await started();
    process.kill(Number(readFileSync(join(dataDir, 'dynamodb.pid'), 'utf8')), 'SIGKILL');
    const { exitCode, sentence } = await ended;
    expect([exitCode, sentence]).toEqual([1, expect.stringContaining('The database ended by itself')]);
  });

  test('uses the database that the environment names instead of its own', async () => {
    const folder = join(dataDir, '..');
    const engine = await startEngine(enginePath() ?? '', join(folder, 'elsewhere.sqlite'), join(folder, 'engine.pid'));
    running = await startCommand(['--data', dataDir], { AWS_ENDPOINT_URL_DYNAMODB: engine.url });
    const referred = await refer(running.url, 'elsewhere');
    expect(await read(running.url, referred.id)).toEqual(referred);
    expect(existsSync(join(dataDir, 'dynamodb.sqlite'))).toBe(false);
    await running.end('SIGTERM');
    await engine.stop();
  });

  test('begins anew with --fresh', async () => {
    const first = await started();
    const referred = await refer(first.url, 'forgotten');
    await first.end('SIGTERM');
    const { url } = await started('--fresh');
    const response = await fetch(`${url}/v1/cases/${referred.id}`, { headers: await headers(url) });
    expect(response.status).toBe(404);
  });
});

describe('npm start says in one sentence, and ends with 1,', () => {
  const refused = (environment: Readonly<Record<string, string>> = {}) =>
    refusedCommand(['--data', dataDir], environment);

  describe('of a folder that has been used', () => {
    const sound = join(mkdtempSync(join(tmpdir(), 'jobbtorg-sound-')), 'data');
    beforeAll(async () => {
      const { end } = await startCommand(['--data', sound]);
      await end('SIGTERM');
    });
    beforeEach(() => cpSync(sound, dataDir, { recursive: true }));
    afterAll(() => rmSync(join(sound, '..'), { recursive: true, force: true }));

    test.each(['jobbtorg.json', 'keys/token-signing.json', 'queues/fauxqs.db'])(
      'that it is damaged, when %s is',
      async (file) => {
        writeFileSync(join(dataDir, file), 'nonsense');
        const { exitCode, sentence } = await refused();
        expect(exitCode).toBe(1);
        expect(sentence).toMatch(/^The data folder is damaged: .* cannot be read\. Put a copy .* --fresh\.$/);
        expect(sentence.split('\n')).toHaveLength(1);
      },
    );

    test('that its key is gone, without which the data cannot be read', async () => {
      rmSync(join(dataDir, 'keys', 'master.key'));
      const { exitCode, sentence } = await refused();
      expect([exitCode, sentence]).toEqual([1, expect.stringContaining('master.key')]);
    });
  });

  test('that it does not know an option', async () => {
    const { exitCode, sentence } = await refusedCommand(['--data', dataDir, '--frsh']);
    expect(exitCode).toBe(1);
    expect(sentence).toMatch(/--frsh.*--help/);
  });

  test('that the database elsewhere does not answer', async () => {
    const { exitCode, sentence } = await refused({ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' });
    expect(exitCode).toBe(1);
    expect(sentence).toMatch(/^The database at http:\/\/127\.0\.0\.1:9 does not make the tables: .*ECONNREFUSED/);
  });
});
