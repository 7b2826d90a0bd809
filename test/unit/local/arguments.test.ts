import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../infra/local/arguments.ts';
import { StartRefusal } from '../../../infra/local/refusal.ts';

describe('The command line', () => {
  test('has its defaults', () => {
    expect(readArguments([], undefined)).toEqual({ data: '.jobbtorg', fresh: false, help: false, port: 3000 });
  });

  test('names a folder, asks for a fresh one, and a port', () => {
    const given = readArguments(['--data', '/data', '--fresh'], '8080');
    expect(given).toEqual({ data: '/data', fresh: true, help: false, port: 8080 });
  });

  test.each<[ReadonlyArray<string>, string | undefined, RegExp]>([
    [['--dta', 'x'], undefined, /--dta.*--help/],
    [['extra'], undefined, /extra/],
    [['--data'], undefined, /--data/],
    [[], 'many', /PORT/],
    [[], '70000', /PORT/],
  ])('is refused in one sentence when it is %j with PORT=%s', (given, port, sentence) => {
    expect(() => readArguments(given, port)).toThrow(StartRefusal);
    expect(() => readArguments(given, port)).toThrow(sentence);
  });
});
