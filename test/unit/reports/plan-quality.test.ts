import { describe, expect, test } from 'vitest';
import { caseRow, question, reportOn, row, type Told, table, total } from './rows.ts';

const MARCH = question('plan-quality');

const approved = (on: string): Told => ['plan-approved', on];

describe('plans in force on the last day of the period', () => {
  test('are thin, or approved with reservation, as the latest plan is', () => {
    const facts = [approved('2008-03-05')];
    const rows = [
      caseRow({ received: '2008-03-03', facts, plan: { thin: true, answer: 'approved' } }),
      caseRow({ received: '2008-03-03', facts, plan: { answer: 'approved-with-reservation' } }),
      caseRow({ received: '2008-03-03', facts, plan: { answer: 'approved' }, sex: 'woman', office: 'kista' }),
      caseRow({ received: '2008-03-03' }),
    ];
    const report = reportOn(rows, MARCH);
    expect(total(report)).toEqual({
      key: 'total',
      openCases: 4,
      plansInForce: 3,
      plansInForceShare: 0.75,
      plansAssessed: 3,
      thin: 1,
      thinShare: 1 / 3,
      withReservation: 1,
      withReservationShare: 1 / 3,
      objected: 0,
      unable: 0,
      plansApproved: 3,
      suppressed: [],
    });
    expect(row(report, 'by-office', 'kista')).toMatchObject({ plansInForce: 1, thin: 0, thinShare: 0 });
    expect(row(report, 'by-sex', 'woman')).toMatchObject({ openCases: 1 });
  });

  test.each<[string, Parameters<typeof caseRow>[0], object]>([
    [
      'approved on the last day',
      { received: '2008-03-03', facts: [approved('2008-03-31')], plan: { answer: 'approved' } },
      { plansInForce: 1, plansAssessed: 1, plansApproved: 1 },
    ],
    [
      'approved the day after',
      { received: '2008-03-03', facts: [approved('2008-04-01')], plan: { answer: 'approved' } },
      { openCases: 1, plansInForce: 0, plansAssessed: 0, plansApproved: 0 },
    ],
    [
      'approved before the period',
      { received: '2008-02-04', facts: [approved('2008-02-06')], plan: { answer: 'approved', thin: true } },
      { plansInForce: 1, thin: 1, plansApproved: 0 },
    ],
    [
      'followed by a version approved since',
      {
        received: '2008-02-04',
        facts: [approved('2008-02-06'), approved('2008-04-03')],
        plan: { version: 2, thin: true, answer: 'approved' },
      },
      { plansInForce: 1, plansAssessed: 0, thin: 0, thinShare: null },
    ],
    [
      'followed by a version not answered yet',
      { received: '2008-02-04', facts: [approved('2008-02-06')], plan: { version: 2, thin: true } },
      { plansInForce: 1, plansAssessed: 0, thin: 0 },
    ],
    [
      'of a case closed on the last day',
      {
        received: '2008-03-03',
        facts: [approved('2008-03-05')],
        plan: { answer: 'approved', thin: true },
        closed: ['2008-03-31', 'work'],
      },
      { openCases: 0, plansInForce: 0, thin: 0, plansApproved: 1 },
    ],
    [
      'of a case closed the day after',
      {
        received: '2008-03-03',
        facts: [approved('2008-03-05')],
        plan: { answer: 'approved', thin: true },
        closed: ['2008-04-01', 'work'],
      },
      { openCases: 1, plansInForce: 1, thin: 1 },
    ],
    [
      'of a case opened by mistake',
      {
        received: '2008-03-03',
        facts: [approved('2008-03-05')],
        plan: { answer: 'approved', thin: true },
        closed: ['2008-05-05', 'opened-by-mistake'],
      },
      { openCases: 0, plansInForce: 0, plansApproved: 0 },
    ],
  ])('one %s', (_, told, expected) => {
    expect(total(reportOn([caseRow(told)], MARCH))).toMatchObject(expected);
  });
});

test.each(['objected', 'unable'] as const)('a plan that is %s is told apart', (answer) => {
  const told = caseRow({ received: '2008-03-03', plan: { answer } });
  expect(total(reportOn([told], MARCH))).toMatchObject({ plansInForce: 0, objected: 0, unable: 0, [answer]: 1 });
});

test('each approval counts where the case was on its day, the plan in force where it is on the last', () => {
  const moved = [['2008-03-20', 'kista', 'rinkeby-kista']] as const;
  const facts = [approved('2008-03-05'), approved('2008-03-25')];
  const told = caseRow({ received: '2008-03-03', moved, facts, plan: { version: 2, answer: 'approved' } });
  const report = reportOn([told], MARCH);
  expect(row(report, 'by-office', 'vallingby')).toMatchObject({ openCases: 0, plansApproved: 1 });
  expect(row(report, 'by-office', 'kista')).toMatchObject({ openCases: 1, plansAssessed: 1, plansApproved: 1 });
});

test('the rule by which a plan is thin is named', () => {
  const report = reportOn([], MARCH);
  expect(report.policies).toEqual(['target-groups-2008', 'thin-plan-one-short-visit']);
  expect(table(report, 'by-office').rows).toEqual([]);
});
