import { describe, expect, test } from 'vitest';
import { type Told, verdict } from './referrals.ts';

/** Every day on which a rule of eligibility changes, with the day before it and the day after. */
const DAYS = [
  ...['2007-12-31', '2008-01-01', '2008-01-02'],
  ...['2008-12-31', '2009-01-01', '2009-01-02'],
  ...['2017-12-31', '2018-01-01', '2018-01-02'],
  ...['2018-08-31', '2018-09-01', '2018-09-02'],
] as const;

const OUT = '!outside-target-group';

type Row = readonly [about: string, told: Told, expected: ReadonlyArray<string>];

/** The person is 20 or 50 on every one of the days, so that only the rules change. */
const at = (age: 20 | 50, day: string) => `${Number(day.slice(0, 4)) - age}-01-01`;

/** What is expected on the days before 2008, then 2008, 2009 to 2017, to August 2018, and from September 2018. */
function spread(before: string, in2008: string, from2009: string, from2018: string, fromSeptember: string) {
  return [
    before,
    ...[in2008, in2008, in2008],
    ...[from2009, from2009, from2009],
    ...[from2018, from2018, from2018],
    ...[fromSeptember, fromSeptember],
  ];
}

const GROUPS: ReadonlyArray<Row> = [
  [
    'the unemployed',
    { ground: 'unemployment' },
    spread(OUT, 'unemployment', 'unemployment', 'unemployment', 'unemployment-2018'),
  ],
  [
    'students of Swedish with introduction compensation',
    { ground: 'introduction-compensation', circumstances: { sfiStudent: true } },
    spread(OUT, 'sfi-student', 'sfi-student', 'sfi-student', OUT),
  ],
  [
    'refugees and family immigrants without support',
    { ground: 'none', circumstances: { refugeeOrFamilyImmigrant: true } },
    spread(OUT, 'refugee-or-family-immigrant', 'refugee-or-family-immigrant', 'refugee-or-family-immigrant', OUT),
  ],
  [
    'new visits for another reason',
    { ground: 'other-reason', circumstances: { newVisit: true, workAbilityToBeTested: true } },
    spread(OUT, 'new-visit-other-reason', 'new-visit-other-reason', 'new-visit-other-reason', 'other-reason-2018'),
  ],
  [
    'those long on support for another reason, jointly assessed',
    { ground: 'other-reason', circumstances: { workAbilityToBeTested: true, jointAssessmentOn: '2007-06-01' } },
    spread(OUT, OUT, 'other-reason-resource', 'other-reason-resource', 'other-reason-2018'),
  ],
  [
    'those long on support for another reason, not jointly assessed',
    { ground: 'other-reason', circumstances: { workAbilityToBeTested: true } },
    spread(OUT, OUT, '!joint-assessment-missing', '!joint-assessment-missing', 'other-reason-2018'),
  ],
  ['those on support for another reason alone', { ground: 'other-reason' }, spread(OUT, OUT, OUT, OUT, OUT)],
  [
    'newcomers with an agreement',
    { ground: 'none', circumstances: { newcomer: true, agreementWithEmploymentService: true } },
    spread(OUT, OUT, OUT, 'newcomer', 'newcomer'),
  ],
  [
    'newcomers without one',
    { ground: 'none', circumstances: { newcomer: true } },
    spread(OUT, OUT, OUT, '!agreement-missing', '!agreement-missing'),
  ],
  ['people with no ground at all', { ground: 'none' }, spread(OUT, OUT, OUT, OUT, OUT)],
  ['substance care, whoever is referred', { unit: 'substance-care' }, spread(...five('!via-income-support-only'))],
  ['another purpose, whoever is referred', { purpose: 'occupation-only' }, spread(...five('!outside-mission'))],
  [
    'social psychiatry without a ground',
    { unit: 'social-psychiatry', ground: 'none' },
    spread(...five('!disability-pilot-only')),
  ],
  [
    'work training for the sick-listed without benefit income',
    {
      enrolmentForm: 'jobbstart-work-training',
      circumstances: { sickListed: 'fully', sicknessBenefitIncomeZero: true },
    },
    spread(
      '!work-training-not-applicable',
      '!work-training-not-applicable',
      '!work-training-not-applicable',
      'unemployment',
      'unemployment-2018',
    ),
  ],
  [
    'work training for others',
    { enrolmentForm: 'jobbstart-work-training' },
    spread(...five('!work-training-not-applicable')),
  ],
  [
    'the unemployed in active substance abuse',
    { circumstances: { activeSubstanceAbuse: true } },
    spread(OUT, 'unemployment', 'unemployment', 'unemployment', '!active-substance-abuse'),
  ],
  [
    'the unemployed who work full time',
    { circumstances: { occupation: 'full-time' } },
    spread(OUT, 'unemployment', 'unemployment', 'unemployment', '!full-time-occupied'),
  ],
  [
    'the unemployed with compensation in a programme not covered',
    { circumstances: { stateCompensation: true, stateProgramme: 'not-covered' } },
    spread(OUT, 'unemployment', 'unemployment', 'unemployment', '!programme-not-covered'),
  ],
];

const YOUNG: ReadonlyArray<Row> = [
  ['the young on support for another reason', { ground: 'other-reason' }, spread(OUT, 'young', 'young', 'young', OUT)],
  ['the young without support', { ground: 'none' }, spread(OUT, OUT, OUT, OUT, OUT)],
  [
    'unaccompanied youth by a three-party meeting',
    { ground: 'none', enrolmentForm: 'three-party-meeting', circumstances: { unaccompaniedYouth: true } },
    spread(OUT, OUT, OUT, OUT, 'unaccompanied-youth'),
  ],
  [
    'unaccompanied youth by group information',
    { ground: 'none', circumstances: { unaccompaniedYouth: true } },
    spread(OUT, OUT, OUT, '!three-party-meeting-required', '!three-party-meeting-required'),
  ],
];

function five(code: string): [string, string, string, string, string] {
  return [code, code, code, code, code];
}

const everyDay = (rows: ReadonlyArray<Row>) =>
  rows.flatMap(([about, told, expected]) =>
    DAYS.map((day, index) => ({ about, told, day, expected: expected[index] ?? 'nothing' })),
  );

describe('On every day of change, the day before and the day after', () => {
  test.each(everyDay(GROUPS))('$about, at fifty: on $day $expected', ({ told, day, expected }) => {
    expect(verdict({ ...told, person: { birthDate: at(50, day) } }, day)).toEqual([expected]);
  });

  test.each(everyDay(YOUNG))('$about, at twenty: on $day $expected', ({ told, day, expected }) => {
    expect(verdict({ ...told, person: { birthDate: at(20, day) } }, day)).toEqual([expected]);
  });
});
