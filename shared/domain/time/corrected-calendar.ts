import type { CalendarCorrection, CorrectedDay } from './calendar-correction.ts';
import type { Holiday } from './holidays.ts';
import { type EpochDay, toEpochDay, weekday } from './local-date.ts';
import type { ClosedDay, WorkingDays } from './working-days.ts';

const SATURDAY = 6;
const SUNDAY = 7;

/**
 * A calendar in its latest version, which also knows what it said before each correction. Throws a `RangeError` on
 * corrections that are out of order, or that add or remove what is there or gone already: they would move nothing.
 */
export function correctedCalendar(original: WorkingDays, corrections: ReadonlyArray<CalendarCorrection>): WorkingDays {
  return corrections.reduce(nextVersion, original);
}

/** Every version of a calendar, the latest first. */
export function versionsOf(calendar: WorkingDays): ReadonlyArray<WorkingDays> {
  const before = calendar.corrections.map(({ knownFrom }) => calendar.knownOn(toEpochDay(knownFrom) - 1));
  return [calendar, ...before.toReversed()];
}

function nextVersion(before: WorkingDays, correction: CalendarCorrection): WorkingDays {
  const previous = before.corrections.at(-1);
  const isNext = correction.version === (previous?.version ?? 1) + 1;
  if (!isNext || (previous !== undefined && correction.knownFrom <= previous.knownFrom)) {
    throw new RangeError(`version ${correction.version} of the calendar is out of order`);
  }
  const knownFrom = toEpochDay(correction.knownFrom);
  const changes = Map.groupBy(correction.days, ({ date }) => toEpochDay(date));
  const changed = new Map([...changes].map(([day, daysChanges]) => [day, closedAfter(day, daysChanges, before)]));
  const corrected: WorkingDays = {
    isWorkingDay: (day) => (changed.has(day) ? changed.get(day) === undefined : before.isWorkingDay(day)),
    closed: (day) => (changed.has(day) ? changed.get(day) : before.closed(day)),
    corrections: [...before.corrections, correction],
    knownOn: (day) => (day < knownFrom ? before.knownOn(day) : corrected),
  };
  return corrected;
}

function closedAfter(day: EpochDay, changes: ReadonlyArray<CorrectedDay>, before: WorkingDays): ClosedDay | undefined {
  const closed = before.closed(day);
  const holidays = changes.reduce(changeHolidays, closed?.reason === 'holiday' ? closed.holidays : []);
  if (holidays.length > 0) return { reason: 'holiday', holidays };
  if (weekday(day) === SATURDAY) return { reason: 'saturday' };
  return weekday(day) === SUNDAY ? { reason: 'sunday' } : undefined;
}

function changeHolidays(
  holidays: ReadonlyArray<Holiday>,
  { date, change, sv, en }: CorrectedDay,
): ReadonlyArray<Holiday> {
  const isThere = holidays.some((holiday) => holiday.sv === sv);
  if (isThere === (change === 'added')) {
    throw new RangeError(`${date} cannot have ${sv} ${change}`);
  }
  return isThere ? holidays.filter((holiday) => holiday.sv !== sv) : [...holidays, { date, sv, en, basis: 'law' }];
}
