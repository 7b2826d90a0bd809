import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type CaseRow, packRow, ROW_CODES, unpackRow } from '../../shared/domain/case/case-row.ts';
import { fromEpochDay } from '../../shared/domain/time/local-date.ts';
import { RUNS } from './runs.ts';

const codeIn = (words: ReadonlyArray<unknown>) =>
  z
    .int()
    .min(0)
    .max(words.length - 1);

/** The days that can be written with four digits of a year. */
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;

/** The packed row as a schema for the whole would have it: slow, and another hand's work. */
const packedSchema = z.tuple([
  z.literal(2),
  z.string(),
  z.int(),
  z.int(),
  codeIn(ROW_CODES.status),
  z.int(),
  codeIn(ROW_CODES.sex),
  z.int(),
  z.string(),
  z.array(z.string()),
  z.array(z.string()),
  z.array(z.tuple([z.int(), z.string(), z.string()])),
  z.int(),
  z.tuple([z.int(), z.int(), z.union([z.literal(-1), codeIn(ROW_CODES.answer)])]).nullable(),
  z.tuple([z.int(), codeIn(ROW_CODES.outcome)]).nullable(),
  z.array(z.tuple([codeIn(ROW_CODES.kind), z.int(), z.int(), z.int()])),
  z.array(z.tuple([z.string(), z.int(), z.int().min(FIRST_DAY).max(LAST_DAY)])),
  z.int(),
]);

const day = fc.integer({ min: 10_000, max: 40_000 });
const word = <T>(words: ReadonlyArray<T>) => fc.constantFrom(...words);
const listOf = <T>(element: fc.Arbitrary<T>) => fc.array(element, { maxLength: 4 });

const anyRow: fc.Arbitrary<CaseRow> = fc.record({
  id: fc.string(),
  version: fc.nat(),
  changedAt: fc.maxSafeInteger(),
  status: word(ROW_CODES.status),
  receivedOn: day,
  sex: word(ROW_CODES.sex),
  ageAtReceipt: fc.nat(120),
  targetGroup: fc.string(),
  targetGroupMatches: listOf(fc.string()),
  priority: listOf(fc.string()),
  holders: listOf(fc.record({ from: day, district: fc.string(), office: fc.string() })),
  hasCoach: fc.boolean(),
  plan: fc.option(fc.record({ version: fc.nat(), thin: fc.boolean(), answer: fc.option(word(ROW_CODES.answer)) })),
  closure: fc.option(fc.record({ on: day, outcome: word(ROW_CODES.outcome) })),
  timeline: listOf(fc.record({ kind: word(ROW_CODES.kind), on: day, recordedOn: day, seenFrom: day })),
  findings: listOf(
    fc.record({
      clock: fc.string(),
      kind: word(['warned', 'missed'] as const),
      asOf: day.map((epochDay) => fromEpochDay(epochDay)),
    }),
  ),
  transferRequested: fc.boolean(),
});

/** What may stand where something else was: numbers beyond every edge, and all other kinds of JSON. */
const intruder = fc.oneof(
  fc.constantFrom<unknown>(-1, 0, 1, 2, 3, 4, 5, 6, 12, 13, 14, 15, 16, 0.5, 1e300, 2 ** 53, -(2 ** 53)),
  fc.constantFrom<unknown>(null, true, '', 'text', [], {}, [1], [1, 2], [0, 0, 0], [1, 1, 1, 1], ['a', 1, 1]),
  fc.constantFrom<unknown>(FIRST_DAY - 1, FIRST_DAY, LAST_DAY, LAST_DAY + 1),
);

/** Puts something else in one place of a packed row, takes it out, or adds to it. */
function damaged(packed: unknown, turns: ReadonlyArray<number>, how: number, value: unknown): unknown {
  if (!Array.isArray(packed) || packed.length === 0) return value;
  const [turn = 0, ...others] = turns;
  const index = turn % packed.length;
  const inside: unknown = packed[index];
  if (others.length > 0 && Array.isArray(inside)) return packed.with(index, damaged(inside, others, how, value));
  if (how === 0) return packed.toSpliced(index, 1);
  return how === 1 ? packed.toSpliced(index, 0, value) : packed.with(index, value);
}

const isRead = (text: string): boolean => {
  try {
    unpackRow(text);
    return true;
  } catch {
    return false;
  }
};
const isOfSchema = (text: string): boolean => {
  try {
    return packedSchema.safeParse(JSON.parse(text)).success;
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

  test('with anything else in one of its places is refused just when its schema would refuse it', () => {
    const place = fc.array(fc.nat(20), { minLength: 1, maxLength: 3 });
    const refused = new Set<boolean>();
    fc.assert(
      fc.property(anyRow, place, fc.nat(4), intruder, (row, turns, how, value) => {
        const text = JSON.stringify(damaged(JSON.parse(packRow(row)), turns, how, value));
        refused.add(isOfSchema(text));
        expect(isRead(text)).toBe(isOfSchema(text));
      }),
      { numRuns: RUNS.numRuns * 4 },
    );
    expect(refused).toEqual(new Set([true, false]));
  });

  test('with a letter lost or changed is refused just when its schema would refuse it', () => {
    fc.assert(
      fc.property(
        anyRow,
        fc.nat(),
        fc.constantFrom('', '0', '9', '-', '.', ',', '[', ']', '"', 'x'),
        (row, at, letter) => {
          const packed = packRow(row);
          const place = at % packed.length;
          const text = `${packed.slice(0, place)}${letter}${packed.slice(place + 1)}`;
          expect(isRead(text)).toBe(isOfSchema(text));
        },
      ),
      { numRuns: RUNS.numRuns * 2 },
    );
  });
});
