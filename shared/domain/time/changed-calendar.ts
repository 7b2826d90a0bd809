import { type EpochDay, fromEpochDay, type LocalDate, toEpochDay } from './local-date.ts';
import type { WorkingDays } from './working-days.ts';

/** What a calendar would say of some days, had somebody decided otherwise. */
export interface CalendarChanges {
  readonly holidays: ReadonlyArray<{ readonly date: LocalDate; readonly sv: string; readonly en: string }>;
  /** Days that are worked all the same. */
  readonly workingDays: ReadonlyArray<LocalDate>;
}

/**
 * A calendar with some days changed, as if the law named them so; of two changes to one day, the holiday counts. They are
 * changed in every version of it: only they make the difference.
 */
export function changedCalendar(calendar: WorkingDays, { holidays, workingDays }: CalendarChanges): WorkingDays {
  const closed = Map.groupBy(holidays, ({ date }) => toEpochDay(date));
  const open = new Set(workingDays.map(toEpochDay));
  const versions = new Map<WorkingDays, WorkingDays>();
  const changed = (known: WorkingDays): WorkingDays => {
    const made = versions.get(known) ?? {
      isWorkingDay: (day: EpochDay) => !closed.has(day) && (open.has(day) || known.isWorkingDay(day)),
      closed: (day: EpochDay) => {
        const named = closed.get(day);
        if (named !== undefined) {
          const date = fromEpochDay(day);
          return { reason: 'holiday', holidays: named.map(({ sv, en }) => ({ date, sv, en, basis: 'law' })) };
        }
        return open.has(day) ? undefined : known.closed(day);
      },
      corrections: known.corrections,
      knownOn: (day: EpochDay) => changed(known.knownOn(day)),
    };
    versions.set(known, made);
    return made;
  };
  return changed(calendar);
}
