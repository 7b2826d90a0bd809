import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

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
    expect(text(file)).toContain(sentence);
  });
});
