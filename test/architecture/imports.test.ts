import { describe, expect, test } from 'vitest';
import { wrongArrows } from './layers.ts';
import { type SourceFile, typeScriptFiles } from './source-files.ts';

const files = typeScriptFiles();

function arrows(path: string, ...specifiers: ReadonlyArray<string>): ReadonlyArray<string> {
  const file: SourceFile = { path, text: specifiers.map((name) => `import { x } from '${name}';`).join('\n') };
  return wrongArrows(file);
}

describe('The house', () => {
  test('has files to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.map((file) => file.path)).toContain('shared/domain/city.ts');
    expect(files.map((file) => file.path)).toContain('test/architecture/imports.test.ts');
  });

  test('has no import against its direction', () => {
    expect(files.flatMap(wrongArrows)).toEqual([]);
  });
});

describe('The checker of imports', () => {
  test.each([
    ['shared/domain/case/x.ts', '../../reference/stockholm.ts'],
    ['shared/domain/x.ts', '../ports/clock.ts'],
    ['shared/domain/x.ts', '../../events/x.ts'],
    ['shared/domain/x.ts', 'node:crypto'],
    ['shared/domain/x.ts', '@aws-sdk/client-dynamodb'],
    ['shared/domain/x.ts', 'jose'],
    ['shared/domain/x.ts', 'zodiac'],
    ['shared/reference/x.ts', '../ports/clock.ts'],
    ['shared/reference/x.ts', 'zod'],
    ['events/x.ts', '../shared/ports/clock.ts'],
    ['events/x.ts', '../functions/publish-events/x.ts'],
    ['shared/ports/x.ts', '../adapters/ids.ts'],
    ['shared/ports/x.ts', '../http/chain.ts'],
    ['shared/ports/x.ts', '../reference/stockholm.ts'],
    ['shared/http/x.ts', '../adapters/ids.ts'],
    ['shared/http/x.ts', '../../functions/handle-case/x.ts'],
    ['shared/http/x.ts', '../../infra/config.ts'],
    ['shared/http/x.ts', '@aws-lambda-powertools/logger'],
    ['shared/messaging/x.ts', '../adapters/ids.ts'],
    ['shared/config/x.ts', '@aws-sdk/client-s3'],
    ['shared/observability/x.ts', '../adapters/ids.ts'],
    ['shared/adapters/x.ts', '../http/chain.ts'],
    ['shared/adapters/x.ts', '../messaging/batch.ts'],
    ['shared/adapters/x.ts', '../../functions/handle-case/x.ts'],
    ['shared/adapters/x.ts', '../../infra/config.ts'],
    ['functions/a/x.ts', '../b/x.ts'],
    ['functions/a/x.ts', '../ab/x.ts'],
    ['functions/a/x.ts', '../../infra/config.ts'],
    ['functions/a/x.ts', '@aws-sdk/client-s3'],
    ['functions/a/x.ts', '@aws-lambda-powertools/metrics'],
    ['functions/a/x.ts', '../../test/support/x.ts'],
    ['infra/stacks/x.ts', '@aws-sdk/client-s3'],
    ['infra/stacks/x.ts', '../../test/support/x.ts'],
    ['test/unit/x.ts', '@aws-lambda-powertools/logger'],
    ['vitest.config.ts', './shared/domain/city.ts'],
    ['shared/domain/x.ts', '../../../elsewhere/x.ts'],
  ])('turns %s away from %s', (path, specifier) => {
    expect(arrows(path, specifier)).toHaveLength(1);
  });

  test.each([
    ['shared/domain/case/x.ts', '../time/local-date.ts'],
    ['shared/domain/x.ts', 'zod'],
    ['shared/reference/x.ts', '../domain/city.ts'],
    ['shared/ports/x.ts', '../../events/x.ts'],
    ['shared/http/x.ts', '../config/environment.ts'],
    ['shared/http/x.ts', '../reference/stockholm.ts'],
    ['shared/adapters/table/x.ts', '../../ports/clock.ts'],
    ['shared/adapters/x.ts', '@aws-sdk/client-dynamodb'],
    ['shared/observability/x.ts', '@aws-lambda-powertools/logger'],
    ['functions/a/x.ts', './y.ts'],
    ['functions/a/b/x.ts', '../y.ts'],
    ['functions/a/x.ts', '../../shared/adapters/ids.ts'],
    ['infra/local/x.ts', '@aws-sdk/client-sqs'],
    ['infra/stacks/x.ts', '../../functions/a/environment.ts'],
    ['test/integration/x.ts', '@aws-sdk/client-dynamodb'],
    ['test/unit/x.ts', '../../functions/a/x.ts'],
    ['vitest.config.ts', 'vitest/config'],
  ])('lets %s use %s', (path, specifier) => {
    expect(arrows(path, specifier)).toEqual([]);
  });

  test.each([
    ["import '../adapters/ids.ts';"],
    ["import type { X } from '../adapters/ids.ts';"],
    ["import * as ids from '../adapters/ids.ts';"],
    ["import ids, { type X } from '../adapters/ids.ts';"],
    ["import {\n  a,\n  b,\n} from '../adapters/ids.ts';"],
    ["export { x } from '../adapters/ids.ts';"],
    ["export * from '../adapters/ids.ts';"],
    ["const ids = await import('../adapters/ids.ts');"],
    ["type X = import('../adapters/ids.ts').X;"],
    ['import { x } from "../adapters/ids.ts";'],
    ["const url = 'https://example.org'; /* a note */\nimport { x } from '../adapters/ids.ts';"],
  ])('sees %j', (text) => {
    expect(wrongArrows({ path: 'shared/http/x.ts', text })).toEqual([
      'shared/http/x.ts must not import shared/adapters/ids.ts',
    ]);
  });

  test.each([
    ["// import { x } from '../adapters/ids.ts';"],
    ["/* import { x } from '../adapters/ids.ts'; */"],
    ["/**\n * import { x } from '../adapters/ids.ts';\n */"],
    ["const text = 'a word from';\nconst other = '../adapters/ids.ts';"],
  ])('is not misled by %j', (text) => {
    expect(wrongArrows({ path: 'shared/http/x.ts', text })).toEqual([]);
  });

  test('knows every part of the house, and no other', () => {
    expect(wrongArrows({ path: 'shared/utilities/x.ts', text: '' })).toEqual([
      'shared/utilities/x.ts is in no part of the house',
    ]);
    expect(wrongArrows({ path: 'scripts/x.ts', text: '' })).toHaveLength(1);
  });
});
