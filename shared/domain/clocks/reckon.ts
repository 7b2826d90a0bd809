import { addMonths, type EpochDay, toEpochDay } from '../time/local-date.ts';
import { addWorkingDays, rollForward, type WorkingDays, workingDaysBefore } from '../time/working-days.ts';
import type { ClockPolicies, GuaranteePolicy, GuaranteeStop, ReviewPolicy } from './policy.ts';
import { type ClockFact, inOrderOfEvents } from './timeline.ts';

/** What ended a clock: one of the ways to keep the promise, a review, or nothing that answers it (`void`). */
export type ClockEnd = GuaranteeStop | 'review' | 'void';

/** A fact that ended a clock, or would have ended it had no earlier fact done so. */
export interface Ending {
  readonly by: ClockEnd;
  readonly fact: ClockFact;
}

/**
 * A promise timed by the facts, in integer days, not yet judged on any particular day. The fact that opened it is its
 * identity: a fact registered late can move where a clock stops, never which clock it is.
 */
export interface ReckonedClock {
  /** `guarantee/1`, `review/3`: numbered in the order in which the opening facts were recorded. */
  readonly id: string;
  readonly kind: 'guarantee' | 'review';
  readonly policy: GuaranteePolicy | ReviewPolicy;
  readonly openedBy: ClockFact;
  /** `null` while the promise has not begun: the case is held, or under some policies not enrolled. */
  readonly span: ClockSpan | null;
  /** The first ending in the order of events, if any. */
  readonly end: Ending | null;
  /** Every ending on or before the due day, the first included: what a check could have known. */
  readonly endings: ReadonlyArray<Ending>;
}

/** The three days of a clock that has started. */
export interface ClockSpan {
  readonly startedOn: EpochDay;
  readonly warnOn: EpochDay;
  readonly dueOn: EpochDay;
}

/** Every clock of a case by the facts of its timeline (in recorded order): guarantees first, then reviews. */
export function reckonClocks(
  timeline: ReadonlyArray<ClockFact>,
  policies: ClockPolicies,
  calendar: WorkingDays,
): ReadonlyArray<ReckonedClock> {
  return [
    ...reckonGuarantees(timeline, policies.guarantee, calendar),
    ...reckonReviews(timeline, policies.review, calendar),
  ];
}

/** The guarantee clocks: one from the referral (or what the policy starts with), one more from each restart. */
export function reckonGuarantees(
  timeline: ReadonlyArray<ClockFact>,
  policies: ReadonlyArray<GuaranteePolicy>,
  calendar: WorkingDays,
): ReadonlyArray<ReckonedClock> {
  const openers = timeline.filter((fact) => OPENS_GUARANTEE.has(fact.kind));
  const restarts = openers.filter((fact) => fact.kind === 'restarted').map((fact) => fact.on);
  const ordered = inOrderOfEvents(timeline);
  return openers.map((openedBy, index) => {
    const policy = policyOn(policies, openedBy.on);
    const startedOn = guaranteeStart(openedBy, ordered, policy);
    const id = `guarantee/${index + 1}`;
    if (startedOn === null) {
      const end = ordered.filter((fact) => CLOSES_UNSTARTED.has(fact.kind)).map(voided)[0] ?? null;
      return { id, kind: 'guarantee', policy, openedBy, span: null, end, endings: [] };
    }
    const span = guaranteeSpan(startedOn, policy, calendar);
    const nextRestart = Math.min(...restarts.filter((day) => day > openedBy.on));
    const endings = ordered.flatMap((fact) => {
      if (fact.on < startedOn || fact.on > nextRestart) return [];
      if (fact.on === nextRestart && fact.kind !== 'restarted') return [];
      return guaranteeEnding(fact, openedBy, policy, span.dueOn);
    });
    const inTime = endings.filter((ending) => ending.fact.on <= span.dueOn);
    return { id, kind: 'guarantee', policy, openedBy, span, end: endings[0] ?? null, endings: inTime };
  });
}

/** The review clocks: one from each approval of a plan version, one from each review that was not the last. */
export function reckonReviews(
  timeline: ReadonlyArray<ClockFact>,
  policies: ReadonlyArray<ReviewPolicy>,
  calendar: WorkingDays,
): ReadonlyArray<ReckonedClock> {
  const ordered = inOrderOfEvents(timeline);
  const openers = ordered.filter((fact) => OPENS_REVIEW.has(fact.kind));
  const recorded = timeline.filter((fact) => OPENS_REVIEW.has(fact.kind));
  return openers
    .map((openedBy, index): ReckonedClock => {
      const policy = policyOn(policies, openedBy.on);
      const span = reviewSpan(openedBy.on, policy, calendar);
      const next = openers[index + 1];
      const later = ordered.slice(ordered.indexOf(openedBy) + 1);
      const beforeNext = next === undefined ? later : later.slice(0, later.indexOf(next) + 1);
      const endings = later.flatMap((fact) => reviewEnding(fact, span.dueOn));
      const end = beforeNext.flatMap((fact) => reviewEnding(fact, span.dueOn))[0] ?? null;
      const inTime = endings.filter((ending) => ending.fact.on <= span.dueOn);
      const id = `review/${recorded.indexOf(openedBy) + 1}`;
      return { id, kind: 'review', policy, openedBy, span, end, endings: inTime };
    })
    .sort((a, b) => recorded.indexOf(a.openedBy) - recorded.indexOf(b.openedBy));
}

/** The days of a guarantee clock that starts on a day; the day itself is day zero. */
export function guaranteeSpan(startedOn: EpochDay, policy: GuaranteePolicy, calendar: WorkingDays): ClockSpan {
  const counted =
    policy.unit === 'working-days' ? addWorkingDays(startedOn, policy.days, calendar) : startedOn + policy.days;
  return spanTo(counted, startedOn, policy, calendar);
}

/** The days of a review clock that starts on a day; a month that lacks the day's number ends on its last. */
export function reviewSpan(startedOn: EpochDay, policy: ReviewPolicy, calendar: WorkingDays): ClockSpan {
  return spanTo(addMonths(startedOn, policy.months), startedOn, policy, calendar);
}

function spanTo(
  lastDay: EpochDay,
  startedOn: EpochDay,
  policy: GuaranteePolicy | ReviewPolicy,
  calendar: WorkingDays,
): ClockSpan {
  const dueOn = policy.roll === 'next-working-day' ? rollForward(lastDay, calendar) : lastDay;
  const warnOn = Math.max(startedOn, workingDaysBefore(dueOn, policy.warningWorkingDays, calendar));
  return { startedOn, warnOn, dueOn };
}

const OPENS_GUARANTEE: ReadonlySet<string> = new Set(['received', 'held', 'restarted']);
const CLOSES_UNSTARTED: ReadonlySet<string> = new Set(['closed', 'closed-with-work']);
const OPENS_REVIEW: ReadonlySet<string> = new Set(['plan-approved', 'reviewed']);

function policyOn<P extends GuaranteePolicy | ReviewPolicy>(policies: ReadonlyArray<P>, day: EpochDay): P {
  const found = policies.find(
    ({ validFrom, validTo }) => toEpochDay(validFrom) <= day && (validTo === null || day <= toEpochDay(validTo)),
  );
  if (found === undefined) throw new RangeError(`no clock policy is in force on epoch day ${day}`);
  return found;
}

function guaranteeStart(
  openedBy: ClockFact,
  ordered: ReadonlyArray<ClockFact>,
  policy: GuaranteePolicy,
): EpochDay | null {
  if (openedBy.kind === 'restarted') return openedBy.on;
  const starter = policy.startsWith === 'enrolment' ? 'enrolled' : openedBy.kind === 'held' ? 'released' : 'received';
  return ordered.find((fact) => fact.kind === starter)?.on ?? null;
}

function guaranteeEnding(
  fact: ClockFact,
  openedBy: ClockFact,
  policy: GuaranteePolicy,
  dueOn: EpochDay,
): ReadonlyArray<Ending> {
  const stops = (by: GuaranteeStop): ReadonlyArray<Ending> => (policy.stoppedBy.includes(by) ? [{ by, fact }] : []);
  switch (fact.kind) {
    case 'plan-approved':
      return stops('plan');
    case 'work-started':
      return stops('work');
    case 'measure-started':
      return stops('other-measure');
    case 'closed-with-work':
      if (fact.on > dueOn) return [];
      return policy.closingWithWork === 'stops' ? [{ by: 'work', fact }] : [voided(fact)];
    case 'closed':
      return fact.on > dueOn ? [] : [voided(fact)];
    case 'restarted':
      return fact === openedBy || fact.on > dueOn ? [] : [voided(fact)];
    default:
      return [];
  }
}

function reviewEnding(fact: ClockFact, dueOn: EpochDay): ReadonlyArray<Ending> {
  switch (fact.kind) {
    case 'reviewed':
    case 'review-concluded':
      return [{ by: 'review', fact }];
    case 'plan-approved':
    case 'closed':
    case 'closed-with-work':
      return fact.on > dueOn ? [] : [voided(fact)];
    case 'interrupted':
      return fact.on > dueOn || fact.recordedOn > dueOn ? [] : [voided(fact)];
    default:
      return [];
  }
}

function voided(fact: ClockFact): Ending {
  return { by: 'void', fact };
}
