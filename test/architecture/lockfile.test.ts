import { describe, expect, test } from 'vitest';
import {
  inexactVersions,
  type Lockfile,
  lockfileSchema,
  manifestSchema,
  twiceDeployed,
  undecidedScripts,
  unfreeLicences,
  unsureEntries,
} from './lockfile.ts';
import { read } from './source-files.ts';

const lockfile = lockfileSchema.parse(JSON.parse(read('package-lock.json').text));
const manifest = manifestSchema.parse(JSON.parse(read('package.json').text));

describe('What others have made and is installed here', () => {
  test('is many packages, asked for by exact versions and nothing beside', () => {
    expect(Object.keys(lockfile.packages).length).toBeGreaterThan(200);
    expect(Object.keys(manifest.dependencies).length).toBeGreaterThan(10);
    expect(inexactVersions(manifest)).toEqual([]);
    expect(lockfile.packages['']).toBeDefined();
  });

  test('is each time the very same, from the registry', () => {
    expect(unsureEntries(lockfile)).toEqual([]);
  });

  test('runs nothing when it is installed but what was decided on', () => {
    expect(undecidedScripts(lockfile, manifest)).toEqual([]);
    expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([
      ['node', true],
      ['esbuild', true],
    ]);
  });

  test('is under licences that let it be used and passed on', () => {
    expect(unfreeLicences(lockfile)).toEqual([]);
  });

  test('is deployed in one version each', () => {
    expect(twiceDeployed(lockfile)).toEqual([]);
  });
});

describe('The checker of what is installed', () => {
  const sound = { version: '1.2.3', integrity: 'sha512-AbC+/1==', license: 'MIT' };
  const lock = (packages: object): Lockfile => lockfileSchema.parse({ lockfileVersion: 3, packages });
  const one = (changes: object) => lock({ 'node_modules/a': { ...sound, ...changes } });

  test('lets a sound package be', () => {
    const found = [unsureEntries, unfreeLicences, twiceDeployed].flatMap((check) => check(one({})));
    expect([...found, ...undecidedScripts(one({}), manifest)]).toEqual([]);
  });

  test.each(['^1.2.3', '~1.2.3', '*', 'latest', '1.x', 'git+https://example.org/a.git', 'file:../a', 'npm:b@1.2.3'])(
    'sees that %s is no exact version',
    (version) => {
      const none = { devDependencies: {}, optionalDependencies: {}, allowScripts: {} };
      expect(inexactVersions({ ...none, dependencies: { a: version } })).toHaveLength(1);
    },
  );

  test.each([
    [{ integrity: undefined }, 'has no hash'],
    [{ integrity: 'sha1-AbC=' }, 'has no hash'],
    [{ version: undefined }, 'has no exact version'],
    [{ resolved: 'git+ssh://git@example.org/a.git' }, 'comes from elsewhere'],
    [{ resolved: 'http://example.org/a.tgz' }, 'comes from elsewhere'],
    [{ link: true }, 'comes from elsewhere'],
  ])('sees a package that could be another: %j', (changes, words) => {
    expect(unsureEntries(one(changes))).toEqual([expect.stringContaining(words)]);
  });

  test('sees what would run when it is installed', () => {
    expect(undecidedScripts(one({ hasInstallScript: true }), manifest)).toHaveLength(1);
  });

  test.each([['GPL-3.0-or-later'], ['MPL-2.0'], ['UNLICENSED'], ['MIT AND GPL-3.0-or-later'], [undefined]])(
    'sees that what is deployed is under %s',
    (license) => {
      expect(unfreeLicences(one({ license }))).toHaveLength(1);
    },
  );

  test.each([
    ['(MIT OR GPL-3.0-or-later)', false],
    ['MPL-2.0', true],
  ])('lets %s be', (license, dev) => {
    expect(unfreeLicences(one({ license, dev }))).toEqual([]);
  });

  test('sees two versions of what is deployed, not of tools', () => {
    const twice = (dev: boolean) =>
      lock({ 'node_modules/a': sound, 'node_modules/b/node_modules/a': { ...sound, dev } });
    expect(twiceDeployed(twice(false))).toEqual(['a is deployed twice']);
    expect(twiceDeployed(twice(true))).toEqual([]);
  });
});
