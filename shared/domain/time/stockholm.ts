import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate, localDate } from './local-date.ts';

/** The one place that names the zone in which promises are made and kept. */
export const CITY_TIME_ZONE = 'Europe/Stockholm';

/** When the nightly check runs, in local time: never between 02:00 and 03:00, which one night a year does not have. */
export const NIGHTLY_CHECK_AT = { hour: 4, minute: 15 } as const;

/** The date on the city's calendars at an instant (RFC 3339): 22:30 UTC on 30 June is 1 July. */
export function dateInStockholm(instant: string): LocalDate {
  return localDate(zoned(instant).toPlainDate().toString());
}

/** The date of the first nightly check that sees a fact recorded at an instant: that morning's if before 04:15. */
export function firstCheckAfter(instant: string): LocalDate {
  const local = zoned(instant);
  const before = Temporal.PlainTime.compare(local.toPlainTime(), NIGHTLY_CHECK_AT) < 0;
  const today = localDate(local.toPlainDate().toString());
  return before ? today : addDays(today, 1);
}

function zoned(instant: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(CITY_TIME_ZONE);
}
