import type { CalendarCorrection, CorrectedDay } from '../time/calendar-correction.ts';
import { type EpochDay, fromEpochDay } from '../time/local-date.ts';
import type { ReckonedClock, Timing } from './reckon.ts';
import type { ClockSpan } from './spans.ts';

/** What moved a clock, and how its days went. */
export interface Move {
  readonly day: EpochDay;
  readonly sv: string;
  readonly en: string;
}

/** Everything that has moved a clock since it was opened, in order: policies by name, corrections of the calendar by day. */
export function moves(clock: ReckonedClock): ReadonlyArray<Move> {
  return clock.earlier.flatMap((before, index): ReadonlyArray<Move> => {
    const after = clock.earlier[index + 1] ?? clock;
    const whys = before.movedBy === 'policy' ? [takenOver(before, after)] : corrected(before, after);
    const days = daysMoved(before.span, after.span);
    return [...whys, ...days].map((words) => ({ day: before.until, ...words }));
  });
}

interface Words {
  readonly sv: string;
  readonly en: string;
}

function takenOver({ policy: old }: Timing, { policy }: Timing): Words {
  return {
    sv: `Från denna dag gäller ${policy.id} i stället för ${old.id}, också för frister som löper.`,
    en: `From this day ${policy.id} applies instead of ${old.id}, to open clocks too.`,
  };
}

/** A correction is told with why it was made, whichever days it is about: the clock was counted again. */
function corrected({ calendar: old }: Timing, { calendar }: Timing): ReadonlyArray<Words> {
  return calendar.corrections.slice(old.corrections.length).map(tellCorrection);
}

function tellCorrection({ version, days, sv, en }: CalendarCorrection): Words {
  return {
    sv: `Kalendern rättades (version ${version}): ${days.map(dayInSwedish).join(', ')}. ${sv}`,
    en: `The calendar was corrected (version ${version}): ${days.map(dayInEnglish).join(', ')}. ${en}`,
  };
}

function dayInSwedish({ date, change, sv }: CorrectedDay): string {
  return change === 'added' ? `${date} är ${sv}` : `${date} är inte ${sv}`;
}

function dayInEnglish({ date, change, en }: CorrectedDay): string {
  return change === 'added' ? `${date} is ${en}` : `${date} is not ${en}`;
}

function daysMoved(was: ClockSpan | null, is: ClockSpan | null): ReadonlyArray<Words> {
  if (was === null || is === null) return [];
  const moved = (from: EpochDay, to: EpochDay, sv: string, en: string): ReadonlyArray<Words> =>
    from === to
      ? []
      : [
          {
            sv: `${sv} flyttades från ${fromEpochDay(from)} till ${fromEpochDay(to)}.`,
            en: `${en} moved from ${fromEpochDay(from)} to ${fromEpochDay(to)}.`,
          },
        ];
  const due = moved(was.dueOn, is.dueOn, 'Sista dagen', 'The last day');
  return due.length > 0 ? due : moved(was.warnOn, is.warnOn, 'Varningen', 'The warning');
}
