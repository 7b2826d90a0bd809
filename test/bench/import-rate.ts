import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { receiveHistory } from '../../functions/receive-history/receive-history.ts';
import { startEmbeddedRun } from '../../infra/local/embedded-run.ts';
import { derivedId } from '../../shared/adapters/ids.ts';
import { keyedHashes } from '../../shared/adapters/keyed-hashes.ts';
import { kmsVault } from '../../shared/adapters/kms-vault.ts';
import { tableCaseStore } from '../../shared/adapters/table/case-store.ts';
import { historyLineSchema } from '../../shared/http/endpoints/history.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { startCaseTable, testDataKeys } from '../support/case-table.ts';
import { CITY } from '../support/case-world.ts';
import { figure, show } from './printing.ts';

const IN_FLIGHT = 8;
const { values } = parseArgs({
  options: { repeats: { type: 'string', default: '20' }, markdown: { type: 'boolean', default: false } },
});
const REPEATS = z.coerce.number().int().positive().parse(values.repeats);
const MONTH = fileURLToPath(new URL('../../infra/commands/demo/vallingby-march-2008.ndjson', import.meta.url));

/** The month many times over, as many different people. */
function lines(): ReadonlyArray<string> {
  const month = readFileSync(MONTH, 'utf8').trim().split('\n');
  return Array.from({ length: REPEATS }, (_, time) =>
    month.map((line) => line.replaceAll('month-', `month-${time}-`)),
  ).flat();
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

/** Through everything: HTTP, token, schemas, rules, encryption, one transaction a line. */
async function importSeconds(sent: ReadonlyArray<string>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'jobbtorg-bench-'));
  const run = await startEmbeddedRun({ dataDir: join(folder, 'data'), port: 0 });
  const importFile = async (name: string, content: ReadonlyArray<string>) => {
    writeFileSync(join(folder, name), content.join('\n'));
    const script = fileURLToPath(new URL('../../infra/commands/import.ts', import.meta.url));
    const child = spawn(process.execPath, [script, join(folder, name), '--url', run.url], { stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the import ended with ${code}`);
  };
  await importFile('warm-up.ndjson', readFileSync(MONTH, 'utf8').trim().split('\n'));
  const seconds = await secondsOf(() => importFile('lines.ndjson', sent));
  await run.stop();
  rmSync(folder, { recursive: true, force: true });
  return seconds;
}

/** The same transactions, made beforehand, sent to the engine with nothing around them. */
async function bareSeconds(sent: ReadonlyArray<string>): Promise<{ readonly seconds: number; readonly items: number }> {
  const table = await startCaseTable({ stream: true });
  const keys = testDataKeys();
  const written: Array<TransactWriteCommandInput> = [];
  const recording = { send: async (command: TransactWriteCommand) => void written.push(command.input) };
  const deps = {
    store: tableCaseStore(recording as unknown as DynamoDBDocumentClient, table.name, kmsVault(keys)),
    hashes: keyedHashes(table.client, table.name, keys),
    observer: { log: () => {}, failed: () => {}, count: () => {}, begin: () => {}, end: () => {} },
    clock: systemClock,
    city: STOCKHOLM,
    derivedId,
  };
  for (const line of sent) {
    const body = historyLineSchema.parse(JSON.parse(line));
    const said = { purpose: null, asPage: false, idempotencyKey: null, ifMatch: null };
    const headers = { caller: CITY, officer: 'bench', ...said };
    await receiveHistory({ ...headers, path: '/v1/history', params: {}, query: undefined, body, bodyText: line }, deps);
  }
  const waiting = [...written];
  const seconds = await secondsOf(async () => {
    const worker = async () => {
      for (let input = waiting.pop(); input !== undefined; input = waiting.pop()) {
        await table.client.send(new TransactWriteCommand(input));
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  });
  await table.stop();
  return { seconds, items: written.flatMap(({ TransactItems = [] }) => TransactItems).length };
}

const sent = lines();
const imported = await importSeconds(sent);
const bare = await bareSeconds(sent);
const row = (what: string, seconds: number) => [
  what,
  figure(sent.length),
  figure(bare.items),
  figure(sent.length / seconds),
  figure(bare.seconds / seconds, 2),
];
show(
  {
    title: 'Importing history',
    head: ['', 'lines', 'items', 'a second', 'ratio'],
    rows: [row('engine alone, equal transactions', bare.seconds), row('import, through everything', imported)],
  },
  values.markdown,
);
