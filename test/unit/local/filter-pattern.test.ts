import { describe, expect, test } from 'vitest';
import { compileFilters, compilePattern, UnknownPattern } from '../../../infra/local/filter-pattern.ts';

const record = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { stream: { S: 'work' }, count: { N: '5' }, tags: { SS: ['a', 'b'] }, none: { NULL: true } } },
};
const lets = (pattern: unknown) => compilePattern(JSON.stringify(pattern))(record);
const image = (field: unknown) => ({ dynamodb: { NewImage: field } });

describe('A filter pattern', () => {
  test.each([
    { eventName: ['INSERT'] },
    { eventName: ['MODIFY', 'INSERT'], ...image({ stream: { S: ['work'] } }) },
    image({ stream: { S: [{ prefix: 'wo' }] } }),
    image({ stream: { S: [{ suffix: 'rk' }] } }),
    image({ stream: { S: [{ 'equals-ignore-case': 'WORK' }] } }),
    image({ stream: { S: [{ 'anything-but': ['commit'] }] } }),
    image({ stream: { S: [{ 'anything-but': 'commit' }] } }),
    image({ count: { N: [{ numeric: ['>', 0, '<=', 5] }] } }),
    image({ missing: [{ exists: false }] }),
    image({ stream: [{ exists: true }] }),
    image({ tags: { SS: ['b'] } }),
    image({ none: { NULL: [true] } }),
    { $or: [{ eventName: ['REMOVE'] }, image({ stream: { S: ['work'] } })] },
    {},
  ])('%j lets the record through', (pattern) => {
    expect(lets(pattern)).toBe(true);
  });

  test.each([
    { eventName: ['MODIFY'] },
    { eventName: ['INSERT'], ...image({ stream: { S: ['commit'] } }) },
    image({ stream: { S: [{ prefix: 'com' }] } }),
    image({ stream: { S: [{ 'anything-but': ['work'] }] } }),
    image({ missing: { S: [{ 'anything-but': ['work'] }] } }),
    image({ count: { N: [{ numeric: ['>', 5] }] } }),
    image({ stream: { S: [{ numeric: ['=', 0] }] } }),
    image({ missing: [{ exists: true }] }),
    image({ missing: { S: ['work'] } }),
    { $or: [{ eventName: ['REMOVE'] }, { eventName: ['MODIFY'] }] },
  ])('%j stops it', (pattern) => {
    expect(lets(pattern)).toBe(false);
  });

  test('lets through what any of several does, and everything when there are none', () => {
    const several = compileFilters(['{"eventName":["REMOVE"]}', '{"eventName":["INSERT"]}']);
    expect(several(record)).toBe(true);
    expect(compileFilters([])(record)).toBe(true);
    expect(compileFilters(['{"eventName":["REMOVE"]}'])(record)).toBe(false);
  });

  test.each([
    '{"a":[{"cidr":"10.0.0.0/8"}]}',
    '{"a":[{"numeric":["~",3]}]}',
    '{"a":[{"prefix":"a","suffix":"b"}]}',
    '{"a":"b"}',
    '{"a":[{"exists":"yes"}]}',
    'not JSON',
  ])('%s is not known here', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(UnknownPattern);
  });
});
