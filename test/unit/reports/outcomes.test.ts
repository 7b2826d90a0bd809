import { describe, expect, test } from 'vitest';
import type { ClosureOutcome } from '../../../shared/domain/case/vocabulary.ts';
import { caseRow, question, reportOn, row, table, total } from './rows.ts';

const MARCH = question('outcomes');

describe('what counts in a period', () => {
  test.each([
    ['before the period and still open', '2008-02-29', undefined, { openAtStart: 1, referred: 0, closed: 0 }],
    ['on its first day', '2008-03-01', undefined, { openAtStart: 0, referred: 1, closed: 0 }],
    ['on its last day', '2008-03-31', undefined, { openAtStart: 0, referred: 1, closed: 0 }],
    ['the day after it', '2008-04-01', undefined, { openAtStart: 0, referred: 0, closed: 0 }],
    ['and closed before it', '2008-02-01', '2008-02-29', { openAtStart: 0, referred: 0, closed: 0 }],
    ['before it and closed on its first day', '2008-02-01', '2008-03-01', { openAtStart: 1, referred: 0, closed: 1 }],
    ['before it and closed on its last day', '2008-02-01', '2008-03-31', { openAtStart: 1, referred: 0, closed: 1 }],
    ['before it and closed the day after it', '2008-02-01', '2008-04-01', { openAtStart: 1, referred: 0, closed: 0 }],
    ['in it and closed the same day', '2008-03-10', '2008-03-10', { openAtStart: 0, referred: 1, closed: 1 }],
    ['in it and closed after it', '2008-03-10', '2008-06-10', { openAtStart: 0, referred: 1, closed: 0 }],
  ])('a case received %s', (_, received, closed, expected) => {
    const told = closed === undefined ? { received } : { received, closed: [closed, 'studies'] as const };
    expect(total(reportOn([caseRow(told)], MARCH))).toMatchObject(expected);
  });

  test('a case opened by mistake counts nowhere, wherever its closure lies', () => {
    const mistakes = ['2008-03-10', '2008-05-10'].map((on) =>
      caseRow({ received: '2008-03-10', closed: [on, 'opened-by-mistake'] }),
    );
    expect(total(reportOn(mistakes, MARCH))).toMatchObject({ openAtStart: 0, referred: 0, closed: 0 });
  });

  test('no case gives plain zeros, and shares of nothing that are not suppressed', () => {
    expect(total(reportOn([], MARCH))).toEqual({
      key: 'total',
      openAtStart: 0,
      referred: 0,
      closed: 0,
      shareClosed: null,
      work: 0,
      subsidisedWork: 0,
      studies: 0,
      workOrStudiesShare: null,
      dropOut: 0,
      dropOutShare: null,
      suppressed: [],
    });
  });
});

test.each<[ClosureOutcome, object]>([
  ['work', { work: 1, workOrStudiesShare: 1, dropOut: 0 }],
  ['subsidised-work', { subsidisedWork: 1, work: 0, workOrStudiesShare: 1 }],
  ['studies', { studies: 1, workOrStudiesShare: 1, dropOutShare: 0 }],
  ['own-wish', { dropOut: 1, dropOutShare: 1, workOrStudiesShare: 0 }],
  ['non-attendance', { dropOut: 1 }],
  ['unknown', { dropOut: 1 }],
  ['moved', { dropOut: 1 }],
  ['self-supporting-otherwise', { closed: 1, work: 0, dropOut: 0, workOrStudiesShare: 0, dropOutShare: 0 }],
  ['other-authority', { closed: 1, dropOut: 0 }],
  ['deceased', { closed: 1, dropOut: 0 }],
  ['declined-by-office', { closed: 1, dropOut: 0 }],
  ['declined-by-aspirant', { closed: 1, dropOut: 0 }],
])('a closure as %s', (outcome, expected) => {
  const report = reportOn([caseRow({ received: '2008-03-03', closed: ['2008-03-20', outcome] })], MARCH);
  expect(total(report)).toMatchObject({ closed: 1, shareClosed: 1, ...expected });
});

test('shares are not rounded, and the stock at the start is part of what there was to close', () => {
  const rows = [
    caseRow({ received: '2008-01-15', closed: ['2008-03-05', 'work'] }),
    caseRow({ received: '2008-02-15' }),
    caseRow({ received: '2008-03-15', closed: ['2008-03-25', 'moved'] }),
    caseRow({ received: '2008-03-16', closed: ['2008-03-26', 'studies'] }),
    caseRow({ received: '2008-03-17' }),
    caseRow({ received: '2008-03-18' }),
    caseRow({ received: '2008-03-19' }),
  ];
  expect(total(reportOn(rows, MARCH))).toMatchObject({
    openAtStart: 2,
    referred: 5,
    closed: 3,
    shareClosed: 3 / 7,
    workOrStudiesShare: 2 / 3,
    dropOutShare: 1 / 3,
  });
});

describe('where a case counts', () => {
  const moved = [['2008-03-20', 'kista', 'rinkeby-kista']] as const;

  test('closed before it moved: where it was closed', () => {
    const report = reportOn([caseRow({ received: '2008-03-03', moved, closed: ['2008-03-19', 'work'] })], MARCH);
    expect(row(report, 'by-office', 'vallingby')).toMatchObject({ referred: 1, closed: 1 });
    expect(row(report, 'by-office', 'kista')).toBeUndefined();
  });

  test('closed on the day it moved, or after: where it came', () => {
    const report = reportOn([caseRow({ received: '2008-03-03', moved, closed: ['2008-03-20', 'work'] })], MARCH);
    expect(row(report, 'by-office', 'kista')).toMatchObject({ referred: 1, closed: 1 });
    expect(row(report, 'by-district', 'rinkeby-kista')).toMatchObject({ referred: 1, closed: 1 });
  });

  test('still open: where it was on the last day of the period', () => {
    const open = caseRow({ received: '2008-03-03', moved });
    expect(row(reportOn([open], MARCH), 'by-office', 'kista')).toMatchObject({ referred: 1 });
    const earlier = question('outcomes', { to: '2008-03-19' });
    expect(row(reportOn([open], earlier), 'by-office', 'vallingby')).toMatchObject({ referred: 1 });
  });

  test('closed after the period: where it was on its last day, not where it was closed', () => {
    const later = [['2008-04-02', 'kista', 'rinkeby-kista']] as const;
    const report = reportOn([caseRow({ received: '2008-03-03', moved: later, closed: ['2008-04-09', 'work'] })], MARCH);
    expect(row(report, 'by-office', 'vallingby')).toMatchObject({ referred: 1, closed: 0 });
  });

  test('in each dimension once, and every total is the same', () => {
    const report = reportOn(
      [caseRow({ received: '2008-03-03', age: 19, sex: 'woman', targetGroup: 'sfi-student', office: 'kista-youth' })],
      MARCH,
    );
    expect(row(report, 'by-office', 'kista-youth')).toMatchObject({ referred: 1 });
    expect(row(report, 'by-target-group', 'sfi-student')).toMatchObject({ referred: 1 });
    expect(row(report, 'by-sex', 'woman')).toMatchObject({ referred: 1 });
    expect(row(report, 'by-sex', 'man')).toMatchObject({ referred: 0 });
    expect(row(report, 'by-age-class', '16-19')).toMatchObject({ referred: 1 });
    for (const { id } of report.tables) expect(table(report, id).total).toEqual(total(report));
  });
});
