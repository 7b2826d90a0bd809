import type { EpochDay } from '../time/local-date.ts';
import { rollForward, type WorkingDays } from '../time/working-days.ts';
import type { GuaranteePolicy, ReviewPolicy } from './policy.ts';
import { type ClockSpan, spanUnder } from './spans.ts';
import type { ClockFact } from './timeline.ts';

/**
 * Something that moves the days of a clock which is open when it comes: a policy that takes over, or a correction of the
 * calendar that the case has taken up.
 */
export type Turn<P extends GuaranteePolicy | ReviewPolicy> =
  | { readonly by: 'policy'; readonly day: EpochDay; readonly policy: P }
  | {
      readonly by: 'calendar';
      /** The day it was taken up. */
      readonly day: EpochDay;
      /** The day from which the city knows of the correction. */
      readonly knownFrom: EpochDay;
      readonly fact: ClockFact;
    };

/** What may move the clocks of a case, in the order of its days; for nearly every case, nothing. */
export function turnsOf<P extends GuaranteePolicy | ReviewPolicy>(
  timeline: ReadonlyArray<ClockFact>,
  takingOver: ReadonlyArray<{ readonly first: EpochDay; readonly policy: P }>,
): ReadonlyArray<Turn<P>> {
  if (takingOver.length === 0 && !timeline.some(isCorrection)) return [];
  const corrections = timeline
    .filter(isCorrection)
    .map((fact): Turn<P> => ({ by: 'calendar', day: fact.recordedOn, knownFrom: fact.on, fact }));
  const policies = takingOver.map(({ first, policy }): Turn<P> => ({ by: 'policy', day: first, policy }));
  return [...corrections, ...policies].toSorted((a, b) => a.day - b.day);
}

function isCorrection({ kind }: ClockFact): boolean {
  return kind === 'calendar-corrected';
}

/**
 * The facts by which it is told whether a clock was open at a turn: what was recorded before a correction, or what the
 * check of a policy's first day knew; of a clock opened so late that it did not know of it, what had been recorded by
 * then. A fact recorded later never changes under which rules a clock came.
 */
export function knownAt(
  turn: Turn<GuaranteePolicy | ReviewPolicy>,
  openedBy: ClockFact,
  timeline: ReadonlyArray<ClockFact>,
): ReadonlyArray<ClockFact> {
  if (turn.by === 'calendar') return timeline.slice(0, timeline.indexOf(turn.fact));
  const opened = timeline.indexOf(openedBy);
  return timeline.filter((fact, index) => index <= opened || fact.seenFrom <= turn.day);
}

/** A clock that was past due when a turn came has been missed, and stays so. */
export function isPastDueAt(turn: Turn<GuaranteePolicy | ReviewPolicy>, span: ClockSpan): boolean {
  return span.dueOn < (turn.by === 'policy' ? turn.day : turn.knownFrom);
}

/** What the days of a clock come from. */
export interface CountedBy {
  readonly policy: GuaranteePolicy | ReviewPolicy;
  readonly calendar: WorkingDays;
}

/**
 * The days of a clock that is timed anew on a day: as before, unless it is now counted otherwise. None of them is moved
 * to before that day, nor the last to one on which nobody can act: whoever is to keep the promise hears of it in time.
 */
export function movedSpan(
  was: CountedBy & { readonly span: ClockSpan },
  { policy, calendar }: CountedBy,
  { startedOn, day }: { readonly startedOn: EpochDay; readonly day: EpochDay },
): ClockSpan {
  const counted = spanUnder(policy, startedOn, calendar);
  if (isSameSpan(counted, spanUnder(was.policy, startedOn, was.calendar))) return was.span;
  const earliest = policy.roll === 'next-working-day' ? rollForward(day, calendar) : day;
  return {
    startedOn,
    warnOn: Math.max(counted.warnOn, Math.min(was.span.warnOn, day)),
    dueOn: Math.max(counted.dueOn, Math.min(was.span.dueOn, earliest)),
  };
}

export function isSameSpan(one: ClockSpan | null, other: ClockSpan | null): boolean {
  return one?.startedOn === other?.startedOn && one?.warnOn === other?.warnOn && one?.dueOn === other?.dueOn;
}
