import type { City } from '../../city.ts';
import { addDays, addMonths, fromEpochDay, type LocalDate, localDate, toEpochDay } from '../../time/local-date.ts';
import { dateInStockholm } from '../../time/stockholm.ts';
import { periodsBefore } from '../calendar.ts';
import type { ReportQuestion } from '../question.ts';

/** A period of whole days, both ends included. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A period whose figures are held against those of others. */
export interface HeldPeriod extends Period {
  /**
   * `standard` is what the calendar reports on; `asked` what somebody else asks about; a `rest` is what is left of the
   * months of such a period without it, which nobody reports on, but whoever has both can reckon.
   */
  readonly role: 'standard' | 'asked' | 'rest';
}

/** Periods about which is decided at once. */
export type Stage = ReadonlyArray<HeldPeriod>;

/**
 * A period over more calendar years than this is not held against others: that would be the figures of fifteen periods a
 * year, for every office and district, to be kept while the cases are read.
 */
const MOST_YEARS = 2;

/**
 * The periods that the one asked about is held against, and it last, in the order in which is decided what is told of
 * them. The calendar's come first, by their last day; those with the same together, the longer first. So what is told of
 * one of these never depends on what happens later, or on which reports are asked for; what is told of any other period
 * depends on those of the calendar that are over by the cut-off, and on no other. All are reckoned from the facts known by
 * the cut-off: where some have been registered late, what was published of an earlier period can be other figures.
 */
export function stagesOf(
  { from, to, cutOff }: Pick<ReportQuestion, 'from' | 'to' | 'cutOff'>,
  { reportRhythms }: Pick<City, 'reportRhythms'>,
): ReadonlyArray<Stage> {
  const years = yearsBetween(from, to);
  if (years.length > MOST_YEARS) return [[{ from, to, role: 'asked' }]];
  const stages = years.flatMap((year) => stagesOfYear(year, reportRhythms));
  const own = stages.findIndex((stage) => stage.some((each) => each.from === from && each.to === to));
  if (own !== -1) return stages.slice(0, own + 1);
  const today = dateInStockholm(cutOff);
  const isOver = ({ to: last }: Period) => last < today;
  return [
    ...stages.filter((stage) => stage.every(isOver)),
    [...restsOf({ from, to }).filter(isOver), { from, to, role: 'asked' }],
  ];
}

/** The first and last day of which anything is counted in any of some periods. */
export function daysOf(stages: ReadonlyArray<Stage>): Period {
  const periods = stages.flat();
  const first = periods.map(({ from }) => from).toSorted()[0];
  const last = periods
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
  if (first === undefined || last === undefined) throw new RangeError('there is no period');
  return { from: first, to: last };
}

const MONTHS_IN_YEAR = 12;

/** No period that begins in another year is held against those of a year: each year is decided by itself. */
function stagesOfYear(year: number, rhythms: City['reportRhythms']): ReadonlyArray<Stage> {
  const first = toEpochDay(localDate(`${year}-01-01`));
  const ends = Array.from({ length: MONTHS_IN_YEAR }, (_, month) => fromEpochDay(addMonths(first, month + 1)));
  return ends
    .map((after) =>
      periodsBefore(after, rhythms)
        .filter(({ from }) => first <= toEpochDay(from))
        .toSorted((a, b) => (a.from < b.from ? -1 : 1))
        .map((period) => ({ ...period, role: 'standard' as const })),
    )
    .filter((stage) => stage.length > 0);
}

function yearsBetween(from: LocalDate, to: LocalDate): ReadonlyArray<number> {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The parts of months that the first and the last day of a period cut off, on either side. */
function restsOf({ from, to }: Period): ReadonlyArray<HeldPeriod> {
  const cuts = [firstOfMonth(from), from, addDays(to, 1), addDays(lastOfMonth(to), 1)];
  const months = [addDays(lastOfMonth(from), 1), firstOfMonth(to)].filter((day) => from < day && day <= to);
  const days = [...new Set([...cuts, ...months])].toSorted();
  const parts = days.slice(1).map((after, index) => ({ from: days[index] ?? after, to: addDays(after, -1) }));
  return parts
    .filter((part) => !(part.from === from && part.to === to) && !isWholeMonths(part))
    .map((part) => ({ ...part, role: 'rest' as const }));
}

function isWholeMonths({ from, to }: Period): boolean {
  return from === firstOfMonth(from) && to === lastOfMonth(to);
}

/** The first day of a date's month. */
export function firstOfMonth(day: LocalDate): LocalDate {
  return localDate(`${day.slice(0, 'YYYY-MM'.length)}-01`);
}

/** The last day of a date's month. */
export function lastOfMonth(day: LocalDate): LocalDate {
  return fromEpochDay(addMonths(toEpochDay(firstOfMonth(day)), 1) - 1);
}
