import type { ClockPolicies, GuaranteePolicy } from '../clocks/policy.ts';
import { spanUnder } from '../clocks/spans.ts';
import { versionsOf } from '../time/corrected-calendar.ts';
import type { EpochDay } from '../time/local-date.ts';
import type { WorkingDays } from '../time/working-days.ts';

/**
 * The earliest day on which a clock can start and still fall due on `from` or later, under any of the policies and
 * versions of the calendar. A case in which nothing has happened since has no promise to report, and need not be
 * reckoned. A later start never gives an earlier due day, so that one step back at a time finds the day.
 */
export function earliestStartDueFrom(
  from: EpochDay,
  policies: ClockPolicies,
  readings: ReadonlyArray<GuaranteePolicy>,
  calendar: WorkingDays,
): EpochDay {
  const all = [...policies.guarantee, ...policies.review, ...readings];
  const versions = versionsOf(calendar);
  const fallsDue = (start: EpochDay): boolean =>
    versions.some((known) => all.some((policy) => spanUnder(policy, start, known).dueOn >= from));
  let start = from;
  while (fallsDue(start - 1)) start--;
  return start;
}
