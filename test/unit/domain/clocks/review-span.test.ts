import { describe, expect, test } from 'vitest';
import { reviewSpan } from '../../../../shared/domain/clocks/spans.ts';
import { fromEpochDay, localDate, toEpochDay } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { reviewPolicy } from './readings.ts';

function span(start: string) {
  const { warnOn, dueOn } = reviewSpan(toEpochDay(localDate(start)), reviewPolicy(), STOCKHOLM.calendar);
  return { warnOn: fromEpochDay(warnOn), dueOn: fromEpochDay(dueOn) };
}

describe('A plan is to be followed up at the latest', () => {
  test.each([
    ['2008-11-30', '2009-03-02', 'the last of February, a Saturday'],
    ['2023-11-30', '2024-02-29', 'a leap day'],
    ['2025-11-30', '2026-03-02', 'the last of February, a Saturday'],
    ['2026-01-31', '2026-04-30', 'Walpurgis, a working day'],
    ['2026-09-24', '2026-12-28', 'Christmas Eve'],
    ['2025-09-25', '2025-12-29', 'Christmas Day'],
    ['2024-02-29', '2024-05-29', 'an ordinary Wednesday'],
    ['2024-11-30', '2025-02-28', 'the last of a common February, a Friday'],
    ['2025-12-29', '2026-03-30', 'the Sunday when the clocks go forward'],
    ['2026-07-25', '2026-10-26', 'the Sunday when the clocks go back'],
    ['2025-10-01', '2026-01-02', "New Year's Day"],
    ['2025-09-30', '2025-12-30', 'the last working day of the year'],
    ['2008-02-01', '2008-05-02', 'May Day and Ascension Day in one'],
    ['2026-03-06', '2026-06-08', 'the National Day on a Saturday'],
    ['2026-03-19', '2026-06-22', "Midsummer's Eve"],
  ])('of a start on %s: %s, the day counted to being %s', (start, dueOn) => {
    expect(span(start).dueOn).toBe(dueOn);
  });

  test.each([
    ['2026-03-02', '2026-05-19', '2026-06-02', 'past Whit Sunday'],
    ['2026-09-24', '2026-12-10', '2026-12-28', 'past Christmas'],
    ['2026-01-15', '2026-03-30', '2026-04-15', 'past Easter'],
  ])('and is warned of ten working days before: start %s, warning %s, last day %s, %s', (start, warnOn, dueOn) => {
    expect(span(start)).toEqual({ warnOn, dueOn });
  });
});
