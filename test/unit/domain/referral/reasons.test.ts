import { describe, expect, test } from 'vitest';
import { REFUSAL_CODES, type RefusalCode } from '../../../../shared/domain/referral/eligibility.ts';
import { acceptedAs, type Told, verdict } from './referrals.ts';

const districtAssessment = { officer: 'HV-1', on: '2018-04-30', reason: 'Hör hit.' };

/** A referral that is turned away for one reason alone, and a day on which it is. */
const TURNED_AWAY: Readonly<Record<RefusalCode, readonly [told: Told, day: string]>> = {
  'via-income-support-only': [{ unit: 'substance-care' }, '2018-05-02'],
  'outside-mission': [{ purpose: 'neuropsychiatric-investigation' }, '2018-05-02'],
  'disability-pilot-only': [{ unit: 'disability-support', ground: 'none' }, '2018-05-02'],
  'active-substance-abuse': [{ circumstances: { activeSubstanceAbuse: true } }, '2018-10-01'],
  'full-time-occupied': [{ circumstances: { occupation: 'full-time' } }, '2018-10-01'],
  'programme-not-covered': [
    { circumstances: { stateCompensation: true, stateProgramme: 'not-covered' } },
    '2018-10-01',
  ],
  'three-party-meeting-required': [{ circumstances: { unaccompaniedYouth: true } }, '2018-05-02'],
  'agreement-missing': [{ circumstances: { newcomer: true } }, '2018-05-02'],
  'work-training-not-applicable': [{ enrolmentForm: 'jobbstart-work-training' }, '2018-05-02'],
  'outside-target-group': [{ ground: 'none' }, '2018-05-02'],
  'joint-assessment-missing': [
    { ground: 'other-reason', circumstances: { workAbilityToBeTested: true } },
    '2018-05-02',
  ],
};

describe('Each reason for turning a referral away', () => {
  test('is one of the contract’s eleven', () => {
    expect([...REFUSAL_CODES].sort()).toEqual([
      'active-substance-abuse',
      'agreement-missing',
      'disability-pilot-only',
      'full-time-occupied',
      'joint-assessment-missing',
      'outside-mission',
      'outside-target-group',
      'programme-not-covered',
      'three-party-meeting-required',
      'via-income-support-only',
      'work-training-not-applicable',
    ]);
  });

  test.each(REFUSAL_CODES)('%s can be the only one', (code) => {
    const [told, day] = TURNED_AWAY[code];
    expect(verdict(told, day)).toEqual([`!${code}`]);
  });

  test.each(REFUSAL_CODES.filter((code) => code !== 'via-income-support-only'))(
    '%s is overruled by the district’s own assessment',
    (code) => {
      const [told, day] = TURNED_AWAY[code];
      expect(acceptedAs({ ...told, districtAssessment }, day)?.code).toBe('by-assessment');
    },
  );

  test('via-income-support-only is not: the way in goes through the income support unit', () => {
    const [told, day] = TURNED_AWAY['via-income-support-only'];
    expect(verdict({ ...told, districtAssessment }, day)).toEqual(['!via-income-support-only']);
  });
});

describe('Several reasons at once', () => {
  const rows: ReadonlyArray<readonly [about: string, told: Told, day: string, expected: ReadonlyArray<string>]> = [
    [
      'a disability pilot for mere occupation',
      { unit: 'social-psychiatry', ground: 'none', purpose: 'occupation-only' },
      '2009-05-04',
      ['!outside-mission', '!disability-pilot-only'],
    ],
    [
      'active abuse, full time, in a programme not covered',
      {
        circumstances: {
          activeSubstanceAbuse: true,
          occupation: 'full-time',
          stateCompensation: true,
          stateProgramme: 'not-covered',
        },
      },
      '2018-09-01',
      ['!active-substance-abuse', '!full-time-occupied', '!programme-not-covered'],
    ],
    [
      'the same the day before, when they were none',
      {
        circumstances: {
          activeSubstanceAbuse: true,
          occupation: 'full-time',
          stateCompensation: true,
          stateProgramme: 'not-covered',
        },
      },
      '2018-08-31',
      ['unemployment'],
    ],
    [
      'a newcomer and unaccompanied youth, without agreement or meeting',
      { circumstances: { newcomer: true, unaccompaniedYouth: true } },
      '2018-01-01',
      ['!three-party-meeting-required', '!agreement-missing'],
    ],
    [
      'a newcomer without agreement to work training',
      { enrolmentForm: 'jobbstart-work-training', circumstances: { newcomer: true } },
      '2018-01-01',
      ['!agreement-missing', '!work-training-not-applicable'],
    ],
    [
      'unaccompanied youth to work training, who is neither sick-listed nor at a meeting',
      { enrolmentForm: 'jobbstart-work-training', circumstances: { unaccompaniedYouth: true } },
      '2018-09-01',
      ['!three-party-meeting-required', '!work-training-not-applicable'],
    ],
    [
      'a missing agreement says more than a missing joint assessment, which is then not asked for',
      { ground: 'other-reason', circumstances: { workAbilityToBeTested: true, newcomer: true } },
      '2018-08-31',
      ['!agreement-missing'],
    ],
    [
      'full time and outside the target group',
      { ground: 'other-reason', circumstances: { occupation: 'full-time' } },
      '2018-09-01',
      ['!full-time-occupied', '!outside-target-group'],
    ],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });

  test('are all overruled by one assessment of the district’s', () => {
    const told: Told = {
      purpose: 'occupation-only',
      enrolmentForm: 'jobbstart-work-training',
      circumstances: { newcomer: true, unaccompaniedYouth: true, activeSubstanceAbuse: true },
    };
    expect(acceptedAs({ ...told, districtAssessment }, '2018-09-01')).toEqual({
      code: 'by-assessment',
      matches: ['unemployment-2018'],
      policy: 'target-groups-2018',
    });
  });

  test('are all told when one of them cannot be overruled', () => {
    const told: Told = { unit: 'substance-care', circumstances: { newcomer: true } };
    expect(verdict({ ...told, districtAssessment }, '2018-09-01')).toEqual([
      '!via-income-support-only',
      '!agreement-missing',
    ]);
  });
});
