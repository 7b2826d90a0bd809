import type { EpochDay } from '../time/local-date.ts';
import type { WorkingDays } from '../time/working-days.ts';
import { type ClockKind, type Ending, GUARANTEE, REVIEW, voided } from './clock-kinds.ts';
import { policyOn, takingOver } from './in-force.ts';
import type { ClockPolicies, GuaranteePolicy, ReviewPolicy } from './policy.ts';
import type { ClockSpan } from './spans.ts';
import { type ClockFact, inOrderOfEvents } from './timeline.ts';
import { isPastDueAt, isSameSpan, knownAt, movedSpan, type Turn, turnsOf } from './turns.ts';

/** How a clock is timed: from which fact, under which policy and version of the calendar, and what that makes of it. */
export interface Timing {
  readonly policy: GuaranteePolicy | ReviewPolicy;
  readonly calendar: WorkingDays;
  /** The fact its first day comes from: the opening itself, or what the case waited for. */
  readonly startedBy: ClockFact | null;
  /** `null` while the promise has not begun: the case is held, or under some policies not enrolled. */
  readonly span: ClockSpan | null;
  /** The first ending in the order of events, if any. */
  readonly end: Ending | null;
  /** Every ending on or before the due day, the first included: what a check could have known. */
  readonly endings: ReadonlyArray<Ending>;
}

/** How a clock was timed until it was moved. */
export interface EarlierTiming extends Timing {
  /** The day on which it was moved: the first that this timing does not count for. */
  readonly until: EpochDay;
  readonly movedBy: 'policy' | 'calendar';
}

/**
 * A promise timed by the facts, in integer days, not yet judged on any particular day. The fact that opened it is its
 * identity: a fact registered late can move where a clock stops, never which clock it is.
 */
export interface ReckonedClock extends Timing {
  /** `guarantee/1`, `review/3`: numbered in the order in which the opening facts were recorded. */
  readonly id: string;
  readonly kind: 'guarantee' | 'review';
  readonly openedBy: ClockFact;
  /** How it was timed before a policy took it over or a corrected calendar moved it, the first first. */
  readonly earlier: ReadonlyArray<EarlierTiming>;
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
  return reckonKind(GUARANTEE, timeline, policies, calendar);
}

/** The review clocks: one from each approval of a plan version, one from each review that was not the last. */
export function reckonReviews(
  timeline: ReadonlyArray<ClockFact>,
  policies: ReadonlyArray<ReviewPolicy>,
  calendar: WorkingDays,
): ReadonlyArray<ReckonedClock> {
  return reckonKind(REVIEW, timeline, policies, calendar);
}

/** A clock as it was on a day: before what has moved it since. */
export function clockOn(clock: ReckonedClock, day: EpochDay): ReckonedClock {
  const index = clock.earlier.findIndex(({ until }) => day < until);
  const timing = clock.earlier[index];
  if (timing === undefined) return clock;
  const { until: _, movedBy: _by, ...before } = timing;
  return { ...clock, ...before, earlier: clock.earlier.slice(0, index) };
}

function reckonKind<P extends GuaranteePolicy | ReviewPolicy>(
  of: ClockKind<P>,
  timeline: ReadonlyArray<ClockFact>,
  policies: ReadonlyArray<P>,
  calendar: WorkingDays,
): ReadonlyArray<ReckonedClock> {
  const ordered = inOrderOfEvents(timeline);
  const turns = turnsOf(timeline, takingOver(policies));
  return timeline
    .filter((fact) => of.opens.has(fact.kind))
    .map((openedBy, index): ReckonedClock => {
      const opened: Opened<P> = { of, openedBy, ordered, calendar };
      const { timing, earlier } = timedThrough(turns, opened, policyOn(policies, openedBy.on), timeline);
      const { policy, calendar: known, startedBy, span, end, endings } = timing;
      const { kind } = of;
      return {
        id: `${kind}/${index + 1}`,
        kind,
        openedBy,
        earlier,
        policy,
        calendar: known,
        startedBy,
        span,
        end,
        endings,
      };
    });
}

/** A clock that a fact has opened, with all that happened around it. */
interface Opened<P extends GuaranteePolicy | ReviewPolicy> {
  readonly of: ClockKind<P>;
  readonly openedBy: ClockFact;
  readonly ordered: ReadonlyArray<ClockFact>;
  readonly calendar: WorkingDays;
}

/** Times a clock from its first policy on, and anew at each turn that it was open at and not yet past due. */
function timedThrough<P extends GuaranteePolicy | ReviewPolicy>(
  turns: ReadonlyArray<Turn<P>>,
  opened: Opened<P>,
  firstPolicy: P,
  timeline: ReadonlyArray<ClockFact>,
): { readonly timing: Timing; readonly earlier: ReadonlyArray<EarlierTiming> } {
  let policy = firstPolicy;
  let correctedOn = Number.NEGATIVE_INFINITY;
  let timing = timed(opened, policy, correctedOn);
  if (turns.length === 0) return { timing, earlier: [] };
  const earlier: Array<EarlierTiming> = [];
  for (const turn of turns) {
    if (!isOpenAt(turn, opened, policy, timing.span, timeline)) continue;
    if (turn.by === 'policy') policy = turn.policy;
    else correctedOn = turn.knownFrom;
    const next = timed(opened, policy, correctedOn, { day: turn.day, timing });
    const { by: movedBy, day: until } = turn;
    if (movedBy === 'policy' || !isSameSpan(next.span, timing.span)) earlier.push({ ...timing, until, movedBy });
    timing = next;
  }
  return { timing, earlier };
}

/**
 * Times a clock under a policy: with the calendar as it was known when its first day was, or by the correction that the
 * case has taken up since.
 */
function timed<P extends GuaranteePolicy | ReviewPolicy>(
  { of, openedBy, ordered, calendar }: Opened<P>,
  policy: P,
  correctedOn: EpochDay,
  was: { readonly day: EpochDay; readonly timing: Timing } | null = null,
): Timing {
  const startedBy = of.start(openedBy, ordered, policy);
  if (startedBy === null) {
    return { policy, calendar, startedBy, span: null, ...endingsOf(of, openedBy, ordered, policy, null) };
  }
  const known = calendar.knownOn(Math.max(startedBy.recordedOn, correctedOn));
  const { on: startedOn } = startedBy;
  const span =
    was?.timing.span == null
      ? of.span(startedOn, policy, known)
      : movedSpan({ ...was.timing, span: was.timing.span }, { policy, calendar: known }, { startedOn, day: was.day });
  const { end, endings } = endingsOf(of, openedBy, ordered, policy, span);
  return { policy, calendar: known, startedBy, span, end, endings };
}

function isOpenAt<P extends GuaranteePolicy | ReviewPolicy>(
  turn: Turn<P>,
  { of, openedBy }: Opened<P>,
  policy: P,
  span: ClockSpan | null,
  timeline: ReadonlyArray<ClockFact>,
): boolean {
  const known = knownAt(turn, openedBy, timeline);
  const concerns = turn.by === 'policy' ? openedBy.on < turn.day && turn.policy !== policy : known.includes(openedBy);
  if (!concerns || (span !== null && isPastDueAt(turn, span))) return false;
  return endingsOf(of, openedBy, inOrderOfEvents(known), policy, span).end === null;
}

function endingsOf<P extends GuaranteePolicy | ReviewPolicy>(
  of: ClockKind<P>,
  openedBy: ClockFact,
  ordered: ReadonlyArray<ClockFact>,
  policy: P,
  span: ClockSpan | null,
): Pick<Timing, 'end' | 'endings'> {
  const endings: Array<Ending> = [];
  let end: Ending | null = null;
  let phase: 'before' | 'running' | 'succeeded' = 'before';
  for (const fact of ordered) {
    if (fact === openedBy) {
      phase = 'running';
      continue;
    }
    const ending = phase === 'before' ? closingBefore(fact) : of.ending(fact, policy, span);
    if (ending !== null && phase !== 'succeeded') end ??= ending;
    if (ending !== null && span !== null && fact.on <= span.dueOn) endings.push(ending);
    if (phase === 'running' && of.opensNext.has(fact.kind)) phase = 'succeeded';
  }
  return { end, endings };
}

/** A closure back-dated to before a clock began leaves nothing to time. */
function closingBefore(fact: ClockFact): Ending | null {
  return fact.kind === 'closed' || fact.kind === 'closed-with-work' ? voided(fact) : null;
}
