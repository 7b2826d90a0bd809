import { describe, expect, test } from 'vitest';
import { definitionsOf } from '../../../shared/domain/reports/definitions.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { caseRow, keys, question, reportOn, row, type Told, table } from './rows.ts';

const YEAR_2018 = question('target-groups', { from: '2018-01-01', to: '2018-12-31' });

const approved = (on: string): Told => ['plan-approved', on];

/** Received on Monday 3 September 2018, so the promise is due on Monday the 10th. */
const AFTER_THE_BREAK = '2018-09-03';

/** Received on Thursday 30 August 2018, so the promise is due on Tuesday 4 September. */
const ACROSS_THE_BREAK = '2018-08-30';

describe('the target groups as they were', () => {
  test('each thing in its own month: the referral, the closure and the promise', () => {
    const facts = [approved('2018-09-03')];
    const told = caseRow({ received: ACROSS_THE_BREAK, facts, closed: ['2018-11-05', 'studies'] });
    const report = reportOn([told], YEAR_2018);
    expect(keys(report, 'split-by-month')).toEqual([
      '2018-08/unemployment',
      '2018-09/unemployment',
      '2018-11/unemployment',
    ]);
    expect(row(report, 'split-by-month', '2018-08/unemployment')).toMatchObject({ referred: 1, guaranteesDue: 0 });
    expect(row(report, 'split-by-month', '2018-09/unemployment')).toMatchObject({
      referred: 0,
      guaranteesDue: 1,
      guaranteesMet: 1,
      guaranteeMetShare: 1,
    });
    expect(row(report, 'split-by-month', '2018-11/unemployment')).toMatchObject({
      closed: 1,
      workOrStudies: 1,
      workOrStudiesShare: 1,
      guaranteeMetShare: null,
    });
  });

  test('a case in two groups counts in both, and once in the total', () => {
    const both = caseRow({ received: '2018-08-06', targetGroup: 'young', matches: ['young', 'other-reason-resource'] });
    const report = reportOn([both], YEAR_2018);
    expect(row(report, 'split-by-month', '2018-08/young')).toMatchObject({ referred: 1 });
    expect(row(report, 'split-by-month', '2018-08/other-reason-resource')).toMatchObject({ referred: 1 });
    expect(table(report, 'split-by-month').total).toMatchObject({ referred: 1 });
  });

  test('by sex, in the order of the reference data', () => {
    const rows = [
      caseRow({ received: AFTER_THE_BREAK, sex: 'man', targetGroup: 'unemployment-2018' }),
      caseRow({ received: AFTER_THE_BREAK, sex: 'woman', targetGroup: 'unemployment-2018' }),
      caseRow({ received: AFTER_THE_BREAK, sex: 'woman', targetGroup: 'unaccompanied-youth' }),
    ];
    const report = reportOn(rows, YEAR_2018);
    expect(keys(report, 'split-by-sex')).toEqual([
      'unaccompanied-youth/woman',
      'unemployment-2018/woman',
      'unemployment-2018/man',
    ]);
    expect(keys(report, 'by-sex')).toEqual(['woman', 'man', 'unknown']);
    expect(row(report, 'by-sex', 'woman')).toMatchObject({ referred: 2 });
  });
});

describe('as if the target groups had always been merged', () => {
  test('the groups before and after the break are one, and a case in two of them counts once', () => {
    const rows = [
      caseRow({ received: '2018-08-06', targetGroup: 'unemployment' }),
      caseRow({ received: '2018-08-06', targetGroup: 'young', matches: ['young', 'other-reason-resource'] }),
      caseRow({ received: AFTER_THE_BREAK, targetGroup: 'other-reason-2018' }),
      caseRow({ received: AFTER_THE_BREAK, targetGroup: 'unaccompanied-youth', matches: ['unaccompanied-youth'] }),
    ];
    const report = reportOn(rows, YEAR_2018);
    expect(keys(report, 'merged-by-month')).toEqual(['2018-08/one-target-group', '2018-09/one-target-group']);
    expect(row(report, 'merged-by-month', '2018-08/one-target-group')).toMatchObject({ referred: 2 });
    expect(row(report, 'merged-by-month', '2018-09/one-target-group')).toMatchObject({ referred: 2 });
  });

  test('over time for women and men apart, too', () => {
    const rows = [
      caseRow({ received: '2018-08-06', targetGroup: 'unemployment', sex: 'man' }),
      caseRow({ received: '2018-08-06', targetGroup: 'other-reason-resource', sex: 'woman' }),
      caseRow({ received: AFTER_THE_BREAK, targetGroup: 'other-reason-2018', sex: 'woman' }),
    ];
    const report = reportOn(rows, YEAR_2018);
    expect(keys(report, 'merged-by-month-and-sex')).toEqual([
      '2018-08/one-target-group/woman',
      '2018-08/one-target-group/man',
      '2018-09/one-target-group/woman',
    ]);
    expect(row(report, 'merged-by-month-and-sex', '2018-09/one-target-group/woman')).toMatchObject({ referred: 1 });
  });

  test('a share is of pooled numbers, never the mean of two shares', () => {
    const closures = [
      ['unemployment', 'work'],
      ['unemployment', 'work'],
      ['unemployment', 'moved'],
      ['other-reason-resource', 'moved'],
    ] as const;
    const rows = closures.map(([targetGroup, outcome]) =>
      caseRow({ received: '2018-03-05', targetGroup, closed: ['2018-06-04', outcome] }),
    );
    const report = reportOn(rows, YEAR_2018);
    expect(row(report, 'split-by-month', '2018-06/unemployment')).toMatchObject({ workOrStudiesShare: 2 / 3 });
    expect(row(report, 'split-by-month', '2018-06/other-reason-resource')).toMatchObject({ workOrStudiesShare: 0 });
    expect(row(report, 'merged-by-month', '2018-06/one-target-group')).toMatchObject({ workOrStudiesShare: 0.5 });
  });

  test('newcomers and those let in by an assessment stand by themselves', () => {
    const rows = ['newcomer', 'by-assessment'].map((targetGroup) =>
      caseRow({ received: AFTER_THE_BREAK, targetGroup }),
    );
    expect(keys(reportOn(rows, YEAR_2018), 'merged-by-sex')).toEqual(['newcomer/man', 'by-assessment/man']);
  });

  test('every group of the city is merged on just the days it is in force, or stands by itself', () => {
    const groups = STOCKHOLM.eligibility.targetGroups.flatMap((policy) => policy.groups);
    const alone = groups.filter(({ code }) => !STOCKHOLM.mergedGroups.some(({ group }) => group === code));
    expect(new Set(alone.map(({ code }) => code))).toEqual(new Set(['newcomer']));
    for (const { group, validFrom, validTo } of STOCKHOLM.mergedGroups) {
      expect(groups.find(({ code }) => code === group)).toMatchObject({ validFrom, validTo });
    }
  });
});

describe('over time', () => {
  const on = (received: string) => caseRow({ received });

  test('two years at most are shown by month', () => {
    const asked = question('target-groups', { from: '2008-01-01', to: '2009-12-31' });
    expect(keys(reportOn([on('2009-12-31')], asked), 'split-by-month')).toEqual(['2009-12/unemployment']);
  });

  test('a longer period by year, and the year of the break in two', () => {
    const asked = question('target-groups', { from: '2017-01-01', to: '2019-12-31' });
    const rows = ['2017-06-01', '2018-08-31', '2018-09-01', '2019-01-01'].map(on);
    const report = reportOn(rows, asked);
    expect(keys(report, 'merged-by-year')).toEqual([
      '2017/one-target-group',
      '2018-before-09-01/one-target-group',
      '2018-from-09-01/one-target-group',
      '2019/one-target-group',
    ]);
    expect(report.tables.map(({ id }) => id)).toEqual([
      'split-by-year',
      'split-by-sex',
      'merged-by-year',
      'merged-by-year-and-sex',
      'merged-by-sex',
      'by-sex',
    ]);
  });
});

test('what cannot be told of the sick-listed is said, not made up', () => {
  expect(definitionsOf('target-groups').find(({ id }) => id === 'sick-listed-by-sex')?.numerator.sv).toMatch(
    /^redovisas inte/,
  );
});
