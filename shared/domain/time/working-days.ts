import type { CalendarCorrection } from './calendar-correction.ts';
import { type Holiday, holidaysOf } from './holidays.ts';
import { type EpochDay, fromEpochDay, localDate, toEpochDay, weekday } from './local-date.ts';

/** Why a day is skipped when working days are counted or a last day is moved. */
export type ClosedDay =
  | { readonly reason: 'saturday' }
  | { readonly reason: 'sunday' }
  | { readonly reason: 'holiday'; readonly holidays: ReadonlyArray<Holiday> };

/** Which days the city's offices can be expected to act on, over a span of years. */
export interface WorkingDays {
  isWorkingDay(day: EpochDay): boolean;
  /** Why a day is closed, its holidays named; `undefined` on a working day. */
  closed(day: EpochDay): ClosedDay | undefined;
  /** What has been corrected so far, version by version; none in a calendar that never was. */
  readonly corrections: ReadonlyArray<CalendarCorrection>;
  /** The calendar as the city knew it on a day. */
  knownOn(day: EpochDay): WorkingDays;
}

const SATURDAY = 6;
const UNKNOWN = 0;
const OPEN = 1;
const CLOSED = 2;

/**
 * The working days of Sweden from the first day of `firstYear` to the last of `lastYear`, each year reckoned once, when
 * it is first asked about. Asking for a day outside the span throws a `RangeError`: a silent guess would be a wrong
 * deadline.
 */
export function swedishWorkingDays(firstYear: number, lastYear: number): WorkingDays {
  const start = toEpochDay(localDate(`${firstYear}-01-01`));
  const end = toEpochDay(localDate(`${lastYear}-12-31`));
  const table = new Uint8Array(end - start + 1);
  const holidays = new Map<EpochDay, Array<Holiday>>();

  const reckonYearOf = (day: EpochDay): void => {
    const year = Number(fromEpochDay(day).slice(0, 4));
    for (const holiday of holidaysOf(year)) {
      const date = toEpochDay(holiday.date);
      holidays.set(date, [...(holidays.get(date) ?? []), holiday]);
    }
    const first = toEpochDay(localDate(`${year}-01-01`));
    const last = toEpochDay(localDate(`${year}-12-31`));
    for (let d = first; d <= last; d++) table[d - start] = weekday(d) < SATURDAY && !holidays.has(d) ? OPEN : CLOSED;
  };
  const isWorkingDay = (day: EpochDay): boolean => {
    const entry = table[day - start];
    if (entry === undefined) throw new RangeError(`${fromEpochDay(day)} is outside ${firstYear}–${lastYear}`);
    if (entry !== UNKNOWN) return entry === OPEN;
    reckonYearOf(day);
    return table[day - start] === OPEN;
  };
  const original: WorkingDays = {
    isWorkingDay,
    closed: (day) => {
      if (isWorkingDay(day)) return undefined;
      const named = holidays.get(day);
      if (named !== undefined) return { reason: 'holiday', holidays: named };
      return { reason: weekday(day) === SATURDAY ? 'saturday' : 'sunday' };
    },
    corrections: [],
    knownOn: () => original,
  };
  return original;
}

/** The day itself, or the first working day after it (lag 1930:173, 2 §, applied by analogy). */
export function rollForward(day: EpochDay, calendar: WorkingDays): EpochDay {
  let rolled = day;
  while (!calendar.isWorkingDay(rolled)) rolled++;
  return rolled;
}

/** The `count`th working day after a day, the day itself not counted. */
export function addWorkingDays(day: EpochDay, count: number, calendar: WorkingDays): EpochDay {
  let reached = day;
  for (let left = count; left > 0; ) if (calendar.isWorkingDay(++reached)) left--;
  return reached;
}

/** The `count`th working day before a day, the day itself not counted. */
export function workingDaysBefore(day: EpochDay, count: number, calendar: WorkingDays): EpochDay {
  let reached = day;
  for (let left = count; left > 0; ) if (calendar.isWorkingDay(--reached)) left--;
  return reached;
}
