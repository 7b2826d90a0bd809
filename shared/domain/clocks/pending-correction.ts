import type { CalendarCorrection } from '../time/calendar-correction.ts';
import { type EpochDay, toEpochDay } from '../time/local-date.ts';
import type { WorkingDays } from '../time/working-days.ts';
import { clockOn, type ReckonedClock } from './reckon.ts';
import type { ClockFact } from './timeline.ts';
import { isSameSpan, movedSpan } from './turns.ts';

/**
 * The first correction of the calendar that a case has not taken up and that moves one of its clocks: one that is open,
 * began before the correction was known, and was not past due by then.
 */
export function pendingCorrection(
  clocks: ReadonlyArray<ReckonedClock>,
  timeline: ReadonlyArray<ClockFact>,
  calendar: WorkingDays,
): CalendarCorrection | null {
  const takenUp = timeline.filter(({ kind }) => kind === 'calendar-corrected').map(({ on }) => on);
  const latest = Math.max(Number.NEGATIVE_INFINITY, ...takenUp);
  const pending = calendar.corrections.filter(({ knownFrom }) => toEpochDay(knownFrom) > latest);
  return (
    pending.find(({ knownFrom }) => clocks.some((clock) => isMoved(clock, toEpochDay(knownFrom), calendar))) ?? null
  );
}

function isMoved(clock: ReckonedClock, knownFrom: EpochDay, calendar: WorkingDays): boolean {
  const was = clockOn(clock, knownFrom);
  const { startedBy, span, end, policy } = was;
  if (startedBy === null || span === null || end !== null) return false;
  if (knownFrom <= startedBy.recordedOn || span.dueOn < knownFrom) return false;
  const corrected = { policy, calendar: calendar.knownOn(knownFrom) };
  return !isSameSpan(span, movedSpan({ ...was, span }, corrected, { startedOn: startedBy.on, day: knownFrom }));
}
