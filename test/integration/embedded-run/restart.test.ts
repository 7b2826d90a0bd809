import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type EmbeddedSuite, startSuite } from '../../support/embedded.ts';
import { fixtureAssembly } from './fixture-assembly.ts';

const SOON = { timeout: 30_000, interval: 50 };

let dataDir: string;
let running: EmbeddedSuite | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'jobbtorg-restart-'));
});
afterEach(async () => {
  await running?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Stops what runs, and starts again on the same data. */
async function restarted(environment: Readonly<Record<string, string>> = {}): Promise<EmbeddedSuite> {
  await running?.stop();
  running = await startSuite({ dataDir, assembly: fixtureAssembly, environment: () => environment });
  return running;
}

const itemSchema = z.object({ attributes: z.array(z.string()) });
const attributesOf = async (suite: EmbeddedSuite, id: string) =>
  (await suite.api('GET', `/items/${id}`)).read(itemSchema).attributes;

test('what was written is there after a restart, and so is the key that signs tokens', async () => {
  const first = await restarted();
  await first.api('POST', '/items', { body: { id: 'kept', note: 'a' } });
  const keysBefore = (await first.api('GET', '/.well-known/jwks.json')).text;
  const second = await restarted();
  expect(await attributesOf(second, 'kept')).toContain('note');
  expect((await second.api('GET', '/.well-known/jwks.json')).text).toBe(keysBefore);
});

test('a message that waits in a queue is handled after a restart', async () => {
  const first = await restarted({ CONSUMER_FAILS: 'yes' });
  await first.api('POST', '/items', { body: { id: 'waiting', stream: 'work' } });
  await expect.poll(() => first.logs().get('fixture-consumer'), SOON).toContain('refused waiting');
  const second = await restarted();
  await expect.poll(() => attributesOf(second, 'waiting'), SOON).toContain('done');
});

test('a record of the stream that was not dealt with is delivered after a restart, and the others not again', async () => {
  const first = await restarted();
  await first.api('POST', '/items', { body: { id: 'earlier', stream: 'work' } });
  await expect.poll(() => attributesOf(first, 'earlier'), SOON).toContain('done');
  const second = await restarted({ PUBLISHER_FAILS: 'yes' });
  await second.api('POST', '/items', { body: { id: 'later', stream: 'work' } });
  await expect.poll(() => second.logs().get('fixture-publisher'), SOON).toContain('refused later');
  const third = await restarted();
  await expect.poll(() => attributesOf(third, 'later'), SOON).toContain('done');
  expect(third.logs().get('fixture-publisher')).toContain('sent later\n');
  expect(third.logs().get('fixture-publisher')).not.toContain('earlier');
});
