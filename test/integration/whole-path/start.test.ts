import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { administratorAt } from './administrator.ts';
import { theMonth } from './papers.ts';
import { busyPort, processesIn, workplace } from './workplace.ts';

const [LINE = ''] = theMonth().lines;
const CHECKPOINT = 'checkpoints/jobbtorg-local-table.jobbtorg-local-publish-events.json';
/** One line that says what is wrong and what to do, and nothing for a programmer. */
const ONE_LINE = /^[A-ZÅÄÖ/][^\n]+\.\n$/;

const desk = workplace();

describe('Jobbtorg that cannot start', () => {
  test('on a busy port has made no data folder', async () => {
    const { port, close } = await busyPort();
    const ended = await desk.start('unused', port).ended;
    await close();
    expect(ended).toEqual({ status: 1, said: '', complained: expect.stringMatching(ONE_LINE) });
    expect(ended.complained).toContain(`Port ${port} is in use`);
    expect(existsSync(desk.at('unused'))).toBe(false);
  });

  test('on the data of another that runs leaves the other at work', async () => {
    const first = await desk.suite('shared');
    const administrator = await administratorAt(first.url);
    const { id } = await administrator.record(LINE);
    const ended = await desk.start('shared').ended;
    expect(ended).toEqual({ status: 1, said: '', complained: expect.stringMatching(ONE_LINE) });
    expect(ended.complained).toContain(`${desk.at('shared')} is already in use by another run`);
    expect(await administrator.read(id)).toMatchObject({ id });
    expect(await administrator.record(LINE)).toMatchObject({ id, status: 200 });
    await first.stop();
  });

  test("in a folder of somebody else's papers leaves them as they are", async () => {
    const folder = desk.at('papers');
    cpSync(new URL('.', import.meta.url), folder, { recursive: true });
    const ended = await desk.start('papers').ended;
    expect(ended).toEqual({ status: 1, said: '', complained: expect.stringMatching(ONE_LINE) });
    expect(ended.complained).toContain(`${folder} holds something else than Jobbtorg's data`);
    expect(readdirSync(folder)).toEqual(readdirSync(new URL('.', import.meta.url)));
  });

  describe('on data that were damaged while it was off', () => {
    beforeAll(async () => {
      const suite = await desk.suite('sound');
      const administrator = await administratorAt(suite.url);
      await administrator.record(LINE);
      await administrator.finishedReport(await administrator.askForReport('outcomes'));
      await suite.stop();
    });
    const scribbledOver = (path: string) => writeFileSync(path, 'Not what was here before.\n'.repeat(200));
    const cutInHalf = (path: string) => truncateSync(path, Math.floor(readFileSync(path).length / 2));

    test.each([
      ['the database is cut in half', 'dynamodb.sqlite', cutInHalf],
      ['the key is cut in half', 'keys/master.key', cutInHalf],
      ['the lock is scribbled over', 'lock.sqlite', scribbledOver],
      ['how far the stream was read is cut in half', CHECKPOINT, cutInHalf],
    ])('says which file it is and what can be done: %s', async (_, name, damage) => {
      const folder = desk.at('damaged');
      rmSync(folder, { recursive: true, force: true });
      cpSync(desk.at('sound'), folder, { recursive: true });
      damage(join(folder, name));
      const ended = await desk.start('damaged').ended;
      expect(ended).toEqual({ status: 1, said: '', complained: expect.stringMatching(ONE_LINE) });
      expect(ended.complained).toContain(`The data folder is damaged: ${join(folder, name)} cannot be read.`);
      expect(ended.complained).toContain('Put a copy of the folder back, or empty it with --fresh.');
      expect(processesIn(folder)).toEqual([]);
    });
  });
});
