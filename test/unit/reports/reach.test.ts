import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guaranteeSpan, reviewSpan } from '../../../shared/domain/clocks/spans.ts';
import { earliestStartDueFrom } from '../../../shared/domain/reports/reach.ts';
import { fromEpochDay } from '../../../shared/domain/time/local-date.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { REVIEW_POLICIES } from '../../../shared/reference/review-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { caseRow, day, question, reportOn, total } from './rows.ts';

const { clocks, calendar } = STOCKHOLM;
const earliest = (from: number) => earliestStartDueFrom(from, clocks, GUARANTEE_READINGS, calendar);

/** Three months from Saturday 8 December 2007 end on Saturday 8 March 2008, which moves to Monday the 10th. */
test('a review can fall due three months and a roll-over after it started', () => {
  expect(fromEpochDay(earliest(day('2008-03-10')))).toBe('2007-12-08');
});

test('a case in which nothing has happened since the very first such day still counts', () => {
  const from = question('compliance', { from: '2008-03-10' });
  const quiet = (on: string) => caseRow({ received: on, facts: [['plan-approved', on]] });
  expect(total(reportOn([quiet('2007-12-08')], from))).toMatchObject({ reviewsDue: 1 });
  expect(total(reportOn([quiet('2007-12-07')], from))).toMatchObject({ reviewsDue: 0 });
});

test('no clock that starts earlier falls due in time', () => {
  const latestDue = (start: number) =>
    Math.max(
      ...GUARANTEE_READINGS.map((policy) => guaranteeSpan(start, policy, calendar).dueOn),
      ...REVIEW_POLICIES.map((policy) => reviewSpan(start, policy, calendar).dueOn),
    );
  fc.assert(
    fc.property(
      fc.integer({ min: day('2008-01-01'), max: day('2040-12-31') }),
      fc.integer({ min: 1, max: 200 }),
      (from, before) => {
        const start = earliest(from);
        expect(latestDue(start)).toBeGreaterThanOrEqual(from);
        expect(latestDue(start - before)).toBeLessThan(from);
      },
    ),
  );
});
