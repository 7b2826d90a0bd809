import type { LocalDate } from './time/local-date.ts';

/** Something that is true from one day to another, both included; `validTo: null` means until further notice. */
export interface Dated {
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** Whether a dated thing is in force on a day. */
export function inForce(thing: Dated, on: LocalDate): boolean {
  return thing.validFrom <= on && (thing.validTo === null || on <= thing.validTo);
}
