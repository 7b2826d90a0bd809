import { describe, expect, test } from 'vitest';
import { DISTRICTS } from '../../../shared/reference/districts.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { keyLabel, periodLabel, scopeLabel } from '../../../shared/reference/labels.ts';
import { OFFICES } from '../../../shared/reference/offices.ts';
import { TARGET_GROUPS } from '../../../shared/reference/target-groups.ts';

describe('names', () => {
  test.each([
    ['office', OFFICES.map(({ code }) => code)],
    ['district', DISTRICTS.map(({ code }) => code)],
    ['target-group', [...TARGET_GROUPS.flatMap(({ groups }) => groups.map(({ code }) => code)), 'by-assessment']],
    ['policy', GUARANTEE_READINGS.map(({ id }) => id)],
    ['sex', ['woman', 'man', 'unknown']],
  ])('every %s of the reference data has one, and none is a code', (dimension, keys) => {
    for (const key of keys) {
      const { sv, en } = keyLabel(dimension, key);
      expect([sv, en]).not.toContain(key);
    }
  });

  test.each([
    ['month-and-office', '2018-03/rosenlund', 'mars 2018, Rosenlundsgatan', 'March 2018, Rosenlundsgatan'],
    ['district-and-sex', 'skarholmen/woman', 'Skärholmen, Kvinnor', 'Skärholmen, Women'],
    [
      'year-and-target-group',
      '2018-before-09-01/young',
      '2018, före 1 september, Unga 16–24 år',
      '2018, before 1 September, Young, 16–24',
    ],
    ['age-class', '20-24', '20–24 år', 'Aged 20–24'],
    ['office', 'total', 'Totalt', 'Total'],
    ['office', 'nowhere', 'nowhere', 'nowhere'],
  ])('in %s, %s is told part by part', (dimension, key, sv, en) => {
    expect(keyLabel(dimension, key)).toEqual({ sv, en });
  });

  test.each([
    ['2008-01-01', '2008-12-31', '2008'],
    ['2008-01-01', '2010-12-31', '2008–2010'],
    ['2008-03-01', '2008-03-31', 'mars 2008'],
    ['2008-01-01', '2008-04-30', 'januari 2008 – april 2008'],
    ['2008-02-01', '2008-02-28', '1 februari 2008 – 28 februari 2008'],
    ['2009-02-01', '2009-02-28', 'februari 2009'],
  ])('%s to %s is %s', (from, to, sv) => {
    expect(periodLabel(from, to).sv).toBe(sv);
  });

  test('a scope is named as people name it', () => {
    expect(scopeLabel({ kind: 'office', code: 'vallingby' }).sv).toBe('Jobbtorg Vällingby');
    expect(scopeLabel({ kind: 'city' }).en).toBe('The whole city');
  });
});
