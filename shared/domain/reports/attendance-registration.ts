import { DAYS_TO_REGISTER } from '../case/attendance.ts';
import type { OccasionRow } from '../case/occasion-row.ts';
import type { Presence } from '../case/vocabulary.ts';
import { toEpochDay } from '../time/local-date.ts';
import { attributionBy } from './attribution.ts';
import { addCounts, breakdown, dimensionOrder } from './breakdown.ts';
import { share } from './figures.ts';
import { divisible, type ReportRules, type TablesFold } from './fold.ts';
import type { ReportQuestion } from './question.ts';
import { type Cells, tablesBy } from './report.ts';

type Tally = {
  expected: number;
  registeredInTime: number;
  registeredLater: number;
  notRegistered: number;
  present: number;
  late: number;
  absentWithNotice: number;
  absentWithoutNotice: number;
};

const empty = (): Tally => ({
  expected: 0,
  registeredInTime: 0,
  registeredLater: 0,
  notRegistered: 0,
  present: 0,
  late: 0,
  absentWithNotice: 0,
  absentWithoutNotice: 0,
});

const MEASURE_OF: Readonly<Record<Presence, keyof Tally>> = {
  present: 'present',
  late: 'late',
  'absent-with-notice': 'absentWithNotice',
  'absent-without-notice': 'absentWithoutNotice',
};

/**
 * How the attendance that was expected in a period has been registered. What nobody has registered is nobody's absence:
 * how aspirants attended is only told of the rest (design: D14).
 */
export function attendanceRegistrationFold(question: ReportQuestion, rules: ReportRules): TablesFold<OccasionRow> {
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const attribute = attributionBy(question, rules.city);
  const figures = breakdown({ empty, add: addCounts }, dimensionOrder(rules.city));

  const add = (row: OccasionRow): void => {
    if (row.on < from || to < row.on) return;
    const attribution = attribute(row, row.on);
    if (attribution !== null) countOccasion(figures.at(attribution), row);
  };
  return divisible(add, (place) => tablesBy(figures.of(place), toCells));
}

function countOccasion(tally: Tally, { on, attendance }: OccasionRow): void {
  tally.expected++;
  if (attendance === null) {
    tally.notRegistered++;
    return;
  }
  tally[attendance.firstRegisteredOn <= on + DAYS_TO_REGISTER ? 'registeredInTime' : 'registeredLater']++;
  tally[MEASURE_OF[attendance.presence]]++;
}

function toCells(tally: Tally): Cells {
  const { expected, registeredInTime, registeredLater, notRegistered, present, late } = tally;
  return {
    expected,
    registeredInTime,
    registeredLater,
    notRegistered,
    registeredInTimeShare: share(registeredInTime, expected),
    notRegisteredShare: share(notRegistered, expected),
    present,
    late,
    absentWithNotice: tally.absentWithNotice,
    absentWithoutNotice: tally.absentWithoutNotice,
    attendedShare: share(present + late, registeredInTime + registeredLater),
  };
}
