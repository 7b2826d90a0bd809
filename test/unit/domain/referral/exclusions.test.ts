import { describe, expect, test } from 'vitest';
import { type Told, verdict } from './referrals.ts';

type Row = readonly [about: string, told: Told, day: string, expected: ReadonlyArray<string>];

const SUBSTANCE_CARE: Told = { unit: 'substance-care' };
const PSYCHIATRY: Told = { unit: 'social-psychiatry', ground: 'none' };
const ABUSE: Told = { circumstances: { activeSubstanceAbuse: true } };
const FULL_TIME: Told = { circumstances: { occupation: 'full-time' } };
const PROGRAMME: Told = { circumstances: { stateCompensation: true, stateProgramme: 'not-covered' } };
const UNACCOMPANIED: Told = { circumstances: { unaccompaniedYouth: true } };
const NEWCOMER: Told = { circumstances: { newcomer: true } };
const JOBBSTART: Told = {
  enrolmentForm: 'jobbstart-work-training',
  circumstances: { sickListed: 'fully', sicknessBenefitIncomeZero: true },
};

describe('Turned away in every time', () => {
  const rows: ReadonlyArray<Row> = [
    [
      'substance care refers through the income support unit',
      SUBSTANCE_CARE,
      '2008-01-01',
      ['!via-income-support-only'],
    ],
    ['substance care, still in 2018', SUBSTANCE_CARE, '2018-09-01', ['!via-income-support-only']],
    ['substance care, still today', SUBSTANCE_CARE, '2026-03-02', ['!via-income-support-only']],
    ['mere occupation', { purpose: 'occupation-only' }, '2008-01-01', ['!outside-mission']],
    ['work-ability investigation', { purpose: 'work-ability-investigation' }, '2018-08-31', ['!outside-mission']],
    [
      'neuropsychiatric investigation',
      { purpose: 'neuropsychiatric-investigation' },
      '2026-03-02',
      ['!outside-mission'],
    ],
    ['no ground, from social psychiatry', PSYCHIATRY, '2008-01-01', ['!disability-pilot-only']],
    [
      'no ground, from disability support',
      { ...PSYCHIATRY, unit: 'disability-support' },
      '2026-03-02',
      ['!disability-pilot-only'],
    ],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });

  test('but social psychiatry may refer someone who has support because of unemployment', () => {
    expect(verdict({ unit: 'social-psychiatry' }, '2026-03-02')).toEqual(['unemployment-2018']);
  });

  test('and no ground from another unit is simply outside the target group', () => {
    expect(verdict({ ground: 'none' }, '2026-03-02')).toEqual(['!outside-target-group']);
  });
});

describe('Turned away from 1 September 2018', () => {
  const rows: ReadonlyArray<Row> = [
    ['active abuse the day before', ABUSE, '2018-08-31', ['unemployment']],
    ['active abuse on the day', ABUSE, '2018-09-01', ['!active-substance-abuse']],
    ['active abuse the day after', ABUSE, '2018-09-02', ['!active-substance-abuse']],
    ['full-time occupation the day before', FULL_TIME, '2018-08-31', ['unemployment']],
    ['full-time occupation on the day', FULL_TIME, '2018-09-01', ['!full-time-occupied']],
    ['full-time occupation the day after', FULL_TIME, '2018-09-02', ['!full-time-occupied']],
    ['a programme not covered the day before', PROGRAMME, '2018-08-31', ['unemployment']],
    ['a programme not covered on the day', PROGRAMME, '2018-09-01', ['!programme-not-covered']],
    ['a programme not covered the day after', PROGRAMME, '2018-09-02', ['!programme-not-covered']],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });

  const accepted: ReadonlyArray<readonly [about: string, told: Told]> = [
    ['part-time occupation', { circumstances: { occupation: 'part-time' } }],
    ['state compensation alone', { circumstances: { stateCompensation: true } }],
    ['a programme not covered, without compensation', { circumstances: { stateProgramme: 'not-covered' } }],
    [
      'compensation in a programme that an agreement covers',
      { circumstances: { stateCompensation: true, stateProgramme: 'covered-by-agreement' } },
    ],
  ];
  test.each(accepted)('but not %s', (_about, told) => {
    expect(verdict(told, '2018-09-01')).toEqual(['unemployment-2018']);
  });
});

describe('Turned away from 1 January 2018', () => {
  const rows: ReadonlyArray<Row> = [
    ['unaccompanied youth by group information the day before', UNACCOMPANIED, '2017-12-31', ['unemployment']],
    [
      'unaccompanied youth by group information on the day',
      UNACCOMPANIED,
      '2018-01-01',
      ['!three-party-meeting-required'],
    ],
    [
      'unaccompanied youth by group information the day after',
      UNACCOMPANIED,
      '2018-01-02',
      ['!three-party-meeting-required'],
    ],
    [
      'but not by a three-party meeting',
      { ...UNACCOMPANIED, enrolmentForm: 'three-party-meeting' },
      '2018-01-01',
      ['unemployment'],
    ],
    ['a newcomer without agreement the day before', NEWCOMER, '2017-12-31', ['unemployment']],
    ['a newcomer without agreement on the day', NEWCOMER, '2018-01-01', ['!agreement-missing']],
    ['a newcomer without agreement the day after', NEWCOMER, '2018-01-02', ['!agreement-missing']],
    [
      'but not with an agreement',
      { circumstances: { newcomer: true, agreementWithEmploymentService: true } },
      '2018-01-01',
      ['unemployment', 'newcomer'],
    ],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });
});

describe('Work training at Jobbstart', () => {
  const refused = ['!work-training-not-applicable'];
  const rows: ReadonlyArray<Row> = [
    ['is not yet a way in on the last day of 2017', JOBBSTART, '2017-12-31', refused],
    ['is one from 2018 for the fully sick-listed without benefit income', JOBBSTART, '2018-01-01', ['unemployment']],
    ['is one the day after too', JOBBSTART, '2018-01-02', ['unemployment']],
    [
      'is none for the partly sick-listed',
      { ...JOBBSTART, circumstances: { sickListed: 'partly', sicknessBenefitIncomeZero: true } },
      '2018-01-01',
      refused,
    ],
    [
      'is none for those with a benefit income',
      { ...JOBBSTART, circumstances: { sickListed: 'fully', sicknessBenefitIncomeZero: false } },
      '2018-01-01',
      refused,
    ],
    ['is none for those who are not sick-listed', { ...JOBBSTART, circumstances: {} }, '2026-03-02', refused],
  ];
  test.each(rows)('%s', (_about, told, day, expected) => {
    expect(verdict(told, day)).toEqual(expected);
  });
});

describe('Every reason that applies is given', () => {
  test('several at once, in the order of the rules', () => {
    const told: Told = {
      unit: 'substance-care',
      purpose: 'occupation-only',
      circumstances: {
        activeSubstanceAbuse: true,
        occupation: 'full-time',
        stateCompensation: true,
        stateProgramme: 'not-covered',
        unaccompaniedYouth: true,
        newcomer: true,
      },
    };
    expect(verdict({ ...told, enrolmentForm: 'jobbstart-work-training' }, '2018-09-01')).toEqual([
      '!via-income-support-only',
      '!outside-mission',
      '!active-substance-abuse',
      '!full-time-occupied',
      '!programme-not-covered',
      '!three-party-meeting-required',
      '!agreement-missing',
      '!work-training-not-applicable',
    ]);
  });

  test.each<[string, Told]>([
    ['substance care', SUBSTANCE_CARE],
    ['another purpose', { purpose: 'occupation-only' }],
    ['a pilot for disabled people', PSYCHIATRY],
    ['a missing three-party meeting', UNACCOMPANIED],
    ['a missing agreement', NEWCOMER],
    ['a way in that is not applicable', { enrolmentForm: 'jobbstart-work-training' }],
  ])('but nothing is said of the target group after %s', (_about, told) => {
    expect(verdict({ ...told, ground: 'none' }, '2018-09-01')).not.toContain('!outside-target-group');
  });

  test('nor, before 2018, after work training that was no way in', () => {
    const told: Told = { enrolmentForm: 'jobbstart-work-training', ground: 'none' };
    expect(verdict(told, '2017-12-31')).toEqual(['!work-training-not-applicable']);
  });

  test.each<[string, Told, string]>([
    ['active abuse', ABUSE, '!active-substance-abuse'],
    ['full-time occupation', FULL_TIME, '!full-time-occupied'],
    ['a programme not covered', PROGRAMME, '!programme-not-covered'],
  ])('while it is said together with %s', (_about, told, reason) => {
    expect(verdict({ ...told, ground: 'none' }, '2018-09-01')).toEqual([reason, '!outside-target-group']);
  });
});
