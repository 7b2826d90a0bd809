import { localDate } from '../../../../shared/domain/time/local-date.ts';
import type { Days } from './published-family.ts';

/** A month of a year, January = 1. */
export function month(number: number, year = 2008): Days {
  return {
    from: `${year}-${String(number).padStart(2, '0')}-01`,
    to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10),
  };
}

/** A year up to a month. */
export function upTo(number: number, year = 2008): Days {
  return { from: `${year}-01-01`, to: month(number, year).to };
}

/** The periods of a year in the order in which the calendar asks about them: as they end, the longer first. */
export function calendarOf(year = 2008) {
  return Array.from({ length: 12 }, (_, index) => index + 1)
    .flatMap((number) =>
      [4, 8, 12].includes(number) ? [upTo(number, year), month(number, year)] : [month(number, year)],
    )
    .map(({ from, to }) => ({ from: localDate(from), to: localDate(to) }));
}
