import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type DataFolder, openDataFolder } from '../../../infra/local/data-folder.ts';
import { StartRefusal } from '../../../infra/local/refusal.ts';
import { temporaryFolder } from './temporary-folder.ts';

function opened(path: string, fresh = false): DataFolder {
  const folder = openDataFolder(path, { fresh });
  onTestFinished(() => folder.release());
  return folder;
}

describe('A data folder', () => {
  test('is made, for its owner only', () => {
    const path = join(temporaryFolder(), 'new', 'folder');
    const folder = opened(path);
    expect(folder.path).toBe(path);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(folder.at('keys', 'master.key')).toBe(join(path, 'keys', 'master.key'));
  });

  test('is one that is there already, with what it holds', () => {
    const path = temporaryFolder();
    openDataFolder(path, { fresh: false }).release();
    writeFileSync(join(path, 'dynamodb.sqlite'), 'data');
    opened(path);
    expect(existsSync(join(path, 'dynamodb.sqlite'))).toBe(true);
  });

  test('is emptied when asked', () => {
    const path = temporaryFolder();
    openDataFolder(path, { fresh: false }).release();
    mkdirSync(join(path, 'old'));
    writeFileSync(join(path, 'old', 'file'), 'data');
    opened(path, true);
    expect(readdirSync(path)).not.toContain('old');
  });

  test.each([false, true])('is never one that holds something else (fresh: %s)', (fresh) => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'thesis.txt'), 'years of work');
    expect(() => openDataFolder(path, { fresh })).toThrow(StartRefusal);
    expect(() => openDataFolder(path, { fresh })).toThrow(/something else/);
    expect(readdirSync(path)).toEqual(['thesis.txt']);
  });

  test('is never a file', () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    expect(() => openDataFolder(path, { fresh: false })).toThrow(/not a folder/);
  });

  test.each([false, true])('belongs to one run at a time (fresh: %s)', (fresh) => {
    const path = temporaryFolder();
    const first = opened(path);
    writeFileSync(first.at('dynamodb.sqlite'), 'data');
    expect(() => openDataFolder(path, { fresh })).toThrow(/already in use/);
    expect(existsSync(first.at('dynamodb.sqlite'))).toBe(true);
    first.release();
    opened(path);
  });

  test('says so when its marker is damaged or of another version', () => {
    const path = temporaryFolder();
    openDataFolder(path, { fresh: false }).release();
    writeFileSync(join(path, 'jobbtorg.json'), '{"for');
    expect(() => openDataFolder(path, { fresh: false })).toThrow(/damaged: .*jobbtorg\.json/);
    writeFileSync(join(path, 'jobbtorg.json'), '{"format":99}');
    expect(() => openDataFolder(path, { fresh: false })).toThrow(/another version .*--fresh/);
    opened(path, true);
  });
});
