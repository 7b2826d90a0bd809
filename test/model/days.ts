import { isOpen } from '../property/plain-calendar.ts';

const MS_PER_DAY = 86_400_000;
const NOON = 'T12:00:00Z';

/** A day so many days later, or earlier. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}${NOON}`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The same number of the month three months on; a month without it ends before. */
export function plusThreeMonths(day: string): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + 3;
  const month = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  const found = [day.slice(8), '30', '29', '28'].map((number) => `${month}-${number}`).find(exists);
  if (found === undefined) throw new Error(`${month} has no days`);
  return found;
}

function exists(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** The day itself when people are at work then, else the next on which they are. */
export function openDayFrom(day: string): string {
  return isWorked(day) ? day : openDayFrom(plusDays(day, 1));
}

/** So many working days before a day. */
export function openDaysBefore(day: string, count: number): string {
  if (count === 0) return day;
  const earlier = plusDays(day, -1);
  return openDaysBefore(earlier, isWorked(earlier) ? count - 1 : count);
}

const isWorked = (day: string) => isOpen(new Date(`${day}T00:00:00Z`));

/** Summer time in Stockholm, from the almanacs: from one instant to the other clocks stand an hour later. */
const SUMMERS = [
  ['2026-03-29T01:00', '2026-10-25T01:00'],
  ['2027-03-28T01:00', '2027-10-31T01:00'],
] as const;

/** The wall clock in Stockholm at an instant: `2026-03-02T10:00`. */
export function wallClock(instant: string): string {
  const minute = instant.slice(0, 16);
  const summer = SUMMERS.some(([from, to]) => from <= minute && minute < to);
  return new Date(Date.parse(instant) + (summer ? 2 : 1) * 3_600_000).toISOString().slice(0, 16);
}

export const dateOf = (instant: string): string => wallClock(instant).slice(0, 10);

/** The morning whose check first knows of what is written at an instant: checks run at 04:15. */
export function firstMorningAfter(instant: string): string {
  return wallClock(instant).slice(11) < '04:15' ? dateOf(instant) : plusDays(dateOf(instant), 1);
}

/** The morning of the latest check at an instant. */
export const latestMorning = (instant: string): string => plusDays(firstMorningAfter(instant), -1);
