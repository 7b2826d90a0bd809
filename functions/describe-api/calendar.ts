import type * as z from 'zod';
import type { City } from '../../shared/domain/city.ts';
import { addMonths, fromEpochDay, type LocalDate, localDate, toEpochDay } from '../../shared/domain/time/local-date.ts';
import { CALENDAR_LIMIT_YEARS, CALENDAR_YEARS } from '../../shared/http/endpoints/description.ts';
import type { calendarView } from '../../shared/http/endpoints/reference-views.ts';
import { type FieldProblem, fieldProblem } from '../../shared/http/field-problems.ts';

export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The period asked for: the rest of the year that is named, or this year. */
export function periodOf(
  asked: { from?: LocalDate | undefined; to?: LocalDate | undefined },
  today: LocalDate,
): Period {
  const year = (asked.from ?? asked.to ?? today).slice(0, 4);
  return { from: asked.from ?? localDate(`${year}-01-01`), to: asked.to ?? localDate(`${year}-12-31`) };
}

/** What is wrong with a period: turned around, too long, or outside the years whose holidays are known. */
export function periodProblems({ from, to }: Period): ReadonlyArray<FieldProblem> {
  const known = (date: LocalDate) => `${CALENDAR_YEARS.first}` <= date && date < `${CALENDAR_YEARS.last + 1}`;
  if (!known(from)) return [fieldProblem('/from', 'not-allowed')];
  if (!known(to)) return [fieldProblem('/to', 'not-allowed')];
  if (to < from) return [fieldProblem('/to', 'before-start')];
  const last = fromEpochDay(addMonths(toEpochDay(from), 12 * CALENDAR_LIMIT_YEARS));
  return to > last ? [fieldProblem('/to', 'too-long')] : [];
}

/** The holidays of a period as the clocks see them, in date order. */
export function holidaysIn({ from, to }: Period, { calendar }: Pick<City, 'calendar'>): z.infer<typeof calendarView> {
  const items = [];
  for (let day = toEpochDay(from); day <= toEpochDay(to); day++) {
    const closed = calendar.closed(day);
    if (closed?.reason === 'holiday') items.push(...closed.holidays);
  }
  return { from, to, items };
}
