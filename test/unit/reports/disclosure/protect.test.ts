import { describe, expect, test } from 'vitest';
import type { Relation } from '../../../../shared/domain/reports/disclosure/linked-cells.ts';
import { readerOf } from '../../../../shared/domain/reports/disclosure/protect.ts';

/** What is told of numbers, offered in the order in which they stand, when 5 is the smallest that may be told. */
function told(values: ReadonlyArray<number>, relations: ReadonlyArray<Relation>, least = values.map(() => 1 as 0 | 1)) {
  const small = values.map((value) => 0 < value && value < 5);
  const reader = readerOf({ values, least, small, relations });
  reader.learn();
  const accepted = reader.tell(values.map((_, cell) => [cell]));
  return values.map((value, cell) => (accepted[cell] === true ? value : null));
}

const SUM: ReadonlyArray<Relation> = [{ plus: [0], minus: [1, 2, 3] }];

describe('a total and its parts', () => {
  test('without small numbers are all told', () => {
    expect(told([30, 15, 10, 5], SUM)).toEqual([30, 15, 10, 5]);
  });

  test('with a small number: the smallest other part goes with it', () => {
    expect(told([21, 10, 8, 3], SUM)).toEqual([21, 10, null, null]);
  });

  test('with two small numbers hide each other', () => {
    expect(told([15, 10, 2, 3], SUM)).toEqual([15, 10, null, null]);
  });

  test('of which two are 1 would give both away: a third goes with them', () => {
    expect(told([12, 10, 1, 1], SUM)).toEqual([12, null, null, null]);
  });

  test('a zero is told, and hides nothing', () => {
    expect(told([13, 10, 3, 0], SUM)).toEqual([13, null, null, 0]);
  });

  test('all in one part: neither is told', () => {
    expect(told([3, 3, 0, 0], SUM)).toEqual([null, null, 0, 0]);
  });
});

test('the same total divided in two ways: what one table withholds, the other does not give away', () => {
  const byOffice: Relation = { plus: [0], minus: [1, 2] };
  const bySex: Relation = { plus: [0], minus: [3, 4] };
  const officeInFull: Relation = { plus: [2], minus: [4] };
  expect(told([40, 37, 3, 37, 3], [byOffice, bySex, officeInFull])).toEqual([40, null, null, null, null]);
});

test('some of a number, when nobody says how many others there are, do not give each other away', () => {
  const others: Relation = { plus: [0], minus: [1, 2, 3] };
  expect(told([20, 10, 4, 6], [others], [1, 1, 1, 0]).slice(0, 3)).toEqual([20, 10, null]);
});

test('but they do when the others leave no room', () => {
  const others: Relation = { plus: [0], minus: [1, 2, 3] };
  expect(told([11, 10, 1, 0], [others], [1, 1, 1, 0]).slice(0, 3)).toEqual([11, null, null]);
});
