import type { CaseRow } from '../case/case-row.ts';
import { SEXES } from '../referral/referral.ts';
import { addDays, type EpochDay, toEpochDay } from '../time/local-date.ts';
import { attributionBy } from './attribution.ts';
import { dimensionOrder } from './breakdown.ts';
import { isToWorkOrStudies } from './closures.ts';
import { type Crossing, crossing, crossTable } from './crossing.ts';
import { share } from './figures.ts';
import { counts, type ReportRules, type TablesFold } from './fold.ts';
import { dueGuarantees } from './guarantees.ts';
import type { ReportQuestion } from './question.ts';
import type { Cells } from './report.ts';
import { isShort, monthsOf, yearsOf } from './slices.ts';

interface Tally {
  referred: number;
  closed: number;
  workOrStudies: number;
  guaranteesDue: number;
  guaranteesMet: number;
}

const empty = (): Tally => ({ referred: 0, closed: 0, workOrStudies: 0, guaranteesDue: 0, guaranteesMet: 0 });

/** Something that happened to a case on a day of the period. */
type Count = (on: EpochDay, add: (tally: Tally) => void) => void;

/**
 * How it went for each target group of the time, and as if the groups of before had always been the one they became:
 * both over time, and by sex. A case in several groups counts in each of them, and once among those that were merged.
 */
export function targetGroupsFold(question: ReportQuestion, rules: ReportRules): TablesFold {
  const { city } = rules;
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const short = isShort(question);
  const breaks = city.mergedGroups.flatMap(({ validTo }) => (validTo === null ? [] : [addDays(validTo, 1)]));
  const slices = short ? monthsOf(question) : yearsOf(question, breaks);
  const attribute = attributionBy(question, city);
  const guaranteesOf = dueGuarantees(question, rules);
  const mergedAs = new Map(city.mergedGroups.map(({ group, countedAs }) => [group, countedAs]));
  const groups = dimensionOrder(city)['target-group'];
  const mergedGroups = [...new Set(groups.map((group) => mergedAs.get(group) ?? group))];
  const total = empty();
  const bySex = crossing(empty, SEXES);
  for (const sex of SEXES) bySex.at(sex);
  const splitOverTime = crossing(empty, slices.keys, groups);
  const splitBySex = crossing(empty, groups, SEXES);
  const mergedOverTime = crossing(empty, slices.keys, mergedGroups);
  const mergedOverTimeBySex = crossing(empty, slices.keys, mergedGroups, SEXES);
  const mergedBySex = crossing(empty, mergedGroups, SEXES);

  const add = (row: CaseRow): void => {
    if (!counts(row) || row.receivedOn > to) return;
    const own = groupsOf(row);
    const pooled = new Set(own.map((group) => mergedAs.get(group) ?? group));
    const count: Count = (on, addTo) => {
      if (on < from || to < on || attribute(row, on) === null) return;
      const slice = slices.keyOf(on);
      addTo(total);
      addTo(bySex.at(row.sex));
      for (const group of own) {
        addTo(splitOverTime.at(slice, group));
        addTo(splitBySex.at(group, row.sex));
      }
      for (const group of pooled) {
        addTo(mergedOverTime.at(slice, group));
        addTo(mergedOverTimeBySex.at(slice, group, row.sex));
        addTo(mergedBySex.at(group, row.sex));
      }
    };
    countCase(row, count);
    for (const { dueOn, isMet } of guaranteesOf(row)) {
      count(dueOn, (tally) => {
        tally.guaranteesDue++;
        if (isMet) tally.guaranteesMet++;
      });
    }
  };
  const grain = short ? 'month' : 'year';
  const table = (id: string, dimension: string, figures: Crossing<Tally>) =>
    crossTable(id, dimension, figures, total, toCells);
  return {
    add,
    tables: () => [
      table(`split-by-${grain}`, `${grain}-and-target-group`, splitOverTime),
      table('split-by-sex', 'target-group-and-sex', splitBySex),
      table(`merged-by-${grain}`, `${grain}-and-merged-group`, mergedOverTime),
      table(`merged-by-${grain}-and-sex`, `${grain}-and-merged-group-and-sex`, mergedOverTimeBySex),
      table('merged-by-sex', 'merged-group-and-sex', mergedBySex),
      table('by-sex', 'sex', bySex),
    ],
  };
}

function countCase({ receivedOn, closure }: CaseRow, count: Count): void {
  count(receivedOn, (tally) => tally.referred++);
  if (closure === null) return;
  count(closure.on, (tally) => {
    tally.closed++;
    if (isToWorkOrStudies(closure.outcome)) tally.workOrStudies++;
  });
}

/** The group that the referral was put in, and every other that matched. */
function groupsOf({ targetGroup, targetGroupMatches }: CaseRow): ReadonlyArray<string> {
  return [...new Set([targetGroup, ...targetGroupMatches])];
}

function toCells({ referred, closed, workOrStudies, guaranteesDue, guaranteesMet }: Tally): Cells {
  return {
    referred,
    closed,
    workOrStudies,
    workOrStudiesShare: share(workOrStudies, closed),
    guaranteesDue,
    guaranteesMet,
    guaranteeMetShare: share(guaranteesMet, guaranteesDue),
  };
}
