import { describe, expect, test } from 'vitest';
import type { OccasionRow } from '../../../shared/domain/case/occasion-row.ts';
import type { Presence } from '../../../shared/domain/case/vocabulary.ts';
import { startReport } from '../../../shared/domain/reports/start-report.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { day, keys, occasionReportOn, question, row, total } from './rows.ts';

interface ToldOccasion {
  readonly on: string;
  readonly went?: Presence;
  /** The day it was first registered; the day itself unless told. */
  readonly registered?: string;
  readonly office?: string;
  readonly district?: string;
  readonly sex?: OccasionRow['sex'];
  readonly age?: number;
  readonly group?: string;
}

/** An occasion that Vällingby expects a man of 30 from Bromma at, unless told otherwise. */
function occasion(told: ToldOccasion): OccasionRow {
  const { on, went, registered = on, office = 'vallingby', district = 'bromma' } = told;
  return {
    caseId: 'case',
    id: `${on}.meeting.1`,
    changedAt: 0,
    on: day(on),
    holders: [{ from: day(on), district, office }],
    sex: told.sex ?? 'man',
    ageAtReceipt: told.age ?? 30,
    targetGroup: told.group ?? 'unemployment',
    attendance: went === undefined ? null : { presence: went, firstRegisteredOn: day(registered) },
  };
}

const MARCH = question('attendance-registration');
const totalOf = (...told: ReadonlyArray<ToldOccasion>) => total(occasionReportOn(told.map(occasion), MARCH));

describe('an occasion', () => {
  test.each([
    ['the day before the period', '2008-02-29', 0],
    ['its first day', '2008-03-01', 1],
    ['its last day', '2008-03-31', 1],
    ['the day after', '2008-04-01', 0],
  ])('on %s is counted by its own day, whenever it was registered', (_, on, expected) => {
    expect(totalOf({ on, went: 'present', registered: '2008-03-15' })).toMatchObject({ expected });
  });

  test.each([
    ['the same day', '2008-03-10', 'registeredInTime'],
    ['the third day after', '2008-03-13', 'registeredInTime'],
    ['the fourth day after', '2008-03-14', 'registeredLater'],
    ['after the period', '2008-07-01', 'registeredLater'],
  ])('first registered %s counts as %3$s', (_, registered, measure) => {
    expect(totalOf({ on: '2008-03-10', went: 'late', registered })).toMatchObject({
      expected: 1,
      [measure]: 1,
      late: 1,
    });
  });

  test('that nobody has registered is nobody’s absence', () => {
    expect(totalOf({ on: '2008-03-10' })).toEqual({
      key: 'total',
      expected: 1,
      registeredInTime: 0,
      registeredLater: 0,
      notRegistered: 1,
      registeredInTimeShare: 0,
      notRegisteredShare: 1,
      present: 0,
      late: 0,
      absentWithNotice: 0,
      absentWithoutNotice: 0,
      attendedShare: null,
      suppressed: [],
    });
  });
});

/**
 * A week of eight occasions, by hand: four registered in time (two present, one late, one absent without notice), one
 * later (absent with notice), three not at all. Three of the five who are known about came.
 */
const WEEK: ReadonlyArray<ToldOccasion> = [
  { on: '2008-03-03', went: 'present', sex: 'woman' },
  { on: '2008-03-03', went: 'present', registered: '2008-03-06', office: 'kista', district: 'rinkeby-kista', age: 19 },
  { on: '2008-03-04', went: 'late', registered: '2008-03-05' },
  {
    on: '2008-03-04',
    went: 'absent-with-notice',
    registered: '2008-03-08',
    office: 'kista',
    district: 'spanga-tensta',
  },
  { on: '2008-03-05', went: 'absent-without-notice' },
  { on: '2008-03-05', office: 'kista', district: 'rinkeby-kista', sex: 'woman' },
  { on: '2008-03-06', office: 'kista', district: 'rinkeby-kista', group: 'sfi-student' },
  { on: '2008-03-07' },
];

describe('a week of eight occasions', () => {
  const report = occasionReportOn(WEEK.map(occasion), MARCH);

  test('as a whole', () => {
    expect(total(report)).toMatchObject({
      expected: 8,
      registeredInTime: 4,
      registeredLater: 1,
      notRegistered: 3,
      registeredInTimeShare: 0.5,
      notRegisteredShare: 0.375,
      present: 2,
      late: 1,
      absentWithNotice: 1,
      absentWithoutNotice: 1,
      attendedShare: 0.6,
    });
  });

  test.each([
    ['by-office', 'vallingby', { expected: 4, registeredInTime: 3, registeredLater: 0, notRegistered: 1 }],
    ['by-office', 'kista', { expected: 4, registeredInTime: 1, registeredLater: 1, notRegistered: 2 }],
    ['by-district', 'bromma', { expected: 4, notRegistered: 1, attendedShare: 2 / 3 }],
    ['by-district', 'rinkeby-kista', { expected: 3, notRegistered: 2, attendedShare: 1 }],
    ['by-district', 'spanga-tensta', { expected: 1, registeredLater: 1, attendedShare: 0 }],
    ['by-sex', 'woman', { expected: 2, present: 1, notRegistered: 1 }],
    ['by-age-class', '16-19', { expected: 1, present: 1 }],
    ['by-target-group', 'sfi-student', { expected: 1, notRegistered: 1, attendedShare: null }],
  ])('%s, %s', (table, key, expected) => {
    expect(row(report, table, key)).toMatchObject(expected);
  });

  test('at one office, and in one district', () => {
    const at = (scope: Parameters<typeof question>[1]) =>
      occasionReportOn(WEEK.map(occasion), question('attendance-registration', scope));
    const kista = at({ scope: { kind: 'office', code: 'kista' } });
    expect([total(kista)['expected'], keys(kista, 'by-office')]).toEqual([4, ['kista']]);
    expect(total(at({ scope: { kind: 'district', code: 'jarva' } }))).toMatchObject({ expected: 4, late: 0 });
  });

  test('a district merged since is counted in its successor where the division says so', () => {
    const of2023 = occasionReportOn(WEEK.map(occasion), question('attendance-registration', { division: '2023' }));
    expect(row(of2023, 'by-district', 'jarva')).toMatchObject({ expected: 4, notRegistered: 2 });
  });

  test('with small numbers withheld tells none of them', () => {
    const withheld = occasionReportOn(WEEK.map(occasion), MARCH, 5);
    expect(total(withheld)).toMatchObject({
      registeredInTime: null,
      registeredLater: null,
      notRegistered: null,
      absentWithNotice: null,
    });
  });
});

test('a report on cases is not told of occasions, nor the other way round', () => {
  const rules = { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold: 1 };
  expect(() => startReport(MARCH, rules)).toThrow('a report on attendance-registration is not told of cases');
  expect(() => occasionReportOn([], question('outcomes'))).toThrow('a report on outcomes is not told of occasions');
});
