import type { CaseRow } from '../case/case-row.ts';
import { type EpochDay, toEpochDay } from '../time/local-date.ts';
import { attributionBy } from './attribution.ts';
import { addCounts, breakdown, dimensionOrder } from './breakdown.ts';
import { share } from './figures.ts';
import { counts, divisible, type ReportRules, type TablesFold } from './fold.ts';
import type { ReportQuestion } from './question.ts';
import { type Cells, tablesBy } from './report.ts';

type Tally = {
  openCases: number;
  plansInForce: number;
  plansAssessed: number;
  thin: number;
  withReservation: number;
  objected: number;
  unable: number;
  plansApproved: number;
};

const empty = (): Tally => ({
  openCases: 0,
  plansInForce: 0,
  plansAssessed: 0,
  thin: 0,
  withReservation: 0,
  objected: 0,
  unable: 0,
  plansApproved: 0,
});

/** How good the plans in force on the last day of a period are, and what the aspirants said of them. */
export function planQualityFold(question: ReportQuestion, rules: ReportRules): TablesFold {
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const attribute = attributionBy(question, rules.city);
  const figures = breakdown({ empty, add: addCounts }, dimensionOrder(rules.city));

  const count = (row: CaseRow, on: EpochDay, addTo: (tally: Tally) => void): void => {
    const attribution = attribute(row, on);
    if (attribution !== null) addTo(figures.at(attribution));
  };
  const add = (row: CaseRow): void => {
    const { receivedOn, closure } = row;
    if (!counts(row) || receivedOn > to) return;
    for (const { kind, on } of row.timeline) {
      if (kind === 'plan-approved' && from <= on && on <= to) count(row, on, (tally) => tally.plansApproved++);
    }
    if (closure === null || closure.on > to) count(row, to, (tally) => countOpen(tally, row, to));
  };
  return divisible(add, (place) => tablesBy(figures.of(place), toCells));
}

/** A row tells of the latest plan only: one that another has followed since is in force then, but not assessed. */
function countOpen(tally: Tally, { timeline, plan }: CaseRow, to: EpochDay): void {
  tally.openCases++;
  if (plan?.answer === 'objected') tally.objected++;
  if (plan?.answer === 'unable') tally.unable++;
  const approvals = timeline.filter(({ kind }) => kind === 'plan-approved');
  if (!approvals.some(({ on }) => on <= to)) return;
  tally.plansInForce++;
  const isLatest = (approvals.at(-1)?.on ?? Number.POSITIVE_INFINITY) <= to;
  if (plan === null || !isLatest || !isApproved(plan)) return;
  tally.plansAssessed++;
  if (plan.thin) tally.thin++;
  if (plan.answer === 'approved-with-reservation') tally.withReservation++;
}

function isApproved({ answer }: NonNullable<CaseRow['plan']>): boolean {
  return answer === 'approved' || answer === 'approved-with-reservation';
}

function toCells(tally: Tally): Cells {
  const { openCases, plansInForce, plansAssessed, thin, withReservation, objected, unable, plansApproved } = tally;
  return {
    openCases,
    plansInForce,
    plansInForceShare: share(plansInForce, openCases),
    plansAssessed,
    thin,
    thinShare: share(thin, plansAssessed),
    withReservation,
    withReservationShare: share(withReservation, plansAssessed),
    objected,
    unable,
    plansApproved,
  };
}
