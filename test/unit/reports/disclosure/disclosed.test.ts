import { describe, expect, test } from 'vitest';
import type { CaseRow } from '../../../../shared/domain/case/case-row.ts';
import { caseRow, question, reportOn, row, table, total } from '../rows.ts';

const times = (howMany: number, told: Parameters<typeof caseRow>[0]): ReadonlyArray<CaseRow> =>
  Array.from({ length: howMany }, () => caseRow(told));
const THRESHOLD = 5;

describe('a report on few', () => {
  const rows = [
    ...times(6, { received: '2008-03-03', sex: 'woman' }),
    ...times(3, { received: '2008-03-04', sex: 'man' }),
  ];

  test('withholds a number from 1 to 4 and, so that the total does not give it back, one more', () => {
    const report = reportOn(rows, question('outcomes'), THRESHOLD);
    expect(total(report)).toMatchObject({ referred: 9, closed: 0, suppressed: [] });
    expect(row(report, 'by-sex', 'man')).toMatchObject({ referred: null, openAtStart: 0 });
    expect(row(report, 'by-sex', 'woman')).toMatchObject({ referred: null });
    expect(row(report, 'by-sex', 'man')?.['suppressed']).toEqual(['referred', 'shareClosed']);
    expect(row(report, 'by-sex', 'unknown')).toMatchObject({ referred: 0, shareClosed: null, suppressed: [] });
  });

  test('tells it under a lower threshold', () => {
    const report = reportOn(rows, question('outcomes'), 3);
    expect(row(report, 'by-sex', 'man')).toMatchObject({ referred: 3, suppressed: [] });
  });

  test('withholds alike whatever the order of the cases', () => {
    const asked = question('outcomes');
    expect(reportOn(rows.toReversed(), asked, THRESHOLD)).toEqual(reportOn(rows, asked, THRESHOLD));
  });
});

test('a share is withheld where few are left of its denominator, and a count with it: the next month begins with those few', () => {
  const rows = [
    ...times(20, { received: '2008-03-03', closed: ['2008-03-20', 'work'] }),
    ...times(3, { received: '2008-03-03' }),
  ];
  expect(total(reportOn(rows, question('outcomes'), THRESHOLD))).toMatchObject({
    referred: 23,
    closed: null,
    shareClosed: null,
    suppressed: expect.arrayContaining(['closed', 'shareClosed']),
  });
});

test('the days of few are withheld with their number', () => {
  const rows = [
    ...times(8, { received: '2008-03-03' }),
    ...times(3, { received: '2008-03-03', facts: [['plan-approved', '2008-03-06']] }),
  ];
  const report = reportOn(rows, question('compliance'), THRESHOLD);
  expect(total(report)).toMatchObject({ guaranteesDue: 11, guaranteesMet: null, medianDays: null, p90Days: null });
  expect(table(report, 'policy-readings').rows[0]).toMatchObject({ guaranteesDue: 11, guaranteesMet: null });
});

/** Älvsjö and Hägersten-Liljeholmen became Hägersten-Älvsjö in 2020. */
describe('districts that were merged', () => {
  const at = (district: string, howMany: number) =>
    times(howMany, { received: '2008-03-03', office: 'skarholmen', district });
  const rows = [...at('alvsjo', 3), ...at('hagersten-liljeholmen', 40), ...at('skarholmen', 20), ...at('farsta', 30)];
  const referred = (division: '2007' | '2020', district: string) =>
    row(reportOn(rows, question('outcomes', { division }), THRESHOLD), 'by-district', district)?.['referred'];

  test('their sum is told, and neither of the parts', () => {
    expect(referred('2020', 'hagersten-alvsjo')).toBe(43);
    expect(referred('2007', 'alvsjo')).toBe(null);
    expect(referred('2007', 'hagersten-liljeholmen')).toBe(null);
    expect(referred('2007', 'skarholmen')).toBe(20);
  });

  test('a part is withheld in its own report too', () => {
    const own = (code: string, cutOff: string) =>
      total(reportOn(rows, question('outcomes', { scope: { kind: 'district', code }, cutOff }), THRESHOLD))['referred'];
    expect(own('hagersten-liljeholmen', '2008-04-02T12:00:00.000Z')).toBe(null);
    expect(own('hagersten-alvsjo', '2026-11-20T12:00:00.000Z')).toBe(43);
    expect(own('farsta', '2026-11-20T12:00:00.000Z')).toBe(30);
  });
});

test('in a year of mergers no small part can be had from the districts of the time and those of before', () => {
  const closed = (district: string, on: string, howMany: number) =>
    times(howMany, { received: '2020-01-02', office: 'skarholmen', district, closed: [on, 'work'] });
  const rows = [
    ...closed('alvsjo', '2020-05-04', 20),
    ...closed('alvsjo', '2020-09-01', 3),
    ...closed('hagersten-liljeholmen', '2020-05-04', 30),
    ...closed('skarholmen', '2020-09-01', 25),
  ];
  const closedIn = (division: '2007' | 'of-the-time', district: string) =>
    row(
      reportOn(rows, question('outcomes', { from: '2020-01-01', to: '2020-12-31', division }), THRESHOLD),
      'by-district',
      district,
    )?.['closed'];
  expect(closedIn('of-the-time', 'hagersten-alvsjo')).toBe(null);
  expect([closedIn('of-the-time', 'alvsjo'), closedIn('2007', 'alvsjo')]).toContain(null);
  expect(closedIn('of-the-time', 'skarholmen')).toBe(25);
});

test("what an office's report withholds, the city's does not give away", () => {
  const rows = [
    ...times(30, { received: '2008-03-03', office: 'vallingby', district: 'bromma', sex: 'woman' }),
    ...times(2, { received: '2008-03-03', office: 'vallingby', district: 'bromma', sex: 'man' }),
    ...times(25, { received: '2008-03-03', office: 'vantor', district: 'farsta', sex: 'woman' }),
    ...times(12, { received: '2008-03-03', office: 'vantor', district: 'farsta', sex: 'man' }),
  ];
  const men = (scope: { kind: 'city' } | { kind: 'office'; code: string }) =>
    row(reportOn(rows, question('outcomes', { scope }), THRESHOLD), 'by-sex', 'man')?.['referred'];
  expect(men({ kind: 'office', code: 'vallingby' })).toBe(null);
  expect([men({ kind: 'city' }), men({ kind: 'office', code: 'vantor' })]).toEqual([14, null]);
});
