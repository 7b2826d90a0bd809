import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkpointFile, passedByAll, type StreamPosition } from '../../../infra/local/checkpoint.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = (table: string, after: string | null): StreamPosition => ({
  table,
  streamArn: 'arn',
  shards: { one: { after, finished: false } },
});

describe('A checkpoint', () => {
  test('is what was last written, and nothing before that', () => {
    const checkpoint = checkpointFile(join(temporaryFolder(), 'a.json'));
    expect(checkpoint.read()).toBeUndefined();
    checkpoint.write(at('table', '1'));
    checkpoint.write(at('table', '2'));
    expect(checkpoint.read()).toEqual(at('table', '2'));
  });

  test('says so when it is damaged', () => {
    const file = join(temporaryFolder(), 'a.json');
    writeFileSync(file, '{"table":');
    expect(() => checkpointFile(file).read()).toThrow(/damaged: .*a\.json/);
  });

  test('of several consumers counts as passed only what all have passed, by number', () => {
    const folder = temporaryFolder();
    checkpointFile(join(folder, 'a.json')).write(at('first', '100'));
    checkpointFile(join(folder, 'b.json')).write(at('first', '99'));
    checkpointFile(join(folder, 'c.json')).write(at('second', null));
    expect(passedByAll(folder)).toEqual(
      new Map([
        ['first', '99'],
        ['second', '0'],
      ]),
    );
    expect(passedByAll(join(folder, 'nowhere'))).toEqual(new Map());
  });
});
