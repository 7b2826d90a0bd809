import { describe, expect, test } from 'vitest';
import { caseRow, question, reportOn, row, type Told, table, total } from './rows.ts';

const MARCH = question('compliance');

/** Received on Monday 3 March 2008, so the promise is due on Monday the 10th: the 8th is a Saturday. */
const DUE_10_MARCH = '2008-03-03';

const approved = (on: string, registered = on): Told => ['plan-approved', on, registered];

describe('which guarantees are due', () => {
  test.each([
    ['the day before the period', '2008-02-24', 0],
    ['on its first day', '2008-02-27', 1],
    ['on its last day', '2008-03-26', 1],
    ['the day after it', '2008-03-27', 0],
  ])('those due %s', (_, received, guaranteesDue) => {
    const period = question('compliance', { from: '2008-03-03', to: '2008-03-31' });
    expect(total(reportOn([caseRow({ received })], period))).toMatchObject({ guaranteesDue });
  });

  test('one nobody has kept is due and not met, and has no days', () => {
    expect(total(reportOn([caseRow({ received: DUE_10_MARCH })], MARCH))).toMatchObject({
      guaranteesDue: 1,
      guaranteesMet: 0,
      guaranteeMetShare: 0,
      medianDays: null,
      p90Days: null,
    });
  });

  test('one that closing the case voided is not due, but counted as void', () => {
    const closed = caseRow({ received: DUE_10_MARCH, closed: ['2008-03-07', 'moved'] });
    expect(total(reportOn([closed], MARCH))).toMatchObject({ guaranteesDue: 0, voided: 1, guaranteeMetShare: null });
  });

  test('one already missed when the case closed is due all the same', () => {
    const closed = caseRow({ received: DUE_10_MARCH, closed: ['2008-03-11', 'moved'] });
    expect(total(reportOn([closed], MARCH))).toMatchObject({ guaranteesDue: 1, guaranteesMet: 0, voided: 0 });
  });

  test('an office that declines a case voids nothing by it', () => {
    const declined = caseRow({ received: DUE_10_MARCH, closed: ['2008-03-04', 'declined-by-office'] });
    expect(total(reportOn([declined], MARCH))).toMatchObject({ guaranteesDue: 1, guaranteesMet: 0, voided: 0 });
  });

  test('one that waits for the decision on support is neither due nor void', () => {
    const held = caseRow({ received: DUE_10_MARCH, held: true });
    expect(total(reportOn([held], MARCH))).toMatchObject({ guaranteesDue: 0, voided: 0 });
  });

  test('a hold that ends starts the promise', () => {
    const released = caseRow({ received: '2008-01-02', held: true, facts: [['released', DUE_10_MARCH]] });
    expect(total(reportOn([released], MARCH))).toMatchObject({ guaranteesDue: 1 });
  });

  test('a restart opens another, each due on its own', () => {
    const restarted = caseRow({ received: DUE_10_MARCH, facts: [['restarted', '2008-03-12'], approved('2008-03-14')] });
    expect(total(reportOn([restarted], MARCH))).toMatchObject({ guaranteesDue: 2, guaranteesMet: 1 });
  });

  test('cases opened by mistake count nowhere', () => {
    const mistake = caseRow({ received: DUE_10_MARCH, closed: ['2008-03-20', 'opened-by-mistake'] });
    expect(total(reportOn([mistake], MARCH))).toMatchObject({ guaranteesDue: 0, voided: 0 });
  });
});

describe('how they were met', () => {
  test.each<[string, Told, object]>([
    ['a plan on the last day', approved('2008-03-10'), { guaranteesMet: 1, metByPlan: 1 }],
    ['work', ['work-started', '2008-03-05'], { guaranteesMet: 1, metByWork: 1 }],
    ['another measure', ['measure-started', '2008-03-05'], { guaranteesMet: 1, metByOtherMeasure: 1 }],
    ['a plan a day too late', approved('2008-03-11'), { guaranteesMet: 0, metByPlan: 0, medianDays: 8, p90Days: 8 }],
  ])('by %s', (_, fact, expected) => {
    const report = reportOn([caseRow({ received: DUE_10_MARCH, facts: [fact] })], MARCH);
    expect(total(report)).toMatchObject({ guaranteesDue: 1, registeredLate: 0, ...expected });
  });

  test('by closing the case with work', () => {
    const closed = caseRow({ received: DUE_10_MARCH, closed: ['2008-03-06', 'subsidised-work'] });
    expect(total(reportOn([closed], MARCH))).toMatchObject({ guaranteesMet: 1, metByWork: 1, medianDays: 3 });
  });

  test('by what came first, counted once', () => {
    const facts: ReadonlyArray<Told> = [approved('2008-03-07'), ['work-started', '2008-03-05']];
    const report = reportOn([caseRow({ received: DUE_10_MARCH, facts })], MARCH);
    expect(total(report)).toMatchObject({ guaranteesMet: 1, metByWork: 1, metByPlan: 0, medianDays: 2 });
  });

  test('registered only after the last day: met, and told apart', () => {
    const late = caseRow({ received: DUE_10_MARCH, facts: [approved('2008-03-10', '2008-03-11')] });
    const inTime = caseRow({ received: DUE_10_MARCH, facts: [approved('2008-03-07', '2008-03-10')] });
    expect(total(reportOn([late, inTime], MARCH))).toMatchObject({ guaranteesMet: 2, registeredLate: 1 });
  });

  test('too late is never merely registered late', () => {
    const tooLate = caseRow({ received: DUE_10_MARCH, facts: [approved('2008-03-11', '2008-03-28')] });
    expect(total(reportOn([tooLate], MARCH))).toMatchObject({ guaranteesMet: 0, registeredLate: 0 });
  });
});

describe('days from start to stop', () => {
  const stoppedOn = (...days: ReadonlyArray<string>) =>
    total(
      reportOn(
        days.map((on) => caseRow({ received: DUE_10_MARCH, facts: [approved(`2008-03-${on}`)] })),
        MARCH,
      ),
    );

  test('the middle one of an odd number', () => {
    expect(stoppedOn('03', '05', '25')).toMatchObject({ medianDays: 2, p90Days: 22 });
  });

  test('the mean of the middle two of an even number', () => {
    expect(stoppedOn('03', '05', '08', '25')).toMatchObject({ medianDays: 3.5, p90Days: 22 });
  });

  test('nine of ten lie within the ninetieth percentile', () => {
    expect(stoppedOn('03', '04', '05', '06', '07', '08', '09', '10', '11', '31')).toMatchObject({ p90Days: 8 });
    expect(stoppedOn('03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '31')).toMatchObject({ p90Days: 9 });
  });

  test('void ones have none', () => {
    const voided = caseRow({ received: DUE_10_MARCH, closed: ['2008-03-04', 'moved'] });
    expect(total(reportOn([voided], MARCH))).toMatchObject({ medianDays: null, p90Days: null });
  });
});

describe('reviews', () => {
  /** Approved on 10 December 2007, so the review is due on 10 March 2008. */
  const planned = (...facts: ReadonlyArray<Told>) =>
    caseRow({ received: '2007-12-10', facts: [approved('2007-12-10'), ...facts] });

  test.each<[string, ReadonlyArray<Told>, object]>([
    ['on the last day', [['reviewed', '2008-03-10']], { reviewsDue: 1, reviewsInTime: 1, reviewInTimeShare: 1 }],
    ['a day too late', [['reviewed', '2008-03-11']], { reviewsDue: 1, reviewsInTime: 0, reviewInTimeShare: 0 }],
    ['never', [], { reviewsDue: 1, reviewsInTime: 0 }],
    ['for the last time', [['review-concluded', '2008-02-10']], { reviewsDue: 1, reviewsInTime: 1 }],
    ['of a plan that gave way to another', [approved('2008-02-01')], { reviewsDue: 0, reviewsInTime: 0 }],
    ['of a case that was interrupted', [['interrupted', '2008-02-01']], { reviewsDue: 0, reviewInTimeShare: null }],
  ])('held %s', (_, facts, expected) => {
    expect(total(reportOn([planned(...facts)], MARCH))).toMatchObject(expected);
  });

  test('a review opens the next, which falls due in its own period', () => {
    const june = question('compliance', { from: '2008-06-01', to: '2008-06-30' });
    expect(total(reportOn([planned(['reviewed', '2008-03-10'])], june))).toMatchObject({ reviewsDue: 1 });
  });
});

describe('where a promise counts', () => {
  const moved = [['2008-03-10', 'kista', 'rinkeby-kista']] as const;

  test('with whoever held the case on its last day, wherever it was kept', () => {
    const report = reportOn([caseRow({ received: DUE_10_MARCH, moved, facts: [approved('2008-03-05')] })], MARCH);
    expect(row(report, 'by-office', 'kista')).toMatchObject({ guaranteesDue: 1, guaranteesMet: 1 });
    expect(row(report, 'by-district', 'rinkeby-kista')).toMatchObject({ guaranteesDue: 1 });
    expect(row(report, 'by-office', 'vallingby')).toBeUndefined();
  });

  test('each promise of a case on its own', () => {
    const laterMoved = [['2008-03-11', 'kista', 'rinkeby-kista']] as const;
    const facts: ReadonlyArray<Told> = [['restarted', '2008-03-12']];
    const report = reportOn([caseRow({ received: DUE_10_MARCH, moved: laterMoved, facts })], MARCH);
    expect(row(report, 'by-office', 'vallingby')).toMatchObject({ guaranteesDue: 1 });
    expect(row(report, 'by-office', 'kista')).toMatchObject({ guaranteesDue: 1 });
  });
});

describe('readings of the promise', () => {
  /** Monday 17 March 2008, in Easter week: five days end on Saturday the 22nd, roll to Tuesday the 25th; five working days end on the 26th. */
  const EASTER = '2008-03-17';
  const met = (report: ReturnType<typeof reportOn>) =>
    Object.fromEntries(
      table(report, 'policy-readings').rows.map((reading) => [
        reading.key,
        `${reading['guaranteesMet']} of ${reading['guaranteesDue']}`,
      ]),
    );

  test('each judges the same case by its own last day', () => {
    const facts: ReadonlyArray<Told> = [['enrolled', '2008-03-20'], approved('2008-03-26')];
    expect(met(reportOn([caseRow({ received: EASTER, facts })], MARCH))).toEqual({
      'guarantee-five-days': '0 of 1',
      'guarantee-unrolled': '0 of 1',
      'guarantee-working-days': '1 of 1',
      'guarantee-from-enrolment': '0 of 1',
      'guarantee-plan-only': '0 of 1',
    });
  });

  test('a day that is moved keeps what a day that is not moved breaks', () => {
    const facts: ReadonlyArray<Told> = [['enrolled', '2008-03-19'], approved('2008-03-25')];
    expect(met(reportOn([caseRow({ received: EASTER, facts })], MARCH))).toEqual({
      'guarantee-five-days': '1 of 1',
      'guarantee-unrolled': '0 of 1',
      'guarantee-working-days': '1 of 1',
      'guarantee-from-enrolment': '1 of 1',
      'guarantee-plan-only': '1 of 1',
    });
  });

  test('work keeps no promise of a plan, and closing with work voids it; who never enrolled is not due', () => {
    const rows = [
      caseRow({ received: DUE_10_MARCH, facts: [['work-started', '2008-03-05']] }),
      caseRow({ received: DUE_10_MARCH, closed: ['2008-03-05', 'work'] }),
    ];
    expect(met(reportOn(rows, MARCH))).toEqual({
      'guarantee-five-days': '2 of 2',
      'guarantee-unrolled': '2 of 2',
      'guarantee-working-days': '2 of 2',
      'guarantee-from-enrolment': '0 of 0',
      'guarantee-plan-only': '0 of 1',
    });
  });

  test('the total is the reading that the city goes by', () => {
    const report = reportOn([caseRow({ received: EASTER, facts: [approved('2008-03-25')] })], MARCH);
    expect(table(report, 'policy-readings').total).toEqual({
      ...row(report, 'policy-readings', 'guarantee-five-days'),
      key: 'total',
    });
  });
});
