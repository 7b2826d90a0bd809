import { expect, test } from 'vitest';
import { read, typeScriptFiles } from './source-files.ts';
import { withoutComments } from './source-text.ts';

const deployed = typeScriptFiles().filter(({ path }) => /^(?:shared|functions)\//.test(path));
const naming = (sought: RegExp) =>
  deployed.filter(({ text }) => sought.test(withoutComments(text))).map(({ path }) => path);

const KEYS = 'shared/adapters/table/keys.ts';
const WRITES = 'shared/adapters/table/access-writes.ts';

test('entries of the access log are written in one place, and there only where nothing is', () => {
  expect(naming(/ACCESS#/)).toEqual([KEYS]);
  expect(naming(/\baccessKey\b/).toSorted()).toEqual([WRITES, KEYS].toSorted());
  const code = withoutComments(read(WRITES).text);
  expect(code.match(/\baccessKey\(/g)).toHaveLength(1);
  expect(code).toMatch(/return \{ TableName: tableName, Item, ConditionExpression: ABSENT \};/);
  expect(code).not.toMatch(/Update|Delete/);
});

test('what is read of the access log is read, and nothing else', () => {
  expect(naming(/\baccessPartition\b/).toSorted()).toEqual(['shared/adapters/table/access-log.ts', KEYS].toSorted());
  expect(withoutComments(read('shared/adapters/table/access-log.ts').text)).not.toMatch(/Put|Update|Delete|Write/);
});
