import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeServer } from './fake-server.ts';
import { runImport } from './terminal.ts';

let folder: string;
let server: FakeServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobbtorg-import-'));
  server = new FakeServer();
  await server.start();
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const SECRET = 'Hemlig Person';
// biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
const lineOf = (number: number) => JSON.stringify({ key: `K-${number}`, referral: { name: SECRET }, then: [] });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const linesOf = (count: number) => numbers(count).map(lineOf).join('\n');

async function file(content: string | Uint8Array, name = 'cases.ndjson'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const refused = async () => {
  const text = await readFile(join(folder, 'cases.refused.ndjson'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((one): unknown => JSON.parse(one));
};
const imported = (path: string, ...more: ReadonlyArray<string>) => runImport([path, '--url', server.url, ...more]);

describe('npm run import', () => {
  it('sends every line and says how it went', async () => {
    const run = await imported(await file(`${linesOf(25)}\n`));
    expect(run).toMatchObject({ status: 0, complained: '' });
    expect([...server.lines.values()].sort()).toEqual(numbers(25).map(lineOf).sort());
    expect(run.said).toMatch(/25 lines in [\d.]+ s, \d+ a second: 25 imported, 0 already there, 0 refused\.\n$/);
    expect(run.said.split('\n')).toHaveLength(12);
    expect(server.officers).toEqual(new Set(['import']));
  });

  it('sends eight at a time, or as many as it is told to', async () => {
    const path = await file(linesOf(64));
    for (const [parallel, more] of [
      [8, []],
      [2, ['--parallel', '2']],
    ] as const) {
      Object.assign(server, { gathers: parallel, mostAtOnce: 0 });
      expect((await imported(path, ...more)).status).toBe(0);
      expect(server.mostAtOnce).toBe(parallel);
    }
  });

  it('changes nothing when it is run again, and says so', async () => {
    const path = await file(linesOf(10));
    await imported(path);
    const again = await imported(path);
    expect(again).toMatchObject({ status: 0 });
    expect(again.said).toContain('0 imported, 10 already there, 0 refused');
  });

  it('goes on where it was when it was stopped', async () => {
    const path = await file(linesOf(10));
    for (const number of [3, 7]) server.lines.set(`K-${number}`, lineOf(number));
    expect((await imported(path)).said).toContain('8 imported, 2 already there, 0 refused');
  });

  it('reads a packed file, whatever it is called, and lines that end as they do on Windows', async () => {
    const packed = gzipSync(`\ufeff${lineOf(1)}\r\n\r\n${lineOf(2)}\r\n`);
    expect(await imported(await file(packed, 'packed'))).toMatchObject({ status: 0 });
    expect([...server.lines.keys()].sort()).toEqual(['K-1', 'K-2']);
  });

  it('lists a refused line by key, step and code only, and sends the rest', async () => {
    server.refusals.set('K-2', { code: 'not-eligible', step: 'referral' });
    server.refusals.set('K-4', { code: 'not-possible-now', step: 'then/1' });
    server.refusals.set('K-5', { code: 'open-case-exists' });
    const run = await imported(await file(linesOf(6)), '--parallel', '1');
    expect(run.status).toBe(1);
    expect(run.said).toContain('3 imported, 0 already there, 3 refused');
    expect(run.said).toContain(join(folder, 'cases.refused.ndjson'));
    expect(await refused()).toEqual([
      { key: 'K-2', step: 'referral', code: 'not-eligible' },
      { key: 'K-4', step: 'then/1', code: 'not-possible-now' },
      { key: 'K-5', code: 'open-case-exists' },
    ]);
    expect(JSON.stringify(await refused()) + run.said).not.toContain(SECRET);
  });

  it('refuses a line that it cannot read, naming its number', async () => {
    const unreadable = Buffer.concat([
      Buffer.from(`${lineOf(1)}\n{"key": "K-2", \n\n{"referral": {}}\n{"key": "${SECRET} med blanksteg"}\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(lineOf(7)),
    ]);
    const run = await imported(await file(unreadable), '--parallel', '1');
    expect(run.status).toBe(1);
    expect(await refused()).toEqual([
      { key: 'line 2', code: 'unreadable-json' },
      { key: 'line 4', code: 'invalid-request' },
      { key: 'line 5', code: 'invalid-request' },
      { key: 'line 6', code: 'unreadable-json' },
    ]);
    expect([...server.lines.keys()].sort()).toEqual(['K-1', 'K-7']);
  });

  it('lists afresh what a second run refuses, and nothing when all goes in', async () => {
    const path = await file(linesOf(3));
    server.refusals.set('K-2', { code: 'not-eligible' });
    await imported(path);
    await imported(path);
    expect(await refused()).toHaveLength(1);
    server.refusals.clear();
    expect((await imported(path)).status).toBe(0);
    await expect(refused()).rejects.toThrow('ENOENT');
  });

  it('tries again what is busy, cut off or still going on', async () => {
    server.troubles.set('K-1', ['temporarily-unavailable', 'hang-up', 'request-in-progress', 'internal-error']);
    const run = await imported(await file(linesOf(3)), '--parallel', '1');
    expect(run).toMatchObject({ status: 0, waited: [100, 200, 400, 800] });
    expect(run.said).toContain('3 imported');
  });

  it('takes an error that stays for the line’s own', async () => {
    server.troubles.set('K-2', Array<'internal-error'>(9).fill('internal-error'));
    const run = await imported(await file(linesOf(3)));
    expect(run.status).toBe(1);
    expect(await refused()).toEqual([{ key: 'K-2', code: 'internal-error' }]);
  });

  it.each(['1', '8'])('waits for a server that is restarted, %s lines at once', async (parallel) => {
    server.troubles.set('K-5', ['hang-up', 'hang-up']);
    const run = await runImport(
      [await file(linesOf(40)), '--url', server.url, '--parallel', parallel],
      async (waits) => {
        if (waits === 1) await server.stop();
        if (waits === 8) {
          server.forgetTokens();
          await server.start();
        }
      },
    );
    expect(run).toMatchObject({ status: 0, complained: '' });
    expect(server.lines.size).toBe(40);
    expect(run.said).toMatch(/does not answer\. Trying again for up to 60 seconds\.\n/);
  });

  it('gives up on a server that does not come back, saying what to do', async () => {
    server.troubles.set('K-5', ['hang-up']);
    const run = await runImport([await file(linesOf(40)), '--url', server.url], () => server.stop());
    expect(run.status).toBe(2);
    expect(run.complained).toMatch(/does not answer.*60 seconds.*Run the same command again/);
  });

  it('waits longer for a server that says it is starting', async () => {
    server.startingFor = 14;
    const run = await imported(await file(linesOf(3)));
    expect(run).toMatchObject({ status: 0 });
    expect(run.waited.reduce((sum, one) => sum + one)).toBeGreaterThan(40_000);
    expect(run.said).toMatch(/answers with 503\. Trying again for up to 60 seconds\./);
  });

  it('gives up sooner on a server that never answered', async () => {
    await server.stop();
    const run = await imported(await file(linesOf(1)));
    expect(run.status).toBe(2);
    expect(run.complained).toMatch(/start the server, or correct --url.*20 seconds/);
  });

  it('fetches a new token before the old one runs out', async () => {
    await server.stop();
    server = new FakeServer({ tokenLifetimeSeconds: 100 });
    await server.start();
    server.troubles.set('K-2', Array<'request-in-progress'>(16).fill('request-in-progress'));
    const run = await imported(await file(linesOf(3)), '--parallel', '1');
    expect(run.status).toBe(0);
    expect(run.waited.reduce((sum, one) => sum + one)).toBeGreaterThan(50_000);
    expect(server.tokensIssued).toBe(2);
  });

  it.each([
    ['another secret', ['--secret', 'wrong'], /does not know the client city-admin/],
    ['another server', ['--url', 'URL/elsewhere'], /does not issue tokens|correct --url/],
    ['no file', [], /Name one file/, ''],
    ['two files', ['another.ndjson'], /Name one file/],
    ['an unknown option', ['--fast'], /not understood.*Usage:/s],
    ['an address that is none', ['--url', 'jobbtorg'], /--url must be an address/],
    ['an open connection to another machine', ['--url', 'http://jobbtorg.example'], /--url must begin with https/],
    ['no lines at once', ['--parallel', '0'], /--parallel must be a number from 1 to 64/],
  ])('is told of %s', async (_case, args, sentence, path = 'cases.ndjson') => {
    await file(linesOf(1));
    const own = args.map((arg) => arg.replace('URL', server.url));
    const files = path === '' ? [] : [join(folder, path)];
    const run = await runImport([...files, ...(own.includes('--url') ? [] : ['--url', server.url]), ...own]);
    expect(run.status).toBe(2);
    expect(run.complained).toMatch(sentence);
    expect(server.lines.size).toBe(0);
  });

  it('is told when the server cannot issue a token, and that it is not for the client to mend', async () => {
    server.tokenError = 'invalid_request';
    const run = await imported(await file(linesOf(1)));
    expect(run).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/\(invalid_request\): look .* server's log/),
    });
  });

  it('tells how it is used', async () => {
    expect(await runImport(['--help'])).toMatchObject({
      status: 0,
      said: expect.stringMatching(/^Usage: npm run import/),
    });
  });

  it('is told of a server that is not Jobbtorg, or that lets the client do something else only', async () => {
    const path = await file(linesOf(3));
    server.troubles.set('K-1', ['not-jobbtorg', 'missing-scope', 'token-required', 'token-required']);
    expect(await imported(path, '--parallel', '1')).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/does not answer as Jobbtorg/),
    });
    expect(await imported(path, '--parallel', '1')).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/may not write history/),
    });
    expect(await imported(path, '--parallel', '1')).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/does not accept the token/),
    });
  });

  it('goes on after a line whose case is not there for the importer any more, and names it among the refused', async () => {
    const path = await file(linesOf(3));
    server.refusals.set('K-2', { code: 'not-found' });
    expect(await imported(path)).toMatchObject({
      status: 1,
      said: expect.stringMatching(/2 imported, 0 already there, 1 refused/),
    });
    expect(await refused()).toEqual([{ key: 'K-2', code: 'not-found' }]);
  });

  it('sends nothing of a file that is missing or damaged', async () => {
    expect(await imported(join(folder, 'none.ndjson'))).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/cannot be read \(ENOENT\)/),
    });
    expect(await imported(folder)).toMatchObject({ status: 2, complained: expect.stringMatching(/cannot be read/) });
    const torn = gzipSync(linesOf(500)).subarray(0, -20);
    expect(await imported(await file(torn, 'torn.ndjson.gz'))).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/damaged or incomplete/),
    });
    expect(server.lines.size).toBe(0);
  });

  it('has nothing to do with an empty file', async () => {
    expect(await imported(await file(''))).toMatchObject({ status: 0, said: expect.stringMatching(/^0 lines/) });
  });
});
