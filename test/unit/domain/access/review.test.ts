import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Access, accessSchema } from '../../../../shared/domain/access/access.ts';
import { type AccessReviewRule, accessesToReview, reviewRuleOn } from '../../../../shared/domain/access/review.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';

const RULE: AccessReviewRule = {
  id: 'test',
  source: 'test',
  validFrom: localDate('2026-01-01'),
  validTo: null,
  casesByOfficer: 3,
  officersAtCase: 3,
  searchesByOfficer: 4,
  refusalsInARow: 3,
  oneIn: 2 ** 32,
};
const NOBODY_PROTECTED = new Set<string>();

let minute = 0;
const look = (told: Partial<Access> = {}): Access => {
  minute++;
  return accessSchema.parse({
    caseId: 'case-1',
    client: 'office-vallingby',
    officer: 'JT-7',
    party: 'office:vallingby',
    what: 'GET case',
    why: 'own-case',
    outcome: 'shown',
    refusal: null,
    at: new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString(),
    ...told,
  });
};
const refused = (told: Partial<Access> = {}) => look({ outcome: 'refused', refusal: 'not-found', ...told });
const reasons = (accesses: ReadonlyArray<Access>, isProtected: ReadonlySet<string> = NOBODY_PROTECTED) =>
  accessesToReview(accesses, RULE, isProtected).map((found) => [found.access.caseId, ...found.reasons]);

describe('Somebody should ask about', () => {
  test('nothing, on a day of ordinary work', () => {
    expect(reasons([look(), look({ caseId: 'case-2' }), refused()])).toEqual([]);
  });

  test('every look at a protected person', () => {
    expect(reasons([look(), look({ caseId: 'case-2' })], new Set(['case-2']))).toEqual([
      ['case-2', 'protected-person'],
    ]);
  });

  test('a look by the city that does not say why, and not one that does', () => {
    const byCity = { client: 'city-admin', party: 'city' };
    expect(
      reasons([
        look({ ...byCity, caseId: 'unstated', why: 'oversight' }),
        look({ ...byCity, caseId: 'stated', why: 'complaint', officer: 'C-2' }),
        look({ ...byCity, caseId: 'audited', officer: 'C-3', what: 'GET access-log', why: 'audit' }),
      ]),
    ).toEqual([['unstated', 'oversight-unstated']]);
  });

  test('an officer who has looked at as many cases as the rule says, however often at each', () => {
    const two = ['a', 'b', 'a', 'b'].map((caseId) => look({ caseId }));
    expect(reasons(two)).toEqual([]);
    const third = look({ caseId: 'c' });
    expect(reasons([...two, third])).toEqual(['a', 'b', 'a', 'b', 'c'].map((caseId) => [caseId, 'many-cases']));
    expect(reasons([...two, look({ caseId: 'c', officer: 'JT-8' })])).toEqual([]);
  });

  test('a case at which as many officers have looked', () => {
    const officers = ['JT-1', 'JT-2', 'JT-2', 'JT-3'].map((officer) => look({ officer }));
    expect(reasons(officers)).toEqual(officers.map(() => ['case-1', 'many-officers']));
    expect(reasons(officers.slice(0, 3))).toEqual([]);
  });

  test('refusals in a row, but not when something that is allowed stands between them', () => {
    const row = [refused({ caseId: 'x' }), refused({ caseId: 'x' }), refused({ caseId: 'x' })];
    expect(reasons(row)).toEqual(row.map(() => ['x', 'refused-repeatedly']));
    expect(reasons([...row.slice(0, 2), look(), refused({ caseId: 'x' })])).toEqual([]);
    expect(reasons([...row.slice(0, 2), refused({ caseId: 'x', officer: 'JT-8' })])).toEqual([]);
  });

  test('numbers tried one after another, each counted, whether or not they are anybody’s', () => {
    const search = (told: Partial<Access> = {}) =>
      look({ what: 'POST persons/searches', caseId: 'nobody', why: 'not-theirs', outcome: 'nobody-found', ...told });
    const three = [search(), search({ caseId: 'case-9', outcome: 'not-shown' }), search()];
    expect(reasons([...three, look()])).toEqual([]);
    expect(reasons([...three, search({ officer: 'JT-8' })])).toEqual([]);
    const invalid = search({ outcome: 'refused', refusal: 'invalid-request' });
    expect(reasons([...three, look(), invalid])).toEqual(
      ['nobody', 'case-9', 'nobody', 'nobody'].map((caseId) => [caseId, 'many-searches']),
    );
    expect(reasons(Array.from({ length: 500 }, () => search()))).toHaveLength(500);
  });

  test('cases, and not the lists and searches that show none, when cases are counted', () => {
    const page = (told: Partial<Access> = {}) => look({ what: 'GET worklist', caseId: 'nobody', cases: 20, ...told });
    expect(reasons([look({ caseId: 'a' }), look({ caseId: 'b' }), page()])).toEqual([]);
    expect(reasons([page({ officer: 'JT-1' }), page({ officer: 'JT-2' }), page({ officer: 'JT-3' })])).toEqual([]);
    const listed = reasons([look({ caseId: 'a' }), look({ caseId: 'b' }), page(), look({ caseId: 'c' })]);
    expect(listed.map(([caseId]) => caseId)).toEqual(['a', 'b', 'c']);
  });

  test('refusals between which only a list was read or nobody was found', () => {
    const row = [
      refused({ caseId: 'nobody' }),
      look({ what: 'GET cases', caseId: 'nobody', cases: 20 }),
      refused({ caseId: 'nobody' }),
      look({ what: 'POST persons/searches', caseId: 'nobody', outcome: 'nobody-found' }),
      refused({ caseId: 'nobody' }),
    ];
    expect(reasons(row)).toEqual([0, 1, 2].map(() => ['nobody', 'refused-repeatedly']));
  });

  test('one in so many of the rest, and always the same ones, in whatever order they come', () => {
    const accesses = Array.from({ length: 4000 }, (_, index) =>
      look({ officer: `JT-${index}`, caseId: `case-${index}` }),
    );
    const sampled = (given: ReadonlyArray<Access>) =>
      accessesToReview(given, { ...RULE, oneIn: 20 }, NOBODY_PROTECTED).map(({ access }) => access.caseId);
    const expected = sampled(accesses);
    expect(expected.length).toBeGreaterThan(150);
    expect(expected.length).toBeLessThan(250);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3999 }), (from) => {
        const turned = [...accesses.slice(from), ...accesses.slice(0, from)];
        expect(sampled(turned)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  test('by the rule in force on the day', () => {
    const later = { ...RULE, id: 'later', validFrom: localDate('2026-03-01') };
    const rules = [{ ...RULE, validTo: localDate('2026-02-28') }, later];
    expect(reviewRuleOn(rules, localDate('2026-02-28')).id).toBe('test');
    expect(reviewRuleOn(rules, localDate('2026-03-01')).id).toBe('later');
    expect(() => reviewRuleOn(rules, localDate('2025-12-31'))).toThrow(RangeError);
  });
});
