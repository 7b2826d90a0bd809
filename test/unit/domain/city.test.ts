import { describe, expect, test } from 'vitest';
import {
  districtCodes,
  districtOn,
  isDistrictOn,
  isOfficeOn,
  isServiceOn,
  officeFor,
  priorityAt,
  thinPlanRuleOn,
} from '../../../shared/domain/city.ts';
import { applicantOf } from '../../../shared/domain/referral/eligibility.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { referral, type Told } from './referral/referrals.ts';

describe('A district code', () => {
  test.each([
    ['rinkeby-kista', '2023-06-30', true],
    ['rinkeby-kista', '2023-07-01', false],
    ['jarva', '2023-06-30', false],
    ['jarva', '2023-07-01', true],
    ['alvsjo', '2020-06-30', true],
    ['alvsjo', '2020-07-01', false],
    ['hagersten-alvsjo', '2020-06-30', false],
    ['hagersten-alvsjo', '2020-07-01', true],
    ['norra-innerstaden', '2023-07-01', true],
    ['bromma', '2007-01-01', true],
    ['bromma', '2006-12-31', false],
    ['bromma', '2026-03-02', true],
    ['atlantis', '2026-03-02', false],
  ])('%s on %s: %s', (code, on, exists) => {
    expect(isDistrictOn(STOCKHOLM, code, localDate(on))).toBe(exists);
  });

  test.each([
    ['rinkeby-kista', '2023-06-30', 'rinkeby-kista'],
    ['rinkeby-kista', '2023-07-01', 'jarva'],
    ['spanga-tensta', '2026-03-02', 'jarva'],
    ['norrmalm', '2023-07-01', 'norra-innerstaden'],
    ['ostermalm', '2023-07-01', 'norra-innerstaden'],
    ['hagersten-liljeholmen', '2020-06-30', 'hagersten-liljeholmen'],
    ['hagersten-liljeholmen', '2020-07-01', 'hagersten-alvsjo'],
    ['alvsjo', '2026-03-02', 'hagersten-alvsjo'],
    ['bromma', '2026-03-02', 'bromma'],
    ['atlantis', '2026-03-02', 'atlantis'],
  ])('%s stands, on %s, for %s', (code, on, successor) => {
    expect(districtOn(STOCKHOLM, code, localDate(on))).toBe(successor);
  });

  test('of a merged district covers the codes before it', () => {
    expect(districtCodes(STOCKHOLM, 'jarva', localDate('2023-07-01'))).toEqual([
      'rinkeby-kista',
      'spanga-tensta',
      'jarva',
    ]);
    expect(districtCodes(STOCKHOLM, 'rinkeby-kista', localDate('2023-06-30'))).toEqual(['rinkeby-kista']);
    expect(districtCodes(STOCKHOLM, 'rinkeby-kista', localDate('2023-07-01'))).toEqual([]);
  });

  test('follows one merger after another', () => {
    const validFrom = localDate('2000-01-01');
    const districts = [
      { code: 'a', sv: 'A', source: 'assumed', validFrom, validTo: localDate('2009-12-31'), mergedInto: 'b' },
      { code: 'b', sv: 'B', source: 'assumed', validFrom, validTo: localDate('2019-12-31'), mergedInto: 'c' },
      { code: 'c', sv: 'C', source: 'assumed', validFrom, validTo: null, mergedInto: null },
    ];
    expect(districtOn({ districts }, 'a', localDate('2010-01-01'))).toBe('b');
    expect(districtOn({ districts }, 'a', localDate('2020-01-01'))).toBe('c');
  });
});

describe('The office for', () => {
  test.each([
    ['hasselby-vallingby', 30, '2008-01-01', 'vallingby'],
    ['bromma', 18, '2026-03-02', 'vallingby'],
    ['rinkeby-kista', 15, '2008-01-02', 'kista'],
    ['rinkeby-kista', 16, '2008-01-02', 'kista-youth'],
    ['rinkeby-kista', 24, '2008-01-02', 'kista-youth'],
    ['rinkeby-kista', 25, '2008-01-02', 'kista'],
    ['spanga-tensta', 20, '2023-06-30', 'kista-youth'],
    ['spanga-tensta', 40, '2023-06-30', 'kista'],
    ['jarva', 20, '2023-07-01', 'kista-youth'],
    ['jarva', 40, '2023-07-01', 'kista'],
    ['skarholmen', 20, '2026-03-02', 'skarholmen'],
    ['alvsjo', 30, '2020-06-30', 'skarholmen'],
    ['hagersten-liljeholmen', 30, '2020-06-30', 'skarholmen'],
    ['hagersten-alvsjo', 30, '2020-07-01', 'skarholmen'],
    ['enskede-arsta-vantor', 30, '2026-03-02', 'vantor'],
    ['farsta', 30, '2026-03-02', 'vantor'],
    ['skarpnack', 30, '2026-03-02', 'vantor'],
    ['sodermalm', 30, '2026-03-02', 'rosenlund'],
    ['kungsholmen', 30, '2026-03-02', 'rosenlund'],
    ['norrmalm', 30, '2023-06-30', 'rosenlund'],
    ['ostermalm', 30, '2023-06-30', 'rosenlund'],
    ['norra-innerstaden', 30, '2023-07-01', 'rosenlund'],
  ])('%s, aged %i, on %s is %s', (district, age, on, office) => {
    expect(officeFor(STOCKHOLM, district, age, localDate(on))).toBe(office);
  });

  test.each([
    ['bromma', '2007-12-31', 'before the Jobbtorg'],
    ['jarva', '2023-06-30', 'before the merger'],
    ['rinkeby-kista', '2023-07-01', 'after the merger'],
    ['atlantis', '2026-03-02', 'where no district is'],
  ])('%s on %s is none: %s', (district, on) => {
    expect(officeFor(STOCKHOLM, district, 30, localDate(on))).toBeUndefined();
  });
});

describe('Who goes first', () => {
  const rule = (office: string, told: Told, day: string) =>
    priorityAt(STOCKHOLM, office, applicantOf(referral(told), localDate(day)));
  const flags = (office: string, told: Told, day: string) => rule(office, told, day).flags;
  const everything: Told = {
    person: { birthDate: '2004-01-01', childrenInHousehold: true },
    circumstances: { unemployedSince: '2026-02-02' },
  };

  test('at Rosenlund: the young, those with children, the newly unemployed, in that order', () => {
    expect(flags('rosenlund', everything, '2026-03-02')).toEqual(['young', 'children', 'newly-unemployed']);
  });

  test('nowhere else, because nothing is agreed there', () => {
    for (const office of ['vallingby', 'kista', 'kista-youth', 'skarholmen', 'vantor']) {
      expect(flags(office, everything, '2026-03-02')).toEqual([]);
    }
  });

  test('at Rosenlund only from 2009', () => {
    const told: Told = { person: { birthDate: '1990-01-01' } };
    expect(flags('rosenlund', told, '2008-12-31')).toEqual([]);
    expect(flags('rosenlund', told, '2009-01-01')).toEqual(['young']);
  });

  test('nobody in particular, when nothing applies', () => {
    expect(flags('rosenlund', {}, '2026-03-02')).toEqual([]);
  });

  test.each<[string, string, string | null, string]>([
    ['rosenlund', '2008-12-31', null, 'the day before the agreement'],
    ['rosenlund', '2009-01-01', 'priority-2009', 'on its first day'],
    ['rosenlund', '2009-01-02', 'priority-2009', 'the day after'],
    ['rosenlund', '2026-03-02', 'priority-2009', 'today'],
    ['vallingby', '2026-03-02', null, 'where nothing is agreed'],
  ])('at %s on %s is said by %s: %s', (office, day, policy) => {
    expect(rule(office, {}, day).policy).toBe(policy);
  });

  test.each([
    ['2026-03-02', ['newly-unemployed'], 'on the day'],
    ['2026-03-01', ['newly-unemployed'], 'the day before'],
    ['2025-12-02', ['newly-unemployed'], 'ninety days before'],
    ['2025-12-01', [], 'ninety-one days before'],
    ['2026-03-03', [], 'the day after'],
  ])('unemployed since %s: %j, %s', (unemployedSince, expected) => {
    expect(flags('rosenlund', { circumstances: { unemployedSince } }, '2026-03-02')).toEqual(expected);
  });

  test.each([
    ['2010-03-03', [], 'a day before 16'],
    ['2010-03-02', ['young'], '16 today'],
    ['2001-03-03', ['young'], 'a day before 25'],
    ['2001-03-02', [], '25 today'],
  ])('born %s: %j, %s', (birthDate, expected) => {
    expect(flags('rosenlund', { person: { birthDate } }, '2026-03-02')).toEqual(expected);
  });
});

describe('A service is in the catalogue', () => {
  test.each([
    ['matching', '2007-12-31', false],
    ['matching', '2008-01-01', true],
    ['sfi', '2008-12-31', false],
    ['sfi', '2009-01-01', true],
    ['extra-job', '2017-12-31', false],
    ['extra-job', '2018-01-01', true],
    ['work-ability-testing', '2017-12-31', false],
  ])('%s on %s: %s', (code, on, there) => {
    expect(isServiceOn(STOCKHOLM, code, localDate(on))).toBe(there);
  });
});

describe('An office exists', () => {
  test.each([
    ['rosenlund', '2007-12-31', false],
    ['rosenlund', '2008-01-01', true],
    ['kista-youth', '2026-03-02', true],
    ['atlantis', '2026-03-02', false],
  ])('%s on %s: %s', (code, on, there) => {
    expect(isOfficeOn(STOCKHOLM, code, localDate(on))).toBe(there);
  });
});

describe('A plan is called thin by the rule of its day', () => {
  test('which is one short visit a week, until a city says otherwise', () => {
    expect(thinPlanRuleOn(STOCKHOLM, localDate('2009-05-04'))).toMatchObject({
      id: 'thin-plan-one-short-visit',
      activities: 1,
      occasionsPerWeek: 1,
      minutesPerOccasion: 60,
    });
  });

  test('and a day without a rule is a fault in the data', () => {
    expect(() => thinPlanRuleOn({ thinPlans: [] }, localDate('2009-05-04'))).toThrow(RangeError);
  });
});
