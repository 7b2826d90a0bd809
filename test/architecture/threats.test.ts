import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isRun, runningTitles } from './running-tests.ts';

const ROOT = new URL('../../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

const chapter = /^## Threats\n(.*?)^## /ms.exec(text('README.md'))?.[1] ?? '';
const threats = chapter
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat '))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

describe('Every threat that the README tells of', () => {
  test('is told with what stops it and a test that shows it', () => {
    expect(threats.length).toBeGreaterThan(10);
    expect(threats.filter((cells) => cells.length !== 3)).toEqual([]);
  });

  test.each(threats.map(([threat = '', , shown = '']) => [threat, shown] as const))('%s', (_, shown) => {
    const [, file = '', sentence = ''] = /^`(test\/[^`]+)` "(.+)"$/.exec(shown) ?? [];
    expect(isRun(file), file).toBe(true);
    expect(runningTitles(text(file)).filter((title) => title.startsWith(sentence))).not.toEqual([]);
  });

  test.each([
    ["it('stops it', () => {});", ['stops it']],
    ["  test('stops it', async () => {});", ['stops it']],
    ["it.concurrent('stops it', () => {});", ['stops it']],
    ["it.each([['a)', 1], [`(`, f(2)]])('stops %s', () => {});", ['stops %s']],
    ["describe('all', () => { it('stops it') });", ['stops it']],
    ["it('stops \\'it\\'', () => {});", ["stops 'it'"]],
    ["// it('stops it', () => {});", []],
    ["/* it('stops it', () => {}); */", []],
    ["it.skip('stops it', () => {});", []],
    ["it.todo('stops it');", []],
    ["test.skipIf(true)('stops it', () => {});", []],
    ["describe.skip('all', () => { it('stops it', () => {}); });", []],
    ["describe('stops it', () => {});", []],
    ["const said = 'stops it';", []],
    ['const said = "it(\'stops it\')";', []],
    ["submit('stops it');", []],
  ])('and of %j are the running tests %j', (source, titles) => {
    expect(runningTitles(source)).toEqual(titles);
  });

  test('while a file that nobody runs shows nothing', () => {
    expect(isRun('test/unit/commands/import.test.ts')).toBe(true);
    expect(isRun('test/infra/deployment/api.ts')).toBe(true);
    expect(isRun('test/unit/commands/terminal.ts')).toBe(false);
    expect(isRun('test/support/import.test.ts')).toBe(false);
  });
});
