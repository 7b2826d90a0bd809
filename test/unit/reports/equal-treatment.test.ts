import { describe, expect, test } from 'vitest';
import { caseRow, keys, question, reportOn, row, type Told, table } from './rows.ts';

const MARCH = question('equal-treatment');

/** Received on Monday 3 March 2008, so the promise is due on Monday the 10th. */
const DUE_10_MARCH = '2008-03-03';

const approved = (on: string): Told => ['plan-approved', on];

test('the same need in two districts, for women and men', () => {
  const rows = [
    caseRow({ received: DUE_10_MARCH, district: 'bromma', sex: 'woman', facts: [approved('2008-03-05')] }),
    caseRow({ received: DUE_10_MARCH, district: 'bromma', sex: 'man', facts: [approved('2008-03-10')] }),
    caseRow({ received: DUE_10_MARCH, district: 'farsta', sex: 'woman', facts: [approved('2008-03-20')] }),
    caseRow({ received: DUE_10_MARCH, district: 'farsta', sex: 'man', closed: ['2008-03-28', 'moved'] }),
    caseRow({ received: '2008-02-04', district: 'farsta', sex: 'man', closed: ['2008-03-28', 'work'] }),
  ];
  const report = reportOn(rows, MARCH);
  expect(row(report, 'by-district', 'bromma')).toMatchObject({
    guaranteesDue: 2,
    guaranteesMet: 2,
    guaranteeMetShare: 1,
    firstKept: 2,
    medianDaysToFirstKept: 4.5,
    p90DaysToFirstKept: 7,
    closed: 0,
    workOrStudiesShare: null,
    workOrStudiesShareLow: null,
  });
  expect(row(report, 'by-district', 'farsta')).toMatchObject({
    guaranteesDue: 2,
    guaranteesMet: 0,
    guaranteeMetShare: 0,
    firstKept: 1,
    medianDaysToFirstKept: 17,
    closed: 2,
    workOrStudies: 1,
    workOrStudiesShare: 0.5,
  });
  expect(keys(report, 'by-district-and-sex')).toEqual(['bromma/woman', 'bromma/man', 'farsta/woman', 'farsta/man']);
  expect(row(report, 'by-district-and-sex', 'farsta/man')).toMatchObject({ guaranteesDue: 1, closed: 2 });
  expect(row(report, 'by-sex', 'woman')).toMatchObject({ guaranteesDue: 2, guaranteesMet: 1 });
  expect(keys(report, 'by-target-group-and-district')).toEqual(['unemployment/bromma', 'unemployment/farsta']);
  expect(table(report, 'by-district').total).toMatchObject({ guaranteesDue: 4, guaranteesMet: 2, closed: 2 });
});

/** Ends of Wilson's 95 % interval as tabulated for n = 10 and n = 100, to four decimals. */
describe('the interval of a share', () => {
  const kept = (met: number, due: number) =>
    reportOn(
      Array.from({ length: due }, (_, index) =>
        caseRow({ received: DUE_10_MARCH, facts: index < met ? [approved('2008-03-05')] : [] }),
      ),
      MARCH,
    );

  test.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [50, 100, 0.4038, 0.5962],
  ])('of %i in %i', (met, due, low, high) => {
    const { total } = table(kept(met, due), 'by-district');
    expect(total['guaranteeMetShareLow']).toBeCloseTo(low, 4);
    expect(total['guaranteeMetShareHigh']).toBeCloseTo(high, 4);
    expect(total['guaranteeMetShare']).toBe(met / due);
  });

  test('is wider the fewer there are', () => {
    const width = (met: number, due: number) => {
      const { total } = table(kept(met, due), 'by-district');
      return Number(total['guaranteeMetShareHigh']) - Number(total['guaranteeMetShareLow']);
    };
    expect(width(1, 2)).toBeGreaterThan(width(5, 10));
    expect(width(5, 10)).toBeGreaterThan(width(50, 100));
  });
});

describe('days to the first promise kept', () => {
  test('are counted from the referral, also when the case was held', () => {
    const facts: ReadonlyArray<Told> = [['released', '2008-03-10'], approved('2008-03-12')];
    const held = caseRow({ received: '2008-02-25', held: true, facts });
    expect(table(reportOn([held], MARCH), 'by-sex').total).toMatchObject({
      firstKept: 1,
      medianDaysToFirstKept: 16,
    });
  });

  test('a promise that a restart opened anew is the first when none was kept before', () => {
    const facts: ReadonlyArray<Told> = [
      ['interrupted', '2008-03-04'],
      ['restarted', '2008-03-06'],
      approved('2008-03-07'),
    ];
    const restarted = caseRow({ received: DUE_10_MARCH, facts });
    expect(table(reportOn([restarted], MARCH), 'by-sex').total).toMatchObject({
      guaranteesDue: 1,
      firstKept: 1,
      medianDaysToFirstKept: 4,
    });
  });
});
