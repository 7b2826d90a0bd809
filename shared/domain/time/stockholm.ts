import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainTime from 'temporal-polyfill/fns/PlainTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { addDays, type LocalDate, localDate } from './local-date.ts';

/** The one place that names the zone in which promises are made and kept. */
export const CITY_TIME_ZONE = 'Europe/Stockholm';

/** When the nightly check runs, in local time: never between 02:00 and 03:00, which one night a year does not have. */
export const NIGHTLY_CHECK_AT = { hour: 4, minute: 15 } as const;

/** The date on the city's calendars at an instant (RFC 3339): 22:30 UTC on 30 June is 1 July. */
export function dateInStockholm(instant: string): LocalDate {
  return dateOf(zoned(instant));
}

/** The date of the first nightly check that sees a fact recorded at an instant: that morning's if before 04:15. */
export function firstCheckAfter(instant: string): LocalDate {
  const local = zoned(instant);
  const check = PlainTime.create(NIGHTLY_CHECK_AT.hour, NIGHTLY_CHECK_AT.minute);
  const before = PlainTime.compare(ZonedDateTime.toPlainTime(local), check) < 0;
  return before ? dateOf(local) : addDays(dateOf(local), 1);
}

/** The date of the latest nightly check at an instant: what it knew is all that a check of that day may judge by. */
export function latestCheck(instant: string): LocalDate {
  return addDays(firstCheckAfter(instant), -1);
}

function zoned(instant: string): ZonedDateTime.Record {
  return Instant.toZonedDateTimeISO(Instant.fromString(instant), CITY_TIME_ZONE);
}

function dateOf(local: ZonedDateTime.Record): LocalDate {
  return localDate(ZonedDateTime.toString(local).slice(0, 'YYYY-MM-DD'.length));
}
