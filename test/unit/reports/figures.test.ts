import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageClassOf } from '../../../shared/domain/reports/age-classes.ts';
import { dayHistogram, interval, share } from '../../../shared/domain/reports/figures.ts';

function histogramOf(days: ReadonlyArray<number>) {
  const histogram = dayHistogram();
  for (const each of days) histogram.add(each);
  return histogram;
}

test('a share is unrounded, and of nothing there is none', () => {
  expect(share(1, 3)).toBe(1 / 3);
  expect(share(0, 3)).toBe(0);
  expect(share(0, 0)).toBeNull();
});

test('no days have neither median nor percentile', () => {
  expect(dayHistogram().median()).toBeNull();
  expect(dayHistogram().percentile(90)).toBeNull();
});

test('the median is the middle one, or the mean of the middle two', () => {
  expect(histogramOf([7]).median()).toBe(7);
  expect(histogramOf([9, 1]).median()).toBe(5);
  expect(histogramOf([9, 1, 2]).median()).toBe(2);
  expect(histogramOf([4, 4, 5, 10]).median()).toBe(4.5);
});

test('the ninetieth percentile is one of the days, at the nearest rank', () => {
  expect(histogramOf([3]).percentile(90)).toBe(3);
  expect(histogramOf([1, 2]).percentile(90)).toBe(2);
  expect(histogramOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).percentile(90)).toBe(9);
  expect(histogramOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).percentile(90)).toBe(10);
  expect(histogramOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1].flatMap((each) => [each, each])).percentile(90)).toBe(9);
});

test('a histogram says what the sorted days say', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1 }), (days) => {
      const sorted = days.toSorted((a, b) => a - b);
      const [below = Number.NaN, above = Number.NaN] = [
        sorted[Math.floor((sorted.length - 1) / 2)],
        sorted[Math.floor(sorted.length / 2)],
      ];
      expect(histogramOf(days).median()).toBe((below + above) / 2);
      const p90 = histogramOf(days).percentile(90) ?? Number.NaN;
      expect(sorted.filter((each) => each <= p90).length * 10).toBeGreaterThanOrEqual(sorted.length * 9);
      expect(sorted.filter((each) => each < p90).length * 10).toBeLessThan(sorted.length * 9);
    }),
  );
});

test.each([
  [15, 'other'],
  [16, '16-19'],
  [19, '16-19'],
  [20, '20-24'],
  [24, '20-24'],
  [25, '25-29'],
  [29, '25-29'],
  [30, '30-44'],
  [44, '30-44'],
  [45, '45-54'],
  [54, '45-54'],
  [55, '55-64'],
  [64, '55-64'],
  [65, 'other'],
])('a person of %i is in the age class %s', (age, key) => {
  expect(ageClassOf(age)).toBe(key);
});

test('an interval lies around its share, within nothing and all, and nothing has none', () => {
  expect(interval(0, 0)).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (whole, share) => {
      const part = Math.round(share * whole);
      const { low, high } = interval(part, whole) ?? { low: 1, high: 0 };
      const rounding = 1e-9;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(part / whole + rounding);
      expect(high).toBeGreaterThanOrEqual(part / whole - rounding);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});

test('two histograms together say what one of all their days says', () => {
  const days = fc.array(fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(days, days, (some, others) => {
      const both = histogramOf(some);
      both.addAll(histogramOf(others));
      const all = histogramOf([...some, ...others]);
      expect([both.count(), both.median(), both.percentile(90)]).toEqual([
        all.count(),
        all.median(),
        all.percentile(90),
      ]);
    }),
  );
});
