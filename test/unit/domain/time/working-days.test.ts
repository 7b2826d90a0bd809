import { describe, expect, test } from 'vitest';
import { fromEpochDay, localDate, toEpochDay } from '../../../../shared/domain/time/local-date.ts';
import {
  addWorkingDays,
  rollForward,
  swedishWorkingDays,
  workingDaysBefore,
} from '../../../../shared/domain/time/working-days.ts';

const calendar = swedishWorkingDays(2000, 2030);
const day = (text: string) => toEpochDay(localDate(text));

describe('A working day', () => {
  test.each([
    ['2026-03-02', 'an ordinary Monday'],
    ['2026-03-06', 'an ordinary Friday'],
    ['2026-01-05', "the eve of Epiphany (trettondagsafton), which isn't a holiday"],
    ['2026-04-30', 'Walpurgis (valborg)'],
    ['2026-04-02', 'Maundy Thursday (skärtorsdag)'],
    ['2026-10-30', 'the eve of All Saints (allhelgonaafton)'],
    ['2026-05-15', 'the Friday after Ascension Day (klämdag)'],
    ['2005-05-16', 'Whit Monday after it was abolished'],
    ['2024-02-29', 'a leap day'],
    ['2026-03-30', 'the Monday after the clocks went forward'],
  ])('%s is one: %s', (date) => {
    expect(calendar.isWorkingDay(day(date))).toBe(true);
    expect(calendar.closed(day(date))).toBeUndefined();
  });

  test.each([
    ['2026-03-07', 'saturday'],
    ['2018-09-01', 'saturday'],
    ['2026-03-08', 'sunday'],
    ['2026-03-29', 'sunday'],
    ['2026-10-25', 'sunday'],
  ])('%s is none: it is a %s', (date, reason) => {
    expect(calendar.isWorkingDay(day(date))).toBe(false);
    expect(calendar.closed(day(date))).toEqual({ reason });
  });

  test.each([
    ['2026-04-03', ['långfredagen']],
    ['2026-06-19', ['midsommarafton']],
    ['2026-06-06', ['nationaldagen']],
    ['2026-12-24', ['julafton']],
    ['2026-12-26', ['annandag jul']],
    ['2026-12-31', ['nyårsafton']],
    ['2004-05-31', ['annandag pingst']],
    ['2008-05-01', ['första maj', 'Kristi himmelsfärdsdag']],
    ['2000-06-11', ['pingstdagen']],
  ])('%s is none, and the calendar names %j even on a weekend', (date, names) => {
    const closed = calendar.closed(day(date));
    expect(closed?.reason === 'holiday' ? closed.holidays.map((holiday) => holiday.sv) : closed).toEqual(names);
  });

  test('before 2005 was also 6 June', () => {
    expect(calendar.isWorkingDay(day('2003-06-06'))).toBe(true);
    expect(calendar.isWorkingDay(day('2008-06-06'))).toBe(false);
  });

  test('is known on the first and the last day of the span of years, and never guessed outside it', () => {
    expect(calendar.isWorkingDay(day('2000-01-01'))).toBe(false);
    expect(calendar.isWorkingDay(day('2030-12-30'))).toBe(true);
    expect(calendar.isWorkingDay(day('2030-12-31'))).toBe(false);
    expect(() => calendar.isWorkingDay(day('1999-12-31'))).toThrow(RangeError);
    expect(() => calendar.isWorkingDay(day('2031-01-01'))).toThrow('2031-01-01 is outside 2000–2030');
    expect(() => calendar.closed(day('2031-01-01'))).toThrow(RangeError);
  });
});

describe('A last day', () => {
  test.each([
    ['2026-03-04', '2026-03-04', 'a Wednesday stays'],
    ['2026-03-07', '2026-03-09', 'a Saturday moves to Monday'],
    ['2026-03-08', '2026-03-09', 'a Sunday moves to Monday'],
    ['2026-04-03', '2026-04-07', 'Good Friday moves past the whole of Easter to Tuesday'],
    ['2026-12-24', '2026-12-28', 'Christmas Eve moves past Christmas and a weekend'],
    ['2027-12-31', '2028-01-03', "New Year's Eve moves into the next year"],
    ['2026-06-19', '2026-06-22', "Midsummer's Eve moves to Monday"],
    ['2008-05-01', '2008-05-02', 'two holidays on one day move it by one day'],
  ])('%s is moved to %s: %s', (from, to) => {
    expect(fromEpochDay(rollForward(day(from), calendar))).toBe(to);
  });
});

describe('Counting working days', () => {
  test.each([
    ['2026-03-02', 5, '2026-03-09'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2008-03-19', 2, '2008-03-25'],
    ['2025-12-30', 1, '2026-01-02'],
  ])('from %s, %i days on is %s', (from, count, to) => {
    expect(fromEpochDay(addWorkingDays(day(from), count, calendar))).toBe(to);
  });

  test.each([
    ['2026-03-09', 2, '2026-03-05'],
    ['2026-03-08', 1, '2026-03-06'],
    ['2008-03-25', 2, '2008-03-19'],
    ['2026-01-02', 1, '2025-12-30'],
    ['2026-05-05', 10, '2026-04-20'],
  ])('from %s, %i days back is %s', (from, count, to) => {
    expect(fromEpochDay(workingDaysBefore(day(from), count, calendar))).toBe(to);
  });

  test('no days from any day is that day, even a closed one', () => {
    expect(fromEpochDay(addWorkingDays(day('2026-03-07'), 0, calendar))).toBe('2026-03-07');
    expect(fromEpochDay(workingDaysBefore(day('2026-03-07'), 0, calendar))).toBe('2026-03-07');
  });
});
