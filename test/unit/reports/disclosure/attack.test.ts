import { beforeAll, describe, expect, test } from 'vitest';
import type { ReportKind } from '../../../../shared/domain/reports/question.ts';
import { attack, cellsIn, type Family, familyOf } from './published-family.ts';
import { someCases } from './some-cases.ts';

const isDeep = process.env['JOBBTORG_DEEP'] !== undefined;
const KINDS: ReadonlyArray<ReportKind> = isDeep ? ['outcomes', 'compliance', 'plan-quality'] : ['outcomes'];

/** Every report on one quarter, held against each other: the city by four divisions, the offices, the districts. */
describe.each(KINDS)('all reports on %s together', (kind) => {
  let family: Family;
  beforeAll(() => {
    family = familyOf(kind, isDeep ? someCases(3000) : someCases(200, 4), '2008-01-01', '2008-03-31');
  }, 20 * 60_000);

  test('give away no count from 1 to 4', () => {
    const { cells, small, withheld, found } = attack(family);
    console.log(`${kind}: ${cells} counts, ${small} of 1 to 4, ${withheld} withheld`);
    expect(small).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });

  test('withhold of the city hardly more than that', () => {
    const plain = cellsIn(family.plain);
    const ofCity = [...cellsIn(family.published)].filter(([name]) => name.startsWith('city/2007 '));
    const withheld = ofCity.filter(([, value]) => value === null);
    const small = withheld.filter(([name]) => (plain.get(name) ?? 0) < 5);
    expect(withheld.length).toBeLessThanOrEqual(2 * small.length);
  });
});
