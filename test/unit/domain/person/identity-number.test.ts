import { describe, expect, test } from 'vitest';
import { parseIdentityNumber } from '../../../../shared/domain/person/identity-number.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';

/** Only Skatteverket's official test numbers belong here, whole or in short form: another may be a living person's. */
const TODAY = localDate('2026-03-02');

function read(text: string, today = '2026-03-02') {
  return parseIdentityNumber(text, localDate(today));
}

describe('A personal identity number', () => {
  test.each([
    ['19031204-9802', '190312049802'],
    ['19031101-9814', '190311019814'],
    ['20190101-2391', '201901012391'],
    ['20190524-2382', '201905242382'],
    ['20190611-2386', '201906112386'],
    ['19900118-9811', '199001189811'],
  ])('%s is read', (text, value) => {
    expect(read(text)).toEqual({ type: 'personnummer', value });
    expect(read(value)).toEqual({ type: 'personnummer', value });
  });

  test.each([
    ['900118-9811', '199001189811', '2026-03-02'],
    ['9001189811', '199001189811', '2026-03-02'],
    ['900118-9811', '199001189811', '1990-01-18'],
    ['190101-2391', '201901012391', '2026-03-02'],
    ['031204+9802', '190312049802', '2026-03-02'],
    ['031101+9814', '190311019814', '2026-03-02'],
    ['190101+2391', '201901012391', '2119-01-01'],
  ])('%s is, in short form, %s on %s', (text, value, today) => {
    expect(read(text, today)?.value).toBe(value);
  });

  test('has a hyphen until the year in which the person turns 100, and a plus from its first day', () => {
    expect(read('031204-9802', '2002-12-31')?.value).toBe('190312049802');
    expect(read('031204+9802', '2003-01-01')?.value).toBe('190312049802');
    expect(read('031204+9802', '2003-12-03')?.value).toBe('190312049802');
    expect(read('031204+9802', '2003-12-04')?.value).toBe('190312049802');
  });

  test('with a hyphen is still read as written, in that year, before the hundredth birthday', () => {
    expect(read('031204-9802', '2003-12-03')?.value).toBe('190312049802');
  });

  test('in its long form may carry either sign', () => {
    expect(read('19031204+9802')?.value).toBe('190312049802');
  });
});

describe('A coordination number', () => {
  test.each([
    ['20260161-2381', '202601612381', 'with a whole date'],
    ['20260162-2380', '202601622380', 'with a whole date'],
    ['20260191-2393', '202601912393', 'of the 31st'],
    ['19150072-2390', '191500722390', 'without month'],
    ['19171160-2399', '191711602399', 'without day'],
    ['19800060-2394', '198000602394', 'with neither month nor day'],
  ])('%s is read: %s', (text, value) => {
    expect(read(text)).toEqual({ type: 'samordningsnummer', value });
    expect(read(value)).toEqual({ type: 'samordningsnummer', value });
  });

  test.each([
    ['260161-2381', '202601612381'],
    ['800060-2394', '198000602394'],
    ['150072+2390', '191500722390'],
    ['171160+2399', '191711602399'],
  ])('%s is, in short form, %s', (text, value) => {
    expect(read(text)).toEqual({ type: 'samordningsnummer', value });
  });
});

describe('The century of a short number', () => {
  test('is the latest in which the person is born by the day that the clock says', () => {
    expect(read('900118-9811', '1990-01-17')?.value).toMatch(/^1890/);
    expect(read('900118-9811', '1990-01-18')?.value).toBe('199001189811');
    expect(read('900118-9811', '2090-01-17')?.value).toBe('199001189811');
    expect(read('900118-9811', '2090-01-18')?.value).toMatch(/^2090/);
  });

  test('of a coordination number without month or day is told by the first day it can stand for', () => {
    expect(read('800060-2394', '1979-12-31')?.value).toMatch(/^1880/);
    expect(read('800060-2394', '1980-01-01')?.value).toBe('198000602394');
    expect(read('800060-2394', '2079-12-31')?.value).toBe('198000602394');
    expect(read('800060-2394', '2080-01-01')?.value).toMatch(/^2080/);
    expect(read('171160-2399', '2017-10-31')?.value).toBe('191711602399');
    expect(read('171160-2399', '2017-11-01')?.value).toMatch(/^2017/);
  });

  test('of a coordination number with a whole date is told by that day, sixty taken off', () => {
    expect(read('260191-2393', '2026-01-30')?.value).toMatch(/^1926/);
    expect(read('260191-2393', '2026-01-31')?.value).toBe('202601912393');
  });

  test('with a plus is at least a hundred years back, whatever the clock says', () => {
    expect(read('150072+2390', '2014-12-31')?.value).toMatch(/^1815/);
    expect(read('150072+2390', '2015-01-01')?.value).toBe('191500722390');
    expect(read('900118+9811', '2089-12-31')?.value).toMatch(/^1890/);
    expect(read('900118+9811', '2090-01-01')?.value).toBe('199001189811');
  });

  test('is never guessed for the long form', () => {
    expect(read('19900118-9811', '2090-01-18')?.value).toBe('199001189811');
    expect(read('191500722390', '2026-03-02')?.value).toBe('191500722390');
  });
});

describe('No number is', () => {
  test.each([
    ['19900118-9810', 'one with a wrong check digit'],
    ['19900118-9812', 'one with a wrong check digit'],
    ['900118-9815', 'a short one with a wrong check digit'],
    ['20260161-2380', 'a coordination number with a wrong check digit'],
    ['19800060-2395', 'a coordination number without date and with a wrong check digit'],
    ['900118-9853', 'one that would add up only if a doubled five were ten'],
    ['091325-2482', 'one of the thirteenth month, although its check digit is right'],
    ['150392+7020', 'a coordination number of the thirty-second day, although its check digit is right'],
    ['009118-9811', 'one of the ninety-first month, although its check digit is right'],
    ['900118-0000', 'one whose birth number is zero, although its check digit is right'],
    ['900178-0007', 'a coordination number whose birth number is zero'],
    ['19900118', 'a date of birth'],
    ['19900118-981', 'one that lacks a digit'],
    ['19900118-98111', 'one with a digit too many'],
    ['19900118 9811', 'one with a space'],
    ['19900118–9811', 'one with a dash for a hyphen'],
    ['19900118--9811', 'one with two hyphens'],
    ['1990-01-18-9811', 'one with hyphens in the date'],
    ['19900118-98l1', 'one with a letter for a digit'],
    ['000101-T220', 'an interim number'],
    [' 19900118-9811', 'one with a space before it'],
    ['19900118-9811\n', 'one with a line end after it'],
    ['', 'nothing'],
  ])('%j: %s', (text) => {
    expect(parseIdentityNumber(text, TODAY)).toBeUndefined();
  });

  test.each([
    ['20190101-2391', '2018-12-31', 'of a person not yet born'],
    ['20260161-2381', '2025-12-31', 'of a person not yet born, with a coordination number'],
    ['19031204-9802', '1903-12-03', 'of a person to be born tomorrow'],
  ])('%s on %s: %s', (text, today) => {
    expect(read(text, today)).toBeUndefined();
  });

  test('one that belongs to the eighteenth century', () => {
    expect(read('031204+9802', '1899-12-31')).toBeUndefined();
  });
});
