import { describe, expect, test } from 'vitest';
import { acceptedAs, type Told, verdict } from './referrals.ts';

type Row = readonly [about: string, told: Told, day: string, expected: ReadonlyArray<string>];

const OUTSIDE = ['!outside-target-group'];
const SFI: Told = { ground: 'introduction-compensation', circumstances: { sfiStudent: true } };
const REFUGEE: Told = { ground: 'none', circumstances: { refugeeOrFamilyImmigrant: true } };
const YOUNG: Told = { ground: 'other-reason', person: { birthDate: '1999-06-01' } };
const UNEMPLOYED: Told = { ground: 'unemployment' };
const NEW_VISIT: Told = { ground: 'other-reason', circumstances: { newVisit: true, workAbilityToBeTested: true } };
const RESOURCE: Told = {
  ground: 'other-reason',
  circumstances: { workAbilityToBeTested: true, jointAssessmentOn: '2008-12-01' },
};
const UNACCOMPANIED: Told = {
  ground: 'none',
  enrolmentForm: 'three-party-meeting',
  person: { birthDate: '2000-06-01' },
  circumstances: { unaccompaniedYouth: true },
};
const NEWCOMER: Told = { ground: 'none', circumstances: { newcomer: true, agreementWithEmploymentService: true } };

describe('The target groups of 2008 to August 2018', () => {
  const rows: ReadonlyArray<Row> = [
    ['nobody is in one before the first day', UNEMPLOYED, '2007-12-31', OUTSIDE],
    ['the unemployed on the first day', UNEMPLOYED, '2008-01-01', ['unemployment']],
    ['the unemployed the day after', UNEMPLOYED, '2008-01-02', ['unemployment']],
    ['the unemployed on the last day but one', UNEMPLOYED, '2018-08-30', ['unemployment']],
    ['the unemployed on the last day', UNEMPLOYED, '2018-08-31', ['unemployment']],
    ['SFI students on the first day', SFI, '2008-01-01', ['sfi-student']],
    ['SFI students on the last day', SFI, '2018-08-31', ['sfi-student']],
    ['no longer SFI students', SFI, '2018-09-01', OUTSIDE],
    ['no SFI students before', SFI, '2007-12-31', OUTSIDE],
    ['refugees on the first day', REFUGEE, '2008-01-01', ['refugee-or-family-immigrant']],
    ['refugees on the last day', REFUGEE, '2018-08-31', ['refugee-or-family-immigrant']],
    ['no longer refugees as such', REFUGEE, '2018-09-01', OUTSIDE],
    ['the young on the last day', YOUNG, '2018-08-31', ['young']],
    ['no longer the young as such', YOUNG, '2018-09-01', OUTSIDE],
    ['new visits for another reason on the first day', NEW_VISIT, '2008-01-01', ['new-visit-other-reason']],
    ['new visits for another reason on the last day', NEW_VISIT, '2018-08-31', ['new-visit-other-reason']],
    ['the resource group not yet on the last day of 2008', RESOURCE, '2008-12-31', OUTSIDE],
    ['the resource group on the first day of 2009', RESOURCE, '2009-01-01', ['other-reason-resource']],
    ['the resource group the day after', RESOURCE, '2009-01-02', ['other-reason-resource']],
    ['the resource group on its last day', RESOURCE, '2018-08-31', ['other-reason-resource']],
    ['the resource group is merged from September 2018', RESOURCE, '2018-09-01', ['other-reason-2018']],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });

  const conditions: ReadonlyArray<Row> = [
    ['an SFI student without any support is none', { ...SFI, ground: 'none' }, '2010-05-03', OUTSIDE],
    [
      'a refugee hindered by illness is none',
      { ground: 'none', circumstances: { refugeeOrFamilyImmigrant: true, hindrance: 'illness' } },
      '2010-05-03',
      OUTSIDE,
    ],
    [
      'a refugee hindered by something else is none',
      { ground: 'none', circumstances: { refugeeOrFamilyImmigrant: true, hindrance: 'other' } },
      '2010-05-03',
      OUTSIDE,
    ],
    [
      'a refugee on the 18th birthday is one',
      { ...REFUGEE, person: { birthDate: '1992-05-03' } },
      '2010-05-03',
      ['refugee-or-family-immigrant'],
    ],
    ['a refugee the day before it is none', { ...REFUGEE, person: { birthDate: '1992-05-04' } }, '2010-05-03', OUTSIDE],
    ['a young person without any support is none', { ...YOUNG, ground: 'none' }, '2018-05-03', OUTSIDE],
    [
      'a new visit without work ability to test is none',
      { ground: 'other-reason', circumstances: { newVisit: true } },
      '2010-05-03',
      OUTSIDE,
    ],
    ['support for another reason alone is none', { ground: 'other-reason' }, '2010-05-03', OUTSIDE],
    ['introduction compensation alone is none', { ground: 'introduction-compensation' }, '2010-05-03', OUTSIDE],
  ];
  test.each(conditions)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });
});

describe('The joint assessment of the resource group', () => {
  const assessed = (jointAssessmentOn: string | null): Told => ({
    ground: 'other-reason',
    circumstances: { workAbilityToBeTested: true, jointAssessmentOn },
  });
  const rows: ReadonlyArray<Row> = [
    ['made the day before counts', assessed('2010-05-02'), '2010-05-03', ['other-reason-resource']],
    ['made on the day counts', assessed('2010-05-03'), '2010-05-03', ['other-reason-resource']],
    ['planned for the day after is missing', assessed('2010-05-04'), '2010-05-03', ['!joint-assessment-missing']],
    ['never made is missing', assessed(null), '2010-05-03', ['!joint-assessment-missing']],
    ['missing before 2009 is not the reason: there was no such group', assessed(null), '2008-12-31', OUTSIDE],
    ['is missing from the first day of 2009', assessed(null), '2009-01-01', ['!joint-assessment-missing']],
    ['is missing until the last day of the two groups', assessed(null), '2018-08-31', ['!joint-assessment-missing']],
    ['is needed no longer from September 2018', assessed(null), '2018-09-01', ['other-reason-2018']],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });

  test('is not asked for when another group matches', () => {
    expect(verdict({ ...assessed(null), person: { birthDate: '1990-01-01' } }, '2010-05-03')).toEqual(['young']);
  });
});

describe('The target groups from September 2018', () => {
  const rows: ReadonlyArray<Row> = [
    ['the unemployed on the first day, a Saturday', UNEMPLOYED, '2018-09-01', ['unemployment-2018']],
    ['the unemployed the day after', UNEMPLOYED, '2018-09-02', ['unemployment-2018']],
    [
      'other reasons on the first day',
      { ...NEW_VISIT, circumstances: { workAbilityToBeTested: true } },
      '2018-09-01',
      ['other-reason-2018'],
    ],
    ['other reasons without work ability to test', { ground: 'other-reason' }, '2018-09-01', OUTSIDE],
    ['unaccompanied youth the day before', UNACCOMPANIED, '2018-08-31', OUTSIDE],
    ['unaccompanied youth on the first day', UNACCOMPANIED, '2018-09-01', ['unaccompanied-youth']],
    ['unaccompanied youth the day after', UNACCOMPANIED, '2018-09-02', ['unaccompanied-youth']],
    ['unaccompanied youth the day before the 25th birthday', UNACCOMPANIED, '2025-05-31', ['unaccompanied-youth']],
    ['unaccompanied youth on the 25th birthday', UNACCOMPANIED, '2025-06-01', OUTSIDE],
    ['newcomers on the last day of 2017', NEWCOMER, '2017-12-31', OUTSIDE],
    ['newcomers on the first day of 2018', NEWCOMER, '2018-01-01', ['newcomer']],
    ['newcomers the day after', NEWCOMER, '2018-01-02', ['newcomer']],
    ['newcomers on the last day of the two groups', NEWCOMER, '2018-08-31', ['newcomer']],
    ['newcomers on the first day of one group', NEWCOMER, '2018-09-01', ['newcomer']],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });
});

describe('Young people are 16 to 24 on the day of the referral', () => {
  const young = (birthDate: string): Told => ({ ground: 'other-reason', person: { birthDate } });
  const rows: ReadonlyArray<Row> = [
    ['the day before the 16th birthday', young('1992-06-17'), '2008-06-16', OUTSIDE],
    ['on the 16th birthday', young('1992-06-16'), '2008-06-16', ['young']],
    ['the day before the 25th birthday', young('1983-06-17'), '2008-06-16', ['young']],
    ['at 24 years and 364 days', young('1984-06-17'), '2009-06-16', ['young']],
    ['on the 25th birthday', young('1983-06-16'), '2008-06-16', OUTSIDE],
    [
      'born on a leap day, the day before the 25th birthday of a common year',
      young('1984-02-29'),
      '2009-02-27',
      ['young'],
    ],
    ['born on a leap day, on the 25th birthday of a common year', young('1984-02-29'), '2009-02-28', OUTSIDE],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });

  test('by the date of birth, never by the digits of a number', () => {
    const told: Told = { ground: 'other-reason', person: { identityNumber: '19900118-9811', birthDate: '1980-01-18' } };
    expect(verdict(told, '2010-05-03')).toEqual(OUTSIDE);
  });
});

describe('Someone in several groups', () => {
  test('is counted in the first of them, and all are kept, in 2008', () => {
    const told: Told = {
      ground: 'unemployment',
      person: { birthDate: '1988-01-01' },
      circumstances: { sfiStudent: true, refugeeOrFamilyImmigrant: true },
    };
    expect(acceptedAs(told, '2008-05-05')).toEqual({
      code: 'sfi-student',
      matches: ['sfi-student', 'refugee-or-family-immigrant', 'young', 'unemployment'],
      policy: 'target-groups-2008',
    });
  });

  test('in 2018 likewise, newcomers last', () => {
    const told: Told = {
      ground: 'unemployment',
      enrolmentForm: 'three-party-meeting',
      person: { birthDate: '2000-01-01' },
      circumstances: { unaccompaniedYouth: true, newcomer: true, agreementWithEmploymentService: true },
    };
    expect(acceptedAs(told, '2018-09-01')).toEqual({
      code: 'unaccompanied-youth',
      matches: ['unaccompanied-youth', 'unemployment-2018', 'newcomer'],
      policy: 'target-groups-2018',
    });
  });

  test.each([
    ['2008-01-01', 'target-groups-2008'],
    ['2008-12-31', 'target-groups-2008'],
    ['2009-01-01', 'target-groups-2009'],
    ['2018-08-31', 'target-groups-2009'],
    ['2018-09-01', 'target-groups-2018'],
  ])('on %s is judged under %s', (day, policy) => {
    expect(acceptedAs(UNEMPLOYED, day)?.policy).toBe(policy);
  });
});

describe("The district's own assessment", () => {
  const districtAssessment = { officer: 'HV-1', on: '2026-03-01', reason: 'Hör hit.' };

  test('lets in someone outside the target groups', () => {
    expect(acceptedAs({ ground: 'none', districtAssessment }, '2026-03-02')).toEqual({
      code: 'by-assessment',
      matches: [],
      policy: 'target-groups-2018',
    });
  });

  test.each<[string, Told]>([
    ['another purpose', { purpose: 'occupation-only' }],
    ['full-time occupation', { circumstances: { occupation: 'full-time' } }],
    ['active substance abuse', { circumstances: { activeSubstanceAbuse: true } }],
    ['a programme not covered', { circumstances: { stateCompensation: true, stateProgramme: 'not-covered' } }],
    ['a missing agreement', { circumstances: { newcomer: true } }],
    ['work training that is not applicable', { enrolmentForm: 'jobbstart-work-training' }],
  ])('overrules %s, and keeps the groups that match', (_about, told) => {
    expect(acceptedAs({ ...told, districtAssessment }, '2026-03-02')).toEqual({
      code: 'by-assessment',
      matches: ['unemployment-2018'],
      policy: 'target-groups-2018',
    });
  });

  test('overrules a missing joint assessment', () => {
    const told: Told = { ground: 'other-reason', circumstances: { workAbilityToBeTested: true }, districtAssessment };
    expect(acceptedAs(told, '2010-05-03')?.code).toBe('by-assessment');
  });

  test('changes nothing for someone whom the rules let in', () => {
    expect(acceptedAs({ districtAssessment }, '2026-03-02')?.code).toBe('unemployment-2018');
  });

  test('cannot overrule that substance care refers through income support', () => {
    const told: Told = { unit: 'substance-care', purpose: 'occupation-only', districtAssessment };
    expect(verdict(told, '2026-03-02')).toEqual(['!via-income-support-only', '!outside-mission']);
  });

  test('cannot let anyone in before there were Jobbtorg', () => {
    expect(verdict({ districtAssessment }, '2007-12-31')).toEqual(['!outside-target-group']);
  });
});
