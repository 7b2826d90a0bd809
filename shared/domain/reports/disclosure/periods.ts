import { addDays, type LocalDate } from '../../time/local-date.ts';

/** A period of whole days, both ends included. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A period about which is decided. */
export interface Stage {
  readonly told: Period;
  /**
   * The periods that come with it: itself, unless it has been there as a part of others, and the parts that it and those
   * before it cut each other into. Nobody need report on these; whoever has the reports on the others can reckon them.
   */
  readonly added: ReadonlyArray<Period>;
}

/**
 * A period over more calendar years than this is not held against others: that would be the figures of all periods of those
 * years, for every office and district, to be kept while the cases are read.
 */
const MOST_YEARS = 2;

/** So many periods of a year, the first asked about, are held against later ones. */
export const MOST_ASKED = 60;
/** With the calendar's own, of which there are fifteen: they have places of their own. */
export const MOST_PERIODS = 80;

/** The calendar years whose periods one is held against; none for a period over many. */
export function yearsHeld({ from, to }: Period): ReadonlyArray<number> {
  const [first, last] = [yearOf(from), yearOf(to)];
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.length > MOST_YEARS ? [] : years;
}

/** Whether other periods are held against this one: each year is decided by itself, so that it lies within one. */
export function isHeldAgainst({ from, to }: Period): boolean {
  return yearOf(from) === yearOf(to);
}

/**
 * The periods that one is held against, and it last, in the order in which is decided what is told of them: that in which
 * they were first asked about. What was noted after it does not count: so what is told of a period never depends on what is
 * asked later, and is the same however often it is asked. All are reckoned from the facts known by the cut-off: where some
 * have been registered late, what was published of an earlier period can be other figures.
 */
export function stagesOf(own: Period, noted: ReadonlyArray<Period>): ReadonlyArray<Stage> {
  const place = noted.findIndex((period) => isSame(period, own));
  const before = (place === -1 ? noted : noted.slice(0, place)).slice(0, MOST_PERIODS);
  const told = [...before, own].map(({ from, to }) => ({ from, to }));
  const known: Array<Period> = [];
  return told.map((period, index) => {
    const present = [...partsOf(told.slice(0, index + 1)).filter((part) => !isSame(part, period)), period];
    const added = present.filter((each) => !known.some((other) => isSame(each, other)));
    known.push(...added);
    return { told: period, added };
  });
}

/** The first and last day of which anything is counted in any of some periods. */
export function daysOf(stages: ReadonlyArray<Stage>): Period {
  const periods = stages.flatMap(({ added }) => added);
  const first = periods.map(({ from }) => from).toSorted()[0];
  const last = periods
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
  if (first === undefined || last === undefined) throw new RangeError('there is no period');
  return { from: first, to: last };
}

/** The days of some periods, cut wherever one of them begins or ends. */
function partsOf(periods: ReadonlyArray<Period>): ReadonlyArray<Period> {
  const cuts = [...new Set(periods.flatMap(({ from, to }) => [from, addDays(to, 1)]))].toSorted();
  return cuts
    .slice(1)
    .map((after, index) => ({ from: cuts[index] ?? after, to: addDays(after, -1) }))
    .filter(({ from, to }) => periods.some((period) => period.from <= from && to <= period.to));
}

/** Whether two periods are the same days. */
export const isSame = (one: Period, other: Period): boolean => one.from === other.from && one.to === other.to;
const yearOf = (day: LocalDate): number => Number(day.slice(0, 'YYYY'.length));
