import type { CaseRow } from '../case/case-row.ts';
import type { GuaranteePolicy } from '../clocks/policy.ts';
import { type ReckonedClock, reckonGuarantees, reckonReviews } from '../clocks/reckon.ts';
import { toEpochDay } from '../time/local-date.ts';
import { type Attribution, attributionBy } from './attribution.ts';
import { breakdown, dimensionOrder } from './breakdown.ts';
import { type DayHistogram, dayHistogram, share } from './figures.ts';
import { counts, type ReportRules, type TablesFold } from './fold.ts';
import { type DuePromise, fallingDue, isInTime, isVoid } from './promises.ts';
import type { ReportQuestion } from './question.ts';
import { earliestStartDueFrom } from './reach.ts';
import { type Cells, reportRow, TOTAL, tablesBy } from './report.ts';

interface Promises {
  due: number;
  met: number;
}

interface Tally extends Promises {
  metByPlan: number;
  metByWork: number;
  metByOtherMeasure: number;
  voided: number;
  registeredLate: number;
  reviewsDue: number;
  reviewsInTime: number;
  /** Days from start to stop of the promises due that have been stopped. */
  readonly days: DayHistogram;
}

const empty = (): Tally => ({
  due: 0,
  met: 0,
  metByPlan: 0,
  metByWork: 0,
  metByOtherMeasure: 0,
  voided: 0,
  registeredLate: 0,
  reviewsDue: 0,
  reviewsInTime: 0,
  days: dayHistogram(),
});

const MET_BY = { plan: 'metByPlan', work: 'metByWork', 'other-measure': 'metByOtherMeasure' } as const;

/** How the promises that fell due in a period were kept, and what each reading of the guarantee would say of it. */
export function complianceFold(question: ReportQuestion, rules: ReportRules): TablesFold {
  const { clocks, calendar } = rules.city;
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const firstStart = earliestStartDueFrom(from, clocks, rules.readings, calendar);
  const attribute = attributionBy(question, rules.city);
  const figures = breakdown(empty, dimensionOrder(rules.city));
  const readings = rules.readings.map((policy) => ({ policy, only: [policy], due: 0, met: 0 }));

  /** Calls `count` for each promise that falls due in the period where the report covers it. */
  const eachDue = (
    row: CaseRow,
    reckoned: ReadonlyArray<ReckonedClock>,
    count: (promise: DuePromise, attribution: Attribution) => void,
  ): void => {
    for (const promise of fallingDue(reckoned, from, to)) {
      const attribution = attribute(row, promise.span.dueOn);
      if (attribution !== null) count(promise, attribution);
    }
  };
  const add = (row: CaseRow): void => {
    const { timeline } = row;
    if (!counts(row) || row.receivedOn > to || timeline.every((fact) => fact.on < firstStart)) return;
    const guarantees = reckonGuarantees(timeline, clocks.guarantee, calendar);
    eachDue(row, guarantees, (promise, attribution) => {
      for (const tally of figures.at(attribution)) countGuarantee(tally, promise);
    });
    eachDue(row, reckonReviews(timeline, clocks.review, calendar), (promise, attribution) => {
      for (const tally of figures.at(attribution)) countReview(tally, promise);
    });
    for (const reading of readings) {
      const read = isOnly(reading.policy, clocks.guarantee)
        ? guarantees
        : reckonGuarantees(timeline, reading.only, calendar);
      eachDue(row, read, (promise) => countPromise(reading, promise));
    }
  };
  return {
    add,
    tables: () => [
      ...tablesBy(figures, toCells),
      {
        id: 'policy-readings',
        dimension: 'policy',
        rows: readings.map((reading) => reportRow(reading.policy.id, toReadingCells(reading))),
        total: reportRow(TOTAL, toReadingCells(figures.total)),
      },
    ],
  };
}

function countPromise(tally: Promises, promise: DuePromise): void {
  if (isVoid(promise)) return;
  tally.due++;
  if (isInTime(promise)) tally.met++;
}

function countGuarantee(tally: Tally, promise: DuePromise): void {
  countPromise(tally, promise);
  const { span, end } = promise;
  if (end === null) return;
  if (end.by === 'void') {
    tally.voided++;
    return;
  }
  tally.days.add(end.fact.on - span.startedOn);
  if (!isInTime(promise) || end.by === 'review') return;
  tally[MET_BY[end.by]]++;
  if (end.fact.recordedOn > span.dueOn) tally.registeredLate++;
}

function countReview(tally: Tally, promise: DuePromise): void {
  if (isVoid(promise)) return;
  tally.reviewsDue++;
  if (isInTime(promise)) tally.reviewsInTime++;
}

/** Whether a reading is what the cases are timed by anyway, so that its clocks are reckoned already. */
function isOnly(reading: GuaranteePolicy, policies: ReadonlyArray<GuaranteePolicy>): boolean {
  return policies.length === 1 && policies[0] === reading;
}

function toCells(tally: Tally): Cells {
  const { due, met, reviewsDue, reviewsInTime } = tally;
  return {
    guaranteesDue: due,
    guaranteesMet: met,
    guaranteeMetShare: share(met, due),
    metByPlan: tally.metByPlan,
    metByWork: tally.metByWork,
    metByOtherMeasure: tally.metByOtherMeasure,
    voided: tally.voided,
    medianDays: tally.days.median(),
    p90Days: tally.days.percentile(90),
    registeredLate: tally.registeredLate,
    reviewsDue,
    reviewsInTime,
    reviewInTimeShare: share(reviewsInTime, reviewsDue),
  };
}

function toReadingCells({ due, met }: Promises): Cells {
  return { guaranteesDue: due, guaranteesMet: met, guaranteeMetShare: share(met, due) };
}
