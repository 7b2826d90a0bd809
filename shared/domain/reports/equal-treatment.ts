import type { CaseRow } from '../case/case-row.ts';
import { type EpochDay, toEpochDay } from '../time/local-date.ts';
import { attributionBy } from './attribution.ts';
import { dimensionOrder } from './breakdown.ts';
import { isToWorkOrStudies } from './closures.ts';
import { crossing, crossTable } from './crossing.ts';
import { type DayHistogram, dayHistogram, interval, share } from './figures.ts';
import { counts, type ReportRules, type TablesFold } from './fold.ts';
import { dueGuarantees, firstKept } from './guarantees.ts';
import type { ReportQuestion } from './question.ts';
import type { Cells } from './report.ts';

interface Tally {
  guaranteesDue: number;
  guaranteesMet: number;
  /** Days from the referral to the first promise kept, of the cases that count under it. */
  readonly days: DayHistogram;
  firstKept: number;
  closed: number;
  workOrStudies: number;
}

const empty = (): Tally => ({
  guaranteesDue: 0,
  guaranteesMet: 0,
  days: dayHistogram(),
  firstKept: 0,
  closed: 0,
  workOrStudies: 0,
});

/** Whether the same need is met alike in different districts, and for women and men. */
export function equalTreatmentFold(question: ReportQuestion, rules: ReportRules): TablesFold {
  const { city } = rules;
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const attribute = attributionBy(question, city);
  const guaranteesOf = dueGuarantees(question, rules);
  const { district: districts, sex: sexes, 'target-group': groups } = dimensionOrder(city);
  const total = empty();
  const byDistrict = crossing(empty, districts);
  const bySex = crossing(empty, sexes);
  for (const sex of sexes) bySex.at(sex);
  const byDistrictAndSex = crossing(empty, districts, sexes);
  const byGroupAndDistrict = crossing(empty, groups, districts);

  const count = (row: CaseRow, on: EpochDay, addTo: (tally: Tally) => void): void => {
    if (on < from || to < on) return;
    const attribution = attribute(row, on);
    if (attribution === null) return;
    const { district, sex, 'target-group': group } = attribution;
    addTo(total);
    addTo(byDistrict.at(district));
    addTo(bySex.at(sex));
    addTo(byDistrictAndSex.at(district, sex));
    addTo(byGroupAndDistrict.at(group, district));
  };
  const add = (row: CaseRow): void => {
    if (!counts(row) || row.receivedOn > to) return;
    const due = guaranteesOf(row);
    for (const { dueOn, isMet } of due) {
      count(row, dueOn, (tally) => {
        tally.guaranteesDue++;
        if (isMet) tally.guaranteesMet++;
      });
    }
    const first = due.length === 0 ? undefined : firstKept(row, rules);
    if (first !== undefined) {
      count(row, first.dueOn, (tally) => {
        tally.firstKept++;
        tally.days.add(first.keptOn - row.receivedOn);
      });
    }
    const { closure } = row;
    if (closure === null) return;
    count(row, closure.on, (tally) => {
      tally.closed++;
      if (isToWorkOrStudies(closure.outcome)) tally.workOrStudies++;
    });
  };
  return {
    add,
    tables: () => [
      crossTable('by-district', 'district', byDistrict, total, toCells),
      crossTable('by-sex', 'sex', bySex, total, toCells),
      crossTable('by-district-and-sex', 'district-and-sex', byDistrictAndSex, total, toCells),
      crossTable('by-target-group-and-district', 'target-group-and-district', byGroupAndDistrict, total, toCells),
    ],
  };
}

function toCells({ guaranteesDue, guaranteesMet, firstKept: kept, days, closed, workOrStudies }: Tally): Cells {
  const met = interval(guaranteesMet, guaranteesDue);
  const ended = interval(workOrStudies, closed);
  return {
    guaranteesDue,
    guaranteesMet,
    guaranteeMetShare: share(guaranteesMet, guaranteesDue),
    guaranteeMetShareLow: met?.low ?? null,
    guaranteeMetShareHigh: met?.high ?? null,
    firstKept: kept,
    medianDaysToFirstKept: days.median(),
    p90DaysToFirstKept: days.percentile(90),
    closed,
    workOrStudies,
    workOrStudiesShare: share(workOrStudies, closed),
    workOrStudiesShareLow: ended?.low ?? null,
    workOrStudiesShareHigh: ended?.high ?? null,
  };
}
