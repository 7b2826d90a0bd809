import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultExports, emptyNames, impurities, newFolders, wordsOfAuthority } from './habits.ts';
import { NOT_OURS, pathsUnder, ROOT, typeScriptFiles } from './source-files.ts';

const files = typeScriptFiles();

describe('The house', () => {
  test('has a domain that depends on nothing but its arguments', () => {
    expect(files.flatMap(impurities)).toEqual([]);
  });

  test('has no file whose name says nothing', () => {
    expect(pathsUnder('').flatMap(emptyNames)).toEqual([]);
  });

  test('has no default export', () => {
    expect(files.flatMap(defaultExports)).toEqual([]);
  });

  test('has no other top-level folder than its five', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NOT_OURS.has(entry.name))
      .map((entry) => entry.name);
    expect(folders).toContain('shared');
    expect(newFolders(folders)).toEqual([]);
  });

  test('has no word in its domain for deciding on support', () => {
    expect(files.flatMap(wordsOfAuthority)).toEqual([]);
  });
});

describe('The checker of habits', () => {
  const inDomain = (text: string) => impurities({ path: 'shared/domain/x.ts', text });

  test.each([
    ['const now = Date.now();'],
    ['const now = new Date();'],
    ['const now = new Date;'],
    ['const now = Date();'],
    ['const today = Temporal.Now.plainDateISO();'],
    ['const lot = Math.random();'],
    ['const id = crypto.randomUUID();'],
    ["const stage = process.env['STAGE'];"],
    ["const stage = process['env'];"],
    ['await fetch(url);'],
    ['setTimeout(run, 1);'],
    ['const start = performance.now();'],
  ])('sees %j in the domain', (text) => {
    expect(inDomain(text)).toHaveLength(1);
    expect(impurities({ path: 'shared/adapters/x.ts', text })).toEqual([]);
  });

  test.each([
    ['const day = new Date(milliseconds);'],
    ['const day = new Date(text);'],
    ['// Date.now() is never read here'],
    ['/** Not `Math.random`. */'],
    ["const text = 'Date.now';"],
    ['const processed = 3;'],
    ['const PlainDate = isDate(text);'],
    ['function toDate() { return 1; }'],
  ])('lets %j be', (text) => {
    expect(inDomain(text)).toEqual([]);
  });

  test.each([
    'shared/http/utils.ts',
    'functions/a/helpers.ts',
    'shared/common.ts',
    'test/misc.ts',
    'infra/util-dates.ts',
  ])('sees that %s says nothing', (path) => {
    expect(emptyNames(path)).toHaveLength(1);
  });

  test.each(['shared/http/paging.ts', 'shared/domain/commonplace.ts', 'shared/domain/city.ts'])(
    'lets %s be',
    (path) => {
      expect(emptyNames(path)).toEqual([]);
    },
  );

  test.each([
    ['export default 3;'],
    ['export default function handler() {}'],
    ['const x = 3;\nexport { x as default };'],
  ])('sees %j', (text) => {
    expect(defaultExports({ path: 'shared/x.ts', text })).toHaveLength(1);
    expect(defaultExports({ path: 'vitest.config.ts', text })).toEqual([]);
  });

  test('sees a new top-level folder', () => {
    expect(newFolders(['shared', 'test', 'scripts'])).toEqual(['scripts is a new top-level folder']);
  });

  test.each([
    ['function grantSupport() {}'],
    ['const denied = true;'],
    ['type Sanction = 1;'],
    ['const isDenied = true;'],
    ['const days_granted = 1;'],
    ['const supportReduction = 1;'],
  ])('sees %j', (text) => {
    expect(wordsOfAuthority({ path: 'shared/domain/x.ts', text })).toHaveLength(1);
  });

  test.each([
    ['const sum = facts.reduce(add);'],
    ['// Jobbtorg never grants or denies anything.'],
    ['const refugeeOrFamilyImmigrant = true;'],
  ])('lets %j be', (text) => {
    expect(wordsOfAuthority({ path: 'shared/domain/x.ts', text })).toEqual([]);
  });
});
