import { beforeAll, describe, expect, test } from 'vitest';
import type { ReportKind } from '../../../../shared/domain/reports/question.ts';
import { calendarOf, month, upTo } from './calendar-of.ts';
import { attack, attackPeriods, cellsIn, type Days, type Family, familyOf, type Sum } from './published-family.ts';
import { someCases } from './some-cases.ts';

const isDeep = process.env['JOBBTORG_DEEP'] !== undefined;
/** How many cases each kind is tried on: so many that some counts are large, and so few that others are small. */
const IN_DEPTH: ReadonlyArray<{ readonly kind: ReportKind; readonly howMany: number }> = [
  { kind: 'outcomes', howMany: 3000 },
  { kind: 'compliance', howMany: 3000 },
  { kind: 'plan-quality', howMany: 3000 },
  { kind: 'waiting', howMany: 600 },
  { kind: 'flow', howMany: 600 },
  { kind: 'target-groups', howMany: 3000 },
  { kind: 'equal-treatment', howMany: 3000 },
  { kind: 'attendance-registration', howMany: 3000 },
];
const KINDS: typeof IN_DEPTH = isDeep ? IN_DEPTH : IN_DEPTH.map(({ kind }) => ({ kind, howMany: 150 }));

/** Every report on two months, or run deep one quarter, held against each other: the city by four divisions, the offices, the districts. */
describe.each(KINDS)('all reports on $kind together', ({ kind, howMany }) => {
  let family: Family;
  beforeAll(() => {
    const rows = isDeep ? someCases(howMany) : someCases(howMany, 3);
    family = familyOf(kind, rows, { from: isDeep ? '2008-01-01' : '2008-02-01', to: '2008-03-31' });
  }, 20 * 60_000);

  test('give away no count from 1 to 4', () => {
    const { cells, small, withheld, found } = attack(family);
    console.log(`${kind}: ${cells} counts, ${small} of 1 to 4, ${withheld} withheld`);
    expect(small).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });

  if (kind !== 'outcomes') return;
  test('withhold of the city hardly more than that', () => {
    const plain = cellsIn(family.plain);
    const ofCity = [...cellsIn(family.published)].filter(([name]) => name.startsWith('city/2007 '));
    const withheld = ofCity.filter(([, value]) => value === null);
    const small = withheld.filter(([name]) => (plain.get(name) ?? 0) < 5);
    expect(withheld.length).toBeLessThanOrEqual(2 * small.length);
  });
});

const MONTHS = Array.from({ length: isDeep ? 12 : 4 }, (_, index) => month(index + 1));
const LONGER = isDeep ? [upTo(4), upTo(8), upTo(12)] : [upTo(4)];
const isIn = (one: Days, other: Days): boolean => other.from <= one.from && one.to <= other.to;
const STANDARD: ReadonlyArray<Sum> = LONGER.map((whole) => ({
  whole,
  parts: MONTHS.filter((each) => isIn(each, whole)),
}));

/** Every report that the calendar asks for in a year; unless run deep, up to the first tertial. */
describe('the reports on months and on the periods that they make up', () => {
  const rows = isDeep ? someCases(2000) : someCases(150, 3);
  const families = (periods: ReadonlyArray<Days>): ReadonlyMap<Days, Family> =>
    new Map(periods.map((days) => [days, familyOf('outcomes', rows, days, ['2007'], calendarOf())]));
  let standard: ReadonlyMap<Days, Family>;
  beforeAll(() => {
    standard = families([...MONTHS, ...LONGER]);
  }, 60 * 60_000);

  test('give away no count from 1 to 4 together', () => {
    const { cells, small, withheld, found } = attackPeriods(standard, STANDARD);
    console.log(`${standard.size} periods: ${cells} counts, ${small} of 1 to 4, ${withheld} withheld`);
    expect(small).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });
});
