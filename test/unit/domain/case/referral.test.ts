import { describe, expect, test } from 'vitest';
import { decideReferral } from '../../../../shared/domain/case/decide-referral.ts';
import type { FieldRule } from '../../../../shared/domain/case/decision.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { referral, type Told } from '../referral/referrals.ts';
import { factsOf, invalid, refusalOf } from './stories.ts';

function decided(told: Told, receivedOn: string, today = receivedOn) {
  return decideReferral(referral(told), localDate(receivedOn), localDate(today), STOCKHOLM);
}

describe('A referral that is accepted', () => {
  test('becomes one fact with only the results of what was told', () => {
    expect(factsOf(decided({}, '2026-03-02'))).toEqual([
      {
        type: 'case.received',
        schema: 1,
        occurredOn: '2026-03-02',
        data: {
          district: 'hasselby-vallingby',
          office: 'vallingby',
          unit: 'income-support',
          ground: 'unemployment',
          enrolmentForm: 'group-information',
          sex: 'woman',
          ageAtReceipt: 46,
          targetGroup: {
            code: 'unemployment-2018',
            matches: ['unemployment-2018'],
            policy: 'target-groups-2018',
          },
          priority: [],
          priorityPolicy: null,
          held: false,
          disclosure: { basis: 'consent', givenOn: '2008-01-01' },
        },
      },
    ]);
  });

  test('keeps no name, number, contact, circumstance, reason or note', () => {
    const told: Told = {
      person: {
        identityNumber: '19900118-9811',
        birthDate: '1990-01-18',
        givenName: 'Hemlig',
        familyName: 'Hemlig',
        contact: { phone: 'Hemlig', email: 'Hemlig', address: 'Hemlig' },
      },
      circumstances: { sickListed: 'fully' },
      districtAssessment: { officer: 'Hemlig', on: '2026-03-02', reason: 'Hemlig' },
      disclosure: { basis: 'consent', givenOn: '2026-03-01', reference: 'Hemlig' },
      note: 'Hemlig',
    };
    const written = JSON.stringify(factsOf(decided(told, '2026-03-02')));
    for (const secret of ['Hemlig', '9811', 'sickListed', '1990-01-18']) expect(written).not.toContain(secret);
  });

  test('goes to the youth branch for a 24-year-old of Järva, and to the office for a 25-year-old', () => {
    const office = (birthDate: string) =>
      factsOf(decided({ district: 'jarva', person: { birthDate } }, '2026-03-02'))[0]?.data;
    expect(office('2001-03-03')).toMatchObject({ office: 'kista-youth', ageAtReceipt: 24 });
    expect(office('2001-03-02')).toMatchObject({ office: 'kista', ageAtReceipt: 25 });
  });

  test('carries the priority flags of Rosenlund', () => {
    const told: Told = { district: 'sodermalm', person: { birthDate: '2004-01-01', childrenInHousehold: true } };
    expect(factsOf(decided(told, '2026-03-02'))[0]?.data).toMatchObject({
      office: 'rosenlund',
      priority: ['young', 'children'],
      priorityPolicy: 'priority-2009',
    });
  });

  test.each([
    ['awaited', true],
    ['made', false],
    ['not-awaited', false],
  ] as const)('with the benefit decision %s is held: %s', (benefitDecision, held) => {
    expect(factsOf(decided({ benefitDecision }, '2026-03-02'))[0]?.data).toMatchObject({ held });
  });

  test('from before a merger keeps the district of the time', () => {
    expect(factsOf(decided({ district: 'alvsjo' }, '2020-06-30', '2026-03-02'))[0]?.data).toMatchObject({
      district: 'alvsjo',
      office: 'skarholmen',
    });
  });

  test('by the district’s own assessment is of that group', () => {
    const districtAssessment = { officer: 'HV-1', on: '2026-03-01', reason: 'Hör hit.' };
    expect(factsOf(decided({ ground: 'none', districtAssessment }, '2026-03-02'))[0]?.data).toMatchObject({
      targetGroup: { code: 'by-assessment', matches: [], policy: 'target-groups-2018' },
    });
  });
});

describe('A referral is refused', () => {
  test('for a day that has not come', () => {
    expect(refusalOf(decided({}, '2026-03-03', '2026-03-02'))).toEqual(invalid('/receivedOn', 'in-the-future'));
  });

  test.each([
    ['atlantis', '2026-03-02'],
    ['rinkeby-kista', '2023-07-01'],
    ['jarva', '2023-06-30'],
    ['alvsjo', '2020-07-01'],
    ['bromma', '2006-12-31'],
  ])('from %s on %s, when no district has that code', (district, day) => {
    expect(refusalOf(decided({ district }, day))).toEqual(invalid('/district', 'unknown-district'));
  });

  test('for a person who was not born by the day', () => {
    const told: Told = { person: { birthDate: '2026-03-03' } };
    expect(refusalOf(decided(told, '2026-03-02'))).toEqual(invalid('/person/birthDate', 'after-referral'));
  });

  test.each<[string, FieldRule, Told['person']]>([
    ['/person/identityNumber', 'check-digit', { identityNumber: '19900118-9812' }],
    ['/person/identityNumber', 'one-identity', { identityNumber: '19900118-9811', localId: '1' }],
    ['/person/namedOfficers', 'named-officers-required', { protection: 'secrecy-marking' }],
  ])('when %s breaks the rule %s', (pointer, code, person = {}) => {
    expect(refusalOf(decided({ person }, '2026-03-02'))).toEqual(invalid(pointer, code));
  });

  test('without a ground for disclosing secrets, before anything is said of eligibility', () => {
    expect(refusalOf(decided({ disclosure: undefined, ground: 'none' }, '2026-03-02'))).toEqual({
      code: 'disclosure-basis-missing',
    });
  });

  test('when the rules turn it away, with every reason', () => {
    const told: Told = { unit: 'substance-care', purpose: 'occupation-only' };
    expect(refusalOf(decided(told, '2026-03-02'))).toEqual({
      code: 'not-eligible',
      reasons: ['via-income-support-only', 'outside-mission'],
    });
  });

  test('before the Jobbtorg opened', () => {
    const disclosure = { basis: 'consent', givenOn: '2007-12-31' } as const;
    expect(refusalOf(decided({ disclosure }, '2007-12-31'))).toEqual({
      code: 'not-eligible',
      reasons: ['outside-target-group'],
    });
  });

  test('where no office takes the district, whatever the rules say', () => {
    const city = { ...STOCKHOLM, offices: [] };
    const day = localDate('2026-03-02');
    expect(refusalOf(decideReferral(referral(), day, day, city))).toEqual({
      code: 'not-eligible',
      reasons: ['outside-target-group'],
    });
  });

  test('without ever repeating what was written', () => {
    const told: Told = { district: 'hemligt-distrikt' };
    expect(JSON.stringify(refusalOf(decided(told, '2026-03-02')))).not.toContain('hemligt');
  });
});
