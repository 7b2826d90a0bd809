import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseRow, packRow, ROW_CODES, unpackRow } from '../../shared/domain/case/case-row.ts';
import { fromEpochDay } from '../../shared/domain/time/local-date.ts';
import { RUNS } from './runs.ts';

/** The days that can be written with four digits of a year. */
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;

type Check = (value: string) => boolean;
const isInt: Check = (value) => /^-?\d+$/.test(value) && Number.isSafeInteger(Number(value));
const isText: Check = (value) => value !== '';
const isCodeIn =
  (words: ReadonlyArray<unknown>, more = 0): Check =>
  (value) =>
    isInt(value) && Number(value) >= 0 && Number(value) < words.length + more;
const isOne =
  (check: Check): Check =>
  (field) =>
    !field.includes(',') && check(field);
/** Groups of values, any number of them. */
const isMany =
  (...checks: ReadonlyArray<Check>): Check =>
  (field) => {
    const values = field.split(',');
    const isWhole = values.length % checks.length === 0;
    return field === '' || (isWhole && values.every((value, index) => checks[index % checks.length]?.(value) === true));
  };
const isOneOrNone =
  (...checks: ReadonlyArray<Check>): Check =>
  (field) =>
    isMany(...checks)(field) && (field === '' || field.split(',').length === checks.length);

/** The packed row as another hand reads it: taken apart first, and then looked at. */
const FIELDS: ReadonlyArray<Check> = [
  isOne((form) => isInt(form) && Number(form) === 3),
  isOne(isText),
  isOne(isInt),
  isOne(isInt),
  isOne(isCodeIn(ROW_CODES.status)),
  isOne(isInt),
  isOne(isCodeIn(ROW_CODES.sex)),
  isOne(isInt),
  isOne(isText),
  isMany(isText),
  isMany(isText),
  isMany(isInt, isText, isText),
  isOne(isInt),
  isOneOrNone(isInt, isInt, isCodeIn(ROW_CODES.answer, 1)),
  isOneOrNone(isInt, isCodeIn(ROW_CODES.outcome)),
  isMany(isCodeIn(ROW_CODES.kind), isInt, isInt, isInt),
  isMany(isText, isCodeIn(ROW_CODES.finding), isInt),
  isOne(isInt),
];
const RECEIVED_ON = 5;
const FINDINGS = 16;

function isOfForm(text: string): boolean {
  const fields = text.split('|');
  if (fields.length !== FIELDS.length + 1 || fields.at(-1) !== '') return false;
  if (!FIELDS.every((check, index) => check(fields[index] ?? ''))) return false;
  const days = (fields[FINDINGS] ?? '').split(',').filter((_, index) => index % 3 === 2);
  return days
    .map((day) => Number(fields[RECEIVED_ON]) + Number(day))
    .every((day) => FIRST_DAY <= day && day <= LAST_DAY);
}

const day = fc.integer({ min: 10_000, max: 40_000 });
const plain = fc.stringMatching(/^[A-Za-z0-9#/:._ -]+$/);
const word = <T>(words: ReadonlyArray<T>) => fc.constantFrom(...words);
const listOf = <T>(element: fc.Arbitrary<T>) => fc.array(element, { maxLength: 4 });

const anyRow: fc.Arbitrary<CaseRow> = fc.record({
  id: plain,
  version: fc.nat(),
  changedAt: fc.maxSafeInteger(),
  status: word(ROW_CODES.status),
  receivedOn: day,
  sex: word(ROW_CODES.sex),
  ageAtReceipt: fc.nat(120),
  targetGroup: plain,
  targetGroupMatches: listOf(plain),
  priority: listOf(plain),
  holders: listOf(fc.record({ from: day, district: plain, office: plain })),
  hasCoach: fc.boolean(),
  plan: fc.option(fc.record({ version: fc.nat(), thin: fc.boolean(), answer: fc.option(word(ROW_CODES.answer)) })),
  closure: fc.option(fc.record({ on: day, outcome: word(ROW_CODES.outcome) })),
  timeline: listOf(fc.record({ kind: word(ROW_CODES.kind), on: day, recordedOn: day, seenFrom: day })),
  findings: listOf(
    fc.record({
      clock: plain,
      kind: word(ROW_CODES.finding),
      asOf: day.map((epochDay) => fromEpochDay(epochDay)),
    }),
  ),
  transferRequested: fc.boolean(),
});

/** What may stand where something else was: numbers beyond every edge, words, and too many values or too few. */
const intruder = fc.oneof(
  word(['-1', '0', '1', '2', '3', '4', '5', '6', '12', '13', '14', '15', '16', '0.5', '1e3', '', '-', '--1', '007']),
  word(['9007199254740991', '9007199254740992', '-9007199254740992', '99999999999999999999', 'text', ' ', '"']),
  word(['1,2', '0,0,0', '1,1,1,1', 'a,1,1', 'a,0,1', ',', ',,', '1|2', '|', `${FIRST_DAY}`, `${LAST_DAY}`]),
);

const isRead = (text: string): boolean => {
  try {
    unpackRow(text);
    return true;
  } catch {
    return false;
  }
};

describe('A packed row', () => {
  test('is read as it was packed', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        expect(unpackRow(packRow(row))).toEqual(row);
      }),
      RUNS,
    );
  });

  test('with anything else in one of its places is refused just when its form would not have it', () => {
    const refused = new Set<boolean>();
    fc.assert(
      fc.property(anyRow, fc.nat(), fc.nat(2), intruder, (row, turn, how, value) => {
        const parts = packRow(row).split(/([|,])/);
        const place = turn % parts.length;
        const text = parts.toSpliced(place, how === 0 ? 0 : 1, ...(how === 1 ? [] : [value])).join('');
        refused.add(isOfForm(text));
        expect(isRead(text)).toBe(isOfForm(text));
      }),
      { numRuns: RUNS.numRuns * 4 },
    );
    expect(refused).toEqual(new Set([true, false]));
  });

  test('with a letter lost or changed, or cut off, is refused just when its form would not have it', () => {
    fc.assert(
      fc.property(
        anyRow,
        fc.nat(),
        word(['', '0', '9', '-', '.', ',', '|', '"', 'x', 'cut off']),
        (row, at, letter) => {
          const packed = packRow(row);
          const place = at % packed.length;
          const rest = letter === 'cut off' ? '' : `${letter}${packed.slice(place + 1)}`;
          const text = `${packed.slice(0, place)}${rest}`;
          expect(isRead(text)).toBe(isOfForm(text));
        },
      ),
      { numRuns: RUNS.numRuns * 2 },
    );
  });

  test('is never written of a text that it could not hold, or that JSON would write in another way', () => {
    const sign = word(['|', ',', '"', '\\', '\n', '\u0000', '\u007f', 'å', '\ud800', '😀']);
    fc.assert(
      fc.property(
        anyRow,
        fc.constantFrom('id', 'targetGroup'),
        plain,
        sign,
        plain,
        (row, field, before, odd, after) => {
          expect(() => packRow({ ...row, [field]: `${before}${odd}${after}` })).toThrow('plain letters');
          expect(() => packRow({ ...row, [field]: '' })).toThrow('plain letters');
        },
      ),
      RUNS,
    );
  });

  test('stands inside JSON as it is', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        expect(JSON.stringify(packRow(row))).toBe(`"${packRow(row)}"`);
      }),
      RUNS,
    );
  });
});
