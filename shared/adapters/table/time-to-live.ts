const SECONDS_PER_DAY = 86_400;

/** Whole seconds since 1970 of an instant, as the table counts when an item expires. */
export function secondsOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}

/** Whole seconds since 1970, some days after an instant. */
export function daysAfter(instant: string, days: number): number {
  return secondsOf(instant) + days * SECONDS_PER_DAY;
}
