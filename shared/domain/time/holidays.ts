import { type EpochDay, fromEpochDay, type LocalDate, localDate, toEpochDay, weekday } from './local-date.ts';

/** A day on which nobody can be expected to act, besides Saturdays and Sundays. */
export interface Holiday {
  readonly date: LocalDate;
  readonly sv: string;
  readonly en: string;
  /** `law` = lag (1989:253); `eve` = treated as a holiday by lag (1930:173) 2 §. */
  readonly basis: 'law' | 'eve';
}

const NATIONAL_DAY_FROM_YEAR = 2005;
const WHIT_MONDAY_UNTIL_YEAR = 2004;
const FRIDAY = 5;
const SATURDAY = 6;

/**
 * The Swedish holidays of a year by lag (1989:253), with the three eves that lag (1930:173) 2 § treats alike, in date
 * order. Two holidays may share a day (1 May 2008 is both May Day and Ascension Day): both are listed.
 */
export function holidaysOf(year: number): ReadonlyArray<Holiday> {
  const easter = easterSunday(year);
  const fixed = (month: number, day: number) => dayOf(year, month, day);
  const midsummerEve = firstWeekdayFrom(fixed(6, 19), FRIDAY);
  const days: ReadonlyArray<readonly [EpochDay, string, string, Holiday['basis']]> = [
    [fixed(1, 1), 'nyårsdagen', "New Year's Day", 'law'],
    [fixed(1, 6), 'trettondedag jul', 'Epiphany', 'law'],
    [easter - 2, 'långfredagen', 'Good Friday', 'law'],
    [easter, 'påskdagen', 'Easter Sunday', 'law'],
    [easter + 1, 'annandag påsk', 'Easter Monday', 'law'],
    [fixed(5, 1), 'första maj', 'May Day', 'law'],
    [easter + 39, 'Kristi himmelsfärdsdag', 'Ascension Day', 'law'],
    [easter + 49, 'pingstdagen', 'Whit Sunday', 'law'],
    ...(year <= WHIT_MONDAY_UNTIL_YEAR ? [[easter + 50, 'annandag pingst', 'Whit Monday', 'law'] as const] : []),
    ...(year >= NATIONAL_DAY_FROM_YEAR ? [[fixed(6, 6), 'nationaldagen', 'National Day', 'law'] as const] : []),
    [midsummerEve, 'midsommarafton', "Midsummer's Eve", 'eve'],
    [midsummerEve + 1, 'midsommardagen', "Midsummer's Day", 'law'],
    [firstWeekdayFrom(fixed(10, 31), SATURDAY), 'alla helgons dag', "All Saints' Day", 'law'],
    [fixed(12, 24), 'julafton', 'Christmas Eve', 'eve'],
    [fixed(12, 25), 'juldagen', 'Christmas Day', 'law'],
    [fixed(12, 26), 'annandag jul', 'Boxing Day', 'law'],
    [fixed(12, 31), 'nyårsafton', "New Year's Eve", 'eve'],
  ];
  return days
    .map(([date, sv, en, basis]) => ({ date: fromEpochDay(date), sv, en, basis }))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** Easter Sunday in the Gregorian calendar, by the anonymous computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): EpochDay {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

function firstWeekdayFrom(day: EpochDay, wanted: number): EpochDay {
  return day + ((wanted - weekday(day) + 7) % 7);
}

function dayOf(year: number, month: number, day: number): EpochDay {
  const two = (part: number) => String(part).padStart(2, '0');
  return toEpochDay(localDate(`${year}-${two(month)}-${two(day)}`));
}
