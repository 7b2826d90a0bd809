import type { City, District, Office } from '../city.ts';
import { type Dated, inForce } from '../dated.ts';
import { addDays, addMonths, fromEpochDay, type LocalDate, toEpochDay } from '../time/local-date.ts';
import { REPORT_KINDS, type ReportQuestion, type ReportScope } from './question.ts';

/**
 * When the calendar asks for reports, in local time: an hour after the night's check has begun, so that its findings are
 * in, and never between 02:00 and 03:00.
 */
export const SCHEDULED_REPORTS_AT = { dayOfMonth: '1', hour: 5, minute: 15 } as const;

/** A period that is reported on again and again: whole months, the last of them one of some. */
export interface Rhythm extends Dated {
  readonly months: number;
  /** January = 1. */
  readonly endsIn: ReadonlyArray<number>;
}

/** A question that the calendar asks; its cut-off is the instant it was scheduled for. */
export interface DueReport {
  readonly question: Omit<ReportQuestion, 'cutOff'>;
  /** Whether it was asked a month ago too: what has been recorded since may make another version. */
  readonly isAgain: boolean;
}

/**
 * The reports to be asked for on a day: on the first of a month, those on every period that ended the day before, and once
 * more those on the periods that had ended a month earlier. Each kind is asked for about the city and about every office
 * and district that there was on the last day of the period.
 */
export function dueReports(
  day: LocalDate,
  city: Pick<City, 'offices' | 'districts' | 'reportRhythms'>,
): ReadonlyArray<DueReport> {
  if (!day.endsWith('-01')) return [];
  const monthAgo = fromEpochDay(addMonths(toEpochDay(day), -1));
  const due = (first: LocalDate, isAgain: boolean) =>
    periodsBefore(first, city.reportRhythms).flatMap(({ from, to }) =>
      scopesOn(to, city).flatMap((scope) =>
        REPORT_KINDS.map((kind) => ({
          question: { kind, from, to, division: 'of-the-time' as const, scope },
          isAgain,
        })),
      ),
    );
  return [...due(day, false), ...due(monthAgo, true)];
}

/**
 * The periods reported on that end on the day before the first of a month, the longest first: what cannot be told of all is
 * then withheld of the shorter.
 */
function periodsBefore(
  first: LocalDate,
  rhythms: ReadonlyArray<Rhythm>,
): ReadonlyArray<{ readonly from: LocalDate; readonly to: LocalDate }> {
  const to = addDays(first, -1);
  const month = Number(to.slice(5, 7));
  return rhythms
    .filter((rhythm) => rhythm.endsIn.includes(month) && inForce(rhythm, to))
    .toSorted((a, b) => b.months - a.months)
    .map(({ months }) => ({
      from: fromEpochDay(addMonths(toEpochDay(first), -months)),
      to,
    }));
}

function scopesOn(
  day: LocalDate,
  { offices, districts }: Pick<City, 'offices' | 'districts'>,
): ReadonlyArray<ReportScope> {
  const valid = (places: ReadonlyArray<Office | District>) => places.filter((place) => inForce(place, day));
  return [
    { kind: 'city' },
    ...valid(offices).map(({ code }) => ({ kind: 'office' as const, code })),
    ...valid(districts).map(({ code }) => ({ kind: 'district' as const, code })),
  ];
}
