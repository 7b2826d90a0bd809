import type { Dated } from '../dated.ts';

/** What can stop a guarantee clock: the three ways to keep the promise. */
export type GuaranteeStop = 'plan' | 'work' | 'other-measure';

interface ClockPolicy extends Dated {
  /** Printed with every result it produced. */
  readonly id: string;
  readonly sv: string;
  readonly en: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** What happens when the last day is not a working day. */
  readonly roll: 'next-working-day' | 'none';
  /** The warning comes this many working days before the due day. */
  readonly warningWorkingDays: number;
  /**
   * Which clocks it times: those opened since it took force, unless it says that it takes over, from its first day, those
   * that are open then.
   */
  readonly appliesTo?: 'clocks-opened-since' | 'open-clocks-too' | undefined;
}

/** How the promise of a plan, work or another measure is timed. A clock keeps the policy of its opening, as a rule. */
export interface GuaranteePolicy extends ClockPolicy {
  readonly kind: 'guarantee';
  readonly startsWith: 'referral' | 'enrolment';
  readonly days: number;
  readonly unit: 'calendar-days' | 'working-days';
  readonly stoppedBy: ReadonlyArray<GuaranteeStop>;
  /** Whether closing a case with work keeps the promise or ends it without an answer. */
  readonly closingWithWork: 'stops' | 'voids';
}

/** How the promise of a follow-up is timed, from each approval of a plan and from each review. */
export interface ReviewPolicy extends ClockPolicy {
  readonly kind: 'review';
  readonly months: number;
}

/** The clock policies of every time, in force one after the other. */
export interface ClockPolicies {
  readonly guarantee: ReadonlyArray<GuaranteePolicy>;
  readonly review: ReadonlyArray<ReviewPolicy>;
}
