import type { City } from '../../../shared/domain/city.ts';
import type { GuaranteePolicy, ReviewPolicy } from '../../../shared/domain/clocks/policy.ts';
import { guaranteeReading, type Reading, reviewReading } from '../../../shared/domain/reports/what-if.ts';
import { changedCalendar } from '../../../shared/domain/time/changed-calendar.ts';
import type { PolicyFile } from './policy-file.ts';

/** Readings side by side, the first of each kind being what is in force. */
export type SideBySide = ReadonlyArray<Reading>;

const CALENDAR = { id: 'calendar', sv: 'Med filens kalender:', en: 'With the calendar of the file:' } as const;

/**
 * What is in force; the same under the calendar of a file, if it has one; each policy of the file, on its own days and
 * under that calendar; and the other shipped readings as they are.
 */
export function sideBySide(
  city: Pick<City, 'clocks' | 'calendar'>,
  shipped: ReadonlyArray<GuaranteePolicy>,
  file: PolicyFile | null,
): SideBySide {
  const { clocks, calendar } = city;
  const asked = file?.calendar == null ? calendar : changedCalendar(calendar, file.calendar);
  const isChanged = asked !== calendar;
  const guarantee = newestFirst(clocks.guarantee);
  const review = newestFirst(clocks.review);
  const inForce = guaranteeReading(guarantee, calendar);
  const showsReviews = file !== null && (file.review !== null || isChanged);
  return [
    inForce,
    ...(isChanged ? [underCalendar(guaranteeReading(guarantee, asked))] : []),
    ...(file?.guarantee ?? []).map((policy) => guaranteeReading([policy, ...guarantee], asked)),
    ...shipped.filter(({ id }) => id !== inForce.id).map((policy) => guaranteeReading([policy], calendar)),
    ...(showsReviews ? [reviewReading(review, calendar)] : []),
    ...(isChanged ? [underCalendar(reviewReading(review, asked))] : []),
    ...(file?.review == null ? [] : [reviewReading([file.review, ...review], asked)]),
  ];
}

function underCalendar(reading: Reading): Reading {
  const { id, sv, en } = reading;
  return { ...reading, id: `${id}/${CALENDAR.id}`, sv: `${CALENDAR.sv} ${sv}`, en: `${CALENDAR.en} ${en}` };
}

/** The latest names the reading; which days each is in force on says its own dates. */
function newestFirst<P extends GuaranteePolicy | ReviewPolicy>(policies: ReadonlyArray<P>): readonly [P, ...Array<P>] {
  const [first, ...others] = policies.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  if (first === undefined) throw new Error('a policy is always in force');
  return [first, ...others];
}
