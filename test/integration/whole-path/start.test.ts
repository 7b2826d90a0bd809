import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { administratorAt } from './administrator.ts';
import { theMonth } from './papers.ts';
import { busyPort, processesIn, workplace } from './workplace.ts';

const [LINE = ''] = theMonth().lines;

const desk = workplace();

/** One line that says what is wrong and what to do, and nothing for a programmer. */
const SENTENCE = /^[^\n]+\.\n$/;

describe('Jobbtorg does not start', () => {
  test('on a port that somebody else listens on, and makes no data folder', async () => {
    const { port, close } = await busyPort();
    const ended = await desk.start('unused', port).ended;
    await close();
    expect(ended).toMatchObject({ status: 1, said: '' });
    expect(ended.complained).toBe(
      `Port ${port} is in use: choose another, for example with PORT=${port + 1} npm start.\n`,
    );
    expect(existsSync(desk.at('unused'))).toBe(false);
  });

  test('a second time on the same data folder, and leaves the first alone', async () => {
    const first = await desk.suite('shared');
    const { id } = await (await administratorAt(first.url)).record(LINE);
    const second = await desk.start('shared').ended;
    expect(second).toMatchObject({ status: 1, said: '' });
    expect(second.complained).toBe(
      `${desk.at('shared')} is already in use by another run: stop that one, or name another folder with --data.\n`,
    );
    expect(await (await administratorAt(first.url)).read(id)).toMatchObject({ id });
    await first.stop();
  });

  describe('on a data folder', () => {
    beforeAll(async () => {
      const suite = await desk.suite('sound');
      await (await administratorAt(suite.url)).record(LINE);
      await suite.stop();
    });
    const lost = (path: string) => rmSync(path);
    const scribbled = (path: string) => writeFileSync(path, 'Not what was here before.\n'.repeat(200));
    const cut = (path: string) => truncateSync(path, Math.floor(readFileSync(path).length / 2));

    test.each([
      ['whose mark is scribbled over', 'jobbtorg.json', scribbled],
      ['whose database is scribbled over', 'dynamodb.sqlite', scribbled],
      ['whose database is cut in half', 'dynamodb.sqlite', cut],
      ['whose encryption key is lost', 'keys/master.key', lost],
      ['whose encryption key is cut in half', 'keys/master.key', cut],
      ['whose lock is scribbled over', 'lock.sqlite', scribbled],
    ])('%s, and says which file it is and what can be done', async (_, name, damage) => {
      const folder = desk.at('damaged');
      rmSync(folder, { recursive: true, force: true });
      cpSync(desk.at('sound'), folder, { recursive: true });
      damage(join(folder, name));
      const ended = await desk.start('damaged').ended;
      expect(ended).toMatchObject({ status: 1, said: '' });
      expect(ended.complained).toMatch(SENTENCE);
      expect(ended.complained).toContain(`The data folder is damaged: ${join(folder, name)} cannot be read.`);
      expect(ended.complained).toContain('Put a copy of the folder back, or empty it with --fresh.');
      expect(processesIn(folder)).toEqual([]);
    });

    test("that is full of somebody else's papers, which it leaves as they are", async () => {
      const folder = desk.at('papers');
      cpSync(new URL('.', import.meta.url), folder, { recursive: true });
      const ended = await desk.start('papers').ended;
      expect(ended).toMatchObject({ status: 1, said: '' });
      expect(ended.complained).toBe(
        `${folder} holds something else than Jobbtorg's data: name another folder with --data.\n`,
      );
      expect(existsSync(join(folder, 'jobbtorg.json'))).toBe(false);
    });
  });
});
