import { addMonths, type EpochDay, toEpochDay } from '../time/local-date.ts';
import { addWorkingDays, rollForward, type WorkingDays, workingDaysBefore } from '../time/working-days.ts';
import type { ClockPolicies, GuaranteePolicy, GuaranteeStop, ReviewPolicy } from './policy.ts';
import { type ClockFact, type ClockFactKind, inOrderOfEvents } from './timeline.ts';

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
  /** The fact its first day comes from: the opening itself, or what the case waited for. */
  readonly startedBy: ClockFact | null;
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
  const ordered = inOrderOfEvents(timeline);
  return openers.map((openedBy, index): ReckonedClock => {
    const policy = policyOn(policies, openedBy.on);
    const startedBy = guaranteeStart(openedBy, ordered, policy);
    const span = startedBy === null ? null : guaranteeSpan(startedBy.on, policy, calendar);
    const { before, after, untilNext } = around(openedBy, ordered, (fact) => fact.kind === 'restarted');
    const closedBefore = before.filter((fact) => CLOSES.has(fact.kind)).map(voided);
    const ending = (fact: ClockFact) => guaranteeEnding(fact, policy, span);
    const end = [...closedBefore, ...untilNext.flatMap(ending)][0] ?? null;
    const endings = inTime([...closedBefore, ...after.flatMap(ending)], span);
    return { id: `guarantee/${index + 1}`, kind: 'guarantee', policy, openedBy, startedBy, span, end, endings };
  });
}

/** The review clocks: one from each approval of a plan version, one from each review that was not the last. */
export function reckonReviews(
  timeline: ReadonlyArray<ClockFact>,
  policies: ReadonlyArray<ReviewPolicy>,
  calendar: WorkingDays,
): ReadonlyArray<ReckonedClock> {
  const openers = timeline.filter((fact) => OPENS_REVIEW.has(fact.kind));
  const ordered = inOrderOfEvents(timeline);
  return openers.map((openedBy, index): ReckonedClock => {
    const policy = policyOn(policies, openedBy.on);
    const span = reviewSpan(openedBy.on, policy, calendar);
    const { before, after, untilNext } = around(openedBy, ordered, (fact) => OPENS_REVIEW.has(fact.kind));
    const closedBefore = before.filter((fact) => CLOSES.has(fact.kind)).map(voided);
    const ending = (fact: ClockFact) => reviewEnding(fact, span.dueOn);
    const end = [...closedBefore, ...untilNext.flatMap(ending)][0] ?? null;
    const endings = inTime([...closedBefore, ...after.flatMap(ending)], span);
    return { id: `review/${index + 1}`, kind: 'review', policy, openedBy, startedBy: openedBy, span, end, endings };
  });
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
const OPENS_REVIEW: ReadonlySet<string> = new Set(['plan-approved', 'reviewed']);
/** A closure back-dated to before a clock began leaves nothing to time. */
const CLOSES: ReadonlySet<string> = new Set(['closed', 'closed-with-work']);

/** The facts around the one that opened a clock, in the order of events; `untilNext` ends with the next such opening. */
function around(
  openedBy: ClockFact,
  ordered: ReadonlyArray<ClockFact>,
  opensNext: (fact: ClockFact) => boolean,
): Record<'before' | 'after' | 'untilNext', ReadonlyArray<ClockFact>> {
  const index = ordered.indexOf(openedBy);
  const after = ordered.slice(index + 1);
  const next = after.findIndex(opensNext);
  return { before: ordered.slice(0, index), after, untilNext: next === -1 ? after : after.slice(0, next + 1) };
}

function inTime(endings: ReadonlyArray<Ending>, span: ClockSpan | null): ReadonlyArray<Ending> {
  return span === null ? [] : endings.filter((ending) => ending.fact.on <= span.dueOn);
}

function policyOn<P extends GuaranteePolicy | ReviewPolicy>(policies: ReadonlyArray<P>, day: EpochDay): P {
  const found = policies.find((policy) => {
    const { first, last } = daysInForce(policy);
    return first <= day && day <= last;
  });
  if (found === undefined) throw new RangeError(`no clock policy is in force on epoch day ${day}`);
  return found;
}

/** A policy's days as integers, parsed once: a report asks for every clock of a million cases. */
function daysInForce(policy: GuaranteePolicy | ReviewPolicy): { readonly first: EpochDay; readonly last: EpochDay } {
  const known = DAYS_IN_FORCE.get(policy);
  if (known !== undefined) return known;
  const last = policy.validTo === null ? Number.POSITIVE_INFINITY : toEpochDay(policy.validTo);
  const days = { first: toEpochDay(policy.validFrom), last };
  DAYS_IN_FORCE.set(policy, days);
  return days;
}

const DAYS_IN_FORCE = new WeakMap<
  GuaranteePolicy | ReviewPolicy,
  { readonly first: EpochDay; readonly last: EpochDay }
>();

function guaranteeStart(
  openedBy: ClockFact,
  ordered: ReadonlyArray<ClockFact>,
  policy: GuaranteePolicy,
): ClockFact | null {
  const first = (kind: ClockFactKind) => ordered.find((fact) => fact.kind === kind) ?? null;
  if (policy.startsWith === 'enrolment') {
    const enrolled = first('enrolled');
    return enrolled !== null && enrolled.on < openedBy.on ? openedBy : enrolled;
  }
  return openedBy.kind === 'held' ? first('released') : openedBy;
}

/** What a fact after the opening does to a guarantee clock; one that has not started can only be voided. */
function guaranteeEnding(fact: ClockFact, policy: GuaranteePolicy, span: ClockSpan | null): ReadonlyArray<Ending> {
  const started = span !== null && span.startedOn <= fact.on;
  const pastDue = span !== null && span.dueOn < fact.on;
  const stops = (by: GuaranteeStop): ReadonlyArray<Ending> =>
    started && policy.stoppedBy.includes(by) ? [{ by, fact }] : [];
  switch (fact.kind) {
    case 'plan-approved':
      return stops('plan');
    case 'work-started':
      return stops('work');
    case 'measure-started':
      return stops('other-measure');
    case 'closed-with-work':
      if (pastDue) return [];
      return started && policy.closingWithWork === 'stops' ? [{ by: 'work', fact }] : [voided(fact)];
    case 'closed':
    case 'restarted':
      return pastDue ? [] : [voided(fact)];
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
