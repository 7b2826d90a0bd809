import { addDays, type LocalDate, localDate } from './local-date.ts';

/** The one place that names the zone in which promises are made and kept. */
export const CITY_TIME_ZONE = 'Europe/Stockholm';

/** When the nightly check runs, in local time: never between 02:00 and 03:00, which one night a year does not have. */
export const NIGHTLY_CHECK_AT = { hour: 4, minute: 15 } as const;

/** `2026-03-02 10:15`: how Swedes write a date and a time, which sorts and compares as text. */
const LOCAL_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: CITY_TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'short',
});
const TIME_STARTS = 'YYYY-MM-DD '.length;

/** The date on the city's calendars at an instant (RFC 3339): 22:30 UTC on 30 June is 1 July. */
export function dateInStockholm(instant: string): LocalDate {
  return dateOf(localTime(instant));
}

/** The date of the first nightly check that sees a fact recorded at an instant: that morning's if before 04:15. */
export function firstCheckAfter(instant: string): LocalDate {
  const local = localTime(instant);
  const before = local.slice(TIME_STARTS) < CHECK_TIME;
  return before ? dateOf(local) : addDays(dateOf(local), 1);
}

/** The date of the latest nightly check at an instant: what it knew is all that a check of that day may judge by. */
export function latestCheck(instant: string): LocalDate {
  return addDays(firstCheckAfter(instant), -1);
}

const twoDigits = (part: number) => String(part).padStart(2, '0');
const CHECK_TIME = `${twoDigits(NIGHTLY_CHECK_AT.hour)}:${twoDigits(NIGHTLY_CHECK_AT.minute)}`;

function localTime(instant: string): string {
  return LOCAL_TIME.format(new Date(instant));
}

function dateOf(local: string): LocalDate {
  return localDate(local.slice(0, TIME_STARTS - 1));
}
