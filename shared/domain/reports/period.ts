import { addMonths, fromEpochDay, type LocalDate, toEpochDay } from '../time/local-date.ts';

/** Why a period cannot be reported on. */
export type PeriodRule = 'before-start' | 'in-the-future' | 'before-jobbtorg' | 'over-ten-years';

/** What is wrong with a period, and by which of its ends. */
export interface PeriodError {
  readonly end: 'from' | 'to';
  readonly rule: PeriodRule;
}

const LONGEST_IN_MONTHS = 120;

/**
 * Everything that is wrong with a period of whole days, both ends included, asked about on `today`; `first` is the
 * earliest day there is anything to tell of.
 */
export function periodErrors(
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  today: LocalDate,
  first: LocalDate,
): ReadonlyArray<PeriodError> {
  const errors: Array<PeriodError> = [];
  if (from < first) errors.push({ end: 'from', rule: 'before-jobbtorg' });
  if (from > today) errors.push({ end: 'from', rule: 'in-the-future' });
  if (to < from) errors.push({ end: 'to', rule: 'before-start' });
  if (to >= dayTenYearsAfter(from)) errors.push({ end: 'to', rule: 'over-ten-years' });
  return errors;
}

function dayTenYearsAfter(from: LocalDate): LocalDate {
  return fromEpochDay(addMonths(toEpochDay(from), LONGEST_IN_MONTHS));
}
