import { describe, expect, test } from 'vitest';
import { foreignNumbers, isSearched } from './identity-numbers.ts';
import { pathsUnder, read } from './source-files.ts';

describe('The repository', () => {
  test('holds no valid identity number but the official test numbers', () => {
    const found = pathsUnder('').filter(isSearched).map(read).flatMap(foreignNumbers);
    expect(found).toEqual([]);
  });
});

describe('The search for identity numbers', () => {
  const found = (text: string) => foreignNumbers({ path: 'x.ts', text });

  /** An official test number whose century is wrong, put together here so that it stands nowhere. */
  const inTheWrongCentury = ['18', '900118-9811'].join('');

  test.each([
    inTheWrongCentury,
    inTheWrongCentury.replace('-', ''),
    inTheWrongCentury.replace('-', '+'),
    `{"number":"${inTheWrongCentury}"}`,
    `a number, ${inTheWrongCentury}, in a sentence.`,
  ])('finds a valid number that is no test number', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  test('tells where, and never what', () => {
    expect(found(`   ${inTheWrongCentury}`)).toEqual([
      'x.ts holds a valid identity number that is no test number, at character 3',
    ]);
  });

  test.each([
    ['19900118-9811', 'a test number'],
    ['199001189811', 'a test number without hyphen'],
    ['900118-9811', 'a test number in short form'],
    ['031204+9802', 'a test number in short form of one who is over a hundred'],
    ['19800060-2394', 'a test coordination number without date'],
    ['19900118-9812', 'a number that does not add up'],
    ['009118-9811', 'a number of the ninety-first month'],
    ['900118-0000', 'a number whose birth number is zero'],
    ['1699900118-98110', 'digits within more digits'],
    ['abc9001189811', 'digits within a word'],
    ['0.9001189811', 'decimals'],
  ])('lets %s be: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('leaves out the lock file, the licence and what is not text', () => {
    expect(['package-lock.json', 'LICENSE', 'a/b.gz', 'c.png'].filter(isSearched)).toEqual([]);
    expect(['README.md', 'package.json', 'test/x.ts', 'events/x.json'].every(isSearched)).toBe(true);
  });
});
