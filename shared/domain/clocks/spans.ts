import { addMonths, type EpochDay } from '../time/local-date.ts';
import { addWorkingDays, rollForward, type WorkingDays, workingDaysBefore } from '../time/working-days.ts';
import type { GuaranteePolicy, ReviewPolicy } from './policy.ts';

/** The three days of a clock that has started. */
export interface ClockSpan {
  readonly startedOn: EpochDay;
  readonly warnOn: EpochDay;
  readonly dueOn: EpochDay;
}

/** The days of a clock that starts on a day, under a policy of either kind. */
export function spanUnder(
  policy: GuaranteePolicy | ReviewPolicy,
  startedOn: EpochDay,
  calendar: WorkingDays,
): ClockSpan {
  return policy.kind === 'guarantee'
    ? guaranteeSpan(startedOn, policy, calendar)
    : reviewSpan(startedOn, policy, calendar);
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
