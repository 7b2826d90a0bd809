import type { EpochDay } from '../time/local-date.ts';
import type { WorkingDays } from '../time/working-days.ts';
import type { GuaranteePolicy, GuaranteeStop, ReviewPolicy } from './policy.ts';
import { type ClockSpan, guaranteeSpan, reviewSpan } from './spans.ts';
import type { ClockFact, ClockFactKind } from './timeline.ts';

/** What ended a clock: one of the ways to keep the promise, a review, or nothing that answers it (`void`). */
export type ClockEnd = GuaranteeStop | 'review' | 'void';

/** A fact that ended a clock, or would have ended it had no earlier fact done so. */
export interface Ending {
  readonly by: ClockEnd;
  readonly fact: ClockFact;
}

/** How the clocks of a kind begin, run and end. */
export interface ClockKind<P extends GuaranteePolicy | ReviewPolicy> {
  readonly kind: P['kind'];
  readonly opens: ReadonlySet<string>;
  /** The facts with which the next clock of the kind takes over. */
  readonly opensNext: ReadonlySet<string>;
  start(openedBy: ClockFact, ordered: ReadonlyArray<ClockFact>, policy: P): ClockFact | null;
  span(startedOn: EpochDay, policy: P, calendar: WorkingDays): ClockSpan;
  /** What a fact after the opening does to a clock; `null` when it does not end it. */
  ending(fact: ClockFact, policy: P, span: ClockSpan | null): Ending | null;
}

const OPENS_GUARANTEE: ReadonlySet<string> = new Set(['received', 'held', 'restarted']);
const OPENS_REVIEW: ReadonlySet<string> = new Set(['plan-approved', 'reviewed']);
const OPENS_NEXT_GUARANTEE: ReadonlySet<string> = new Set(['restarted']);

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

/** A guarantee clock that has not started can only be voided. */
function guaranteeEnding(fact: ClockFact, policy: GuaranteePolicy, span: ClockSpan | null): Ending | null {
  const started = span !== null && span.startedOn <= fact.on;
  const pastDue = span !== null && span.dueOn < fact.on;
  const stops = (by: GuaranteeStop): Ending | null => (started && policy.stoppedBy.includes(by) ? { by, fact } : null);
  switch (fact.kind) {
    case 'plan-approved':
      return stops('plan');
    case 'work-started':
      return stops('work');
    case 'measure-started':
      return stops('other-measure');
    case 'closed-with-work':
      if (pastDue) return null;
      return started && policy.closingWithWork === 'stops' ? { by: 'work', fact } : voided(fact);
    case 'closed':
    case 'restarted':
      return pastDue ? null : voided(fact);
    default:
      return null;
  }
}

function reviewEnding(fact: ClockFact, span: ClockSpan | null): Ending | null {
  if (span === null) return null;
  const { dueOn } = span;
  switch (fact.kind) {
    case 'reviewed':
    case 'review-concluded':
      return { by: 'review', fact };
    case 'plan-approved':
    case 'closed':
    case 'closed-with-work':
      return fact.on > dueOn ? null : voided(fact);
    case 'interrupted':
      return fact.on > dueOn || fact.recordedOn > dueOn ? null : voided(fact);
    default:
      return null;
  }
}

/** An ending that does not answer whether the promise was kept. */
export function voided(fact: ClockFact): Ending {
  return { by: 'void', fact };
}

/** The promise of a plan, work or another measure. */
export const GUARANTEE: ClockKind<GuaranteePolicy> = {
  kind: 'guarantee',
  opens: OPENS_GUARANTEE,
  opensNext: OPENS_NEXT_GUARANTEE,
  start: guaranteeStart,
  span: guaranteeSpan,
  ending: guaranteeEnding,
};

/** The promise of a follow-up of the plan. */
export const REVIEW: ClockKind<ReviewPolicy> = {
  kind: 'review',
  opens: OPENS_REVIEW,
  opensNext: OPENS_REVIEW,
  start: (openedBy) => openedBy,
  span: reviewSpan,
  ending: (fact, _, span) => reviewEnding(fact, span),
};
