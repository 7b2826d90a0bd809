import * as z from 'zod';

/**
 * A calendar date in Stockholm as facts, requests and reports carry it: `YYYY-MM-DD`, a day that exists.
 * Promises are kept or broken by dates, never by hours, so no time of day belongs here.
 */
export const localDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isCalendarDay)
  .brand<'LocalDate'>()
  .meta({ format: 'date', example: '2026-03-02' });

/** See {@link localDateSchema}. ISO dates of four-digit years compare correctly as strings. */
export type LocalDate = z.infer<typeof localDateSchema>;

/**
 * Whole days since 1970-01-01 (which is day 0). The reckoning of clocks runs in these integers: a report folds a
 * million cases, and adding to a number costs nothing.
 */
export type EpochDay = number;

const MILLISECONDS_PER_DAY = 86_400_000;
const THURSDAY = 4;
const DAYS_IN_WEEK = 7;

function isCalendarDay(text: string): boolean {
  const day = Number(text.slice(8));
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).getUTCDate() === day;
}

/** Parses a date that must exist; throws a `ZodError` (a bug, not an outcome) when it does not. */
export function localDate(text: string): LocalDate {
  return localDateSchema.parse(text);
}

/** The integer day of a date. */
export function toEpochDay(date: LocalDate): EpochDay {
  return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

/** The date of an integer day between the years 0001 and 9999. */
export function fromEpochDay(day: EpochDay): LocalDate {
  const known = WRITTEN.get(day);
  if (known !== undefined) return known;
  const date = localDate(new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 'YYYY-MM-DD'.length));
  WRITTEN.set(day, date);
  return date;
}

/** Dates written before: a city's days are few, and every case is shown with the same ones. */
const WRITTEN = new Map<EpochDay, LocalDate>();

/**
 * The day with the same number `months` later, or the last day of that month when it lacks the number
 * (lag 1930:173, 1 §: 30 November plus three months is the last of February).
 */
export function addMonths(day: EpochDay, months: number): EpochDay {
  const start = new Date(day * MILLISECONDS_PER_DAY);
  const year = start.getUTCFullYear();
  const month = start.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(start.getUTCDate(), lastOfMonth)) / MILLISECONDS_PER_DAY;
}

/** `days` later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** Whole years from birth to a day; a person born on 29 February has a birthday on 28 February in a common year. */
export function ageInYears(birthDate: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const birthday = addMonths(toEpochDay(birthDate), years * 12);
  return birthday <= toEpochDay(on) ? years : years - 1;
}

/** Monday = 1 … Sunday = 7. Day 0, 1 January 1970, was a Thursday. */
export function weekday(day: EpochDay): number {
  return ((((day + THURSDAY - 1) % DAYS_IN_WEEK) + DAYS_IN_WEEK) % DAYS_IN_WEEK) + 1;
}
