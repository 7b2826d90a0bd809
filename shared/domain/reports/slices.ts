import { addMonths, type EpochDay, fromEpochDay, type LocalDate, toEpochDay } from '../time/local-date.ts';

interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A period cut into months or years. */
export interface Slices {
  readonly keys: ReadonlyArray<string>;
  /** The slice of a day of the period. */
  keyOf(day: EpochDay): string;
}

/** The months of a period, `2018-09`; the first and the last may be there in part. */
export function monthsOf(period: Period): Slices {
  return slices(period, (date) => date.slice(0, 'YYYY-MM'.length));
}

/**
 * The years of a period, `2017`. A year in which a series breaks is cut there, and its parts say so:
 * `2018-before-09-01`, `2018-from-09-01`.
 */
export function yearsOf(period: Period, breaks: ReadonlyArray<LocalDate>): Slices {
  return slices(period, (date) => {
    const year = date.slice(0, 'YYYY'.length);
    const broken = breaks.find((day) => day.startsWith(year) && !day.endsWith('-01-01'));
    if (broken === undefined) return year;
    return `${year}-${date < broken ? 'before' : 'from'}-${broken.slice('YYYY-'.length)}`;
  });
}

const SHORT_IN_MONTHS = 24;

/** Whether a period is short enough to be shown month by month: two years at most. */
export function isShort({ from, to }: Period): boolean {
  return toEpochDay(to) < addMonths(toEpochDay(from), SHORT_IN_MONTHS);
}

/** Names every day once, because a report asks of a million cases. */
function slices({ from, to }: Period, nameOf: (date: LocalDate) => string): Slices {
  const first = toEpochDay(from);
  const names = Array.from({ length: toEpochDay(to) - first + 1 }, (_, offset) => nameOf(fromEpochDay(first + offset)));
  return {
    keys: [...new Set(names)],
    keyOf: (day) => {
      const name = names[day - first];
      if (name === undefined) throw new RangeError(`day ${day} is not in the period`);
      return name;
    },
  };
}
