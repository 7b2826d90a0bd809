import { describe, expect, test } from 'vitest';
import { guaranteeSpan } from '../../../../shared/domain/clocks/spans.ts';
import { fromEpochDay, localDate, toEpochDay } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { reading } from './readings.ts';

function span(policy: string, start: string) {
  const { startedOn, warnOn, dueOn } = guaranteeSpan(toEpochDay(localDate(start)), reading(policy), STOCKHOLM.calendar);
  return { startedOn: fromEpochDay(startedOn), warnOn: fromEpochDay(warnOn), dueOn: fromEpochDay(dueOn) };
}

describe('Five days from a start', () => {
  test.each([
    ['2008-01-02', '2008-01-07', '2008-01-07', '2008-01-09'],
    ['2008-03-17', '2008-03-22', '2008-03-25', '2008-03-26'],
    ['2018-09-03', '2018-09-08', '2018-09-10', '2018-09-10'],
    ['2018-12-21', '2018-12-26', '2018-12-27', '2019-01-04'],
    ['2024-12-23', '2024-12-28', '2024-12-30', '2025-01-07'],
    ['2025-06-17', '2025-06-22', '2025-06-23', '2025-06-25'],
    ['2026-04-30', '2026-05-05', '2026-05-05', '2026-05-08'],
    ['2026-12-21', '2026-12-26', '2026-12-28', '2026-12-30'],
  ])('on %s end on %s unrolled, on %s rolled, and on %s in working days', (start, unrolled, rolled, workingDays) => {
    expect(span('guarantee-unrolled', start).dueOn).toBe(unrolled);
    expect(span('guarantee-five-days', start).dueOn).toBe(rolled);
    expect(span('guarantee-working-days', start).dueOn).toBe(workingDays);
    expect(span('guarantee-from-enrolment', start).dueOn).toBe(rolled);
    expect(span('guarantee-plan-only', start).dueOn).toBe(rolled);
  });

  test.each([
    ['2026-03-02', '2026-03-05', '2026-03-09', 'the contract’s own example'],
    ['2026-03-24', '2026-03-26', '2026-03-30', 'a last day on the Sunday when the clocks go forward'],
    ['2026-10-20', '2026-10-22', '2026-10-26', 'a last day on the Sunday when the clocks go back'],
    ['2026-03-28', '2026-03-31', '2026-04-02', 'five days across the change to summer time'],
    ['2024-02-24', '2024-02-27', '2024-02-29', 'a last day on a leap day'],
    ['2023-02-24', '2023-02-27', '2023-03-01', 'over the end of a February without leap day'],
    ['2024-02-29', '2024-03-01', '2024-03-05', 'a start on a leap day'],
    ['2025-12-27', '2025-12-29', '2026-01-02', "over the turn of the year, past New Year's Day"],
    ['2026-12-19', '2026-12-22', '2026-12-28', 'a last day on Christmas Eve'],
    ['2008-04-26', '2008-04-29', '2008-05-02', 'a last day that is both May Day and Ascension Day'],
    ['2008-01-02', '2008-01-03', '2008-01-07', 'the day on which the Jobbtorg opened'],
  ])('on %s warn from %s and end on %s: %s', (start, warnOn, dueOn) => {
    expect(span('guarantee-five-days', start)).toEqual({ startedOn: start, warnOn, dueOn });
  });

  test.each([
    ['2008-03-20', '2008-03-20', '2008-03-25', 'Maundy Thursday'],
    ['2008-03-21', '2008-03-21', '2008-03-26', 'Good Friday'],
    ['2018-12-21', '2018-12-21', '2018-12-27', 'the Friday before Christmas'],
  ])(
    'on %s warn from the very start, %s, when holidays leave no working day between it and %s: %s',
    (start, warnOn, dueOn) => {
      expect(span('guarantee-five-days', start)).toEqual({ startedOn: start, warnOn, dueOn });
    },
  );
});
