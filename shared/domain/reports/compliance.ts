import type { CaseRow } from '../case/case-row.ts';
import type { GuaranteePolicy } from '../clocks/policy.ts';
import { type ReckonedClock, reckonGuarantees, reckonReviews } from '../clocks/reckon.ts';
import { toEpochDay } from '../time/local-date.ts';
import { type Attribution, attributionBy } from './attribution.ts';
import { addCounts, breakdown, dimensionOrder } from './breakdown.ts';
import { type DayHistogram, dayHistogram, share } from './figures.ts';
import { counts, divisible, type ReportRules, type TablesFold } from './fold.ts';
import { type DuePromise, fallingDue, isInTime, isVoid } from './promises.ts';
import type { ReportQuestion } from './question.ts';
import { earliestStartDueFrom } from './reach.ts';
import { type Cells, reportRow, TOTAL, tablesBy } from './report.ts';

type Promises = {
  due: number;
  met: number;
};

interface Tally {
  readonly counts: Counts;
  /** Days from start to stop of the promises due that have been stopped. */
  readonly days: DayHistogram;
}

type Counts = Promises & {
  metByPlan: number;
  metByWork: number;
  metByOtherMeasure: number;
  voided: number;
  registeredLate: number;
  reviewsDue: number;
  reviewsInTime: number;
};

const noPromises = (): Promises => ({ due: 0, met: 0 });
const empty = (): Tally => ({
  counts: {
    ...noPromises(),
    metByPlan: 0,
    metByWork: 0,
    metByOtherMeasure: 0,
    voided: 0,
    registeredLate: 0,
    reviewsDue: 0,
    reviewsInTime: 0,
  },
  days: dayHistogram(),
});

function addTally(sum: Tally, others: Tally): void {
  addCounts(sum.counts, others.counts);
  sum.days.addAll(others.days);
}

const MET_BY = { plan: 'metByPlan', work: 'metByWork', 'other-measure': 'metByOtherMeasure' } as const;

/** How the promises that fell due in a period were kept, and what each reading of the guarantee would say of it. */
export function complianceFold(question: ReportQuestion, rules: ReportRules): TablesFold {
  const { clocks, calendar } = rules.city;
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const firstStart = earliestStartDueFrom(from, clocks, rules.readings, calendar);
  const attribute = attributionBy(question, rules.city);
  const order = dimensionOrder(rules.city);
  const figures = breakdown({ empty, add: addTally }, order);
  const readings = rules.readings.map((policy) => ({
    policy,
    only: [policy],
    figures: breakdown({ empty: noPromises, add: addCounts }, order),
  }));

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
    eachDue(row, guarantees, (promise, attribution) => countGuarantee(figures.at(attribution), promise));
    eachDue(row, reckonReviews(timeline, clocks.review, calendar), (promise, attribution) =>
      countReview(figures.at(attribution).counts, promise),
    );
    for (const { policy, only, figures: read } of readings) {
      const reckoned = isOnly(policy, clocks.guarantee) ? guarantees : reckonGuarantees(timeline, only, calendar);
      eachDue(row, reckoned, (promise, attribution) => countPromise(read.at(attribution), promise));
    }
  };
  return divisible(add, (place) => {
    const told = figures.of(place);
    return [
      ...tablesBy(told, toCells),
      {
        id: 'policy-readings',
        dimension: 'policy',
        rows: readings.map(({ policy, figures: read }) => reportRow(policy.id, toReadingCells(read.of(place).total))),
        total: reportRow(TOTAL, toReadingCells(told.total.counts)),
      },
    ];
  });
}

function countPromise(tally: Promises, promise: DuePromise): void {
  if (isVoid(promise)) return;
  tally.due++;
  if (isInTime(promise)) tally.met++;
}

function countGuarantee({ counts, days }: Tally, promise: DuePromise): void {
  countPromise(counts, promise);
  const { span, end } = promise;
  if (end === null) return;
  if (end.by === 'void') {
    counts.voided++;
    return;
  }
  days.add(end.fact.on - span.startedOn);
  if (!isInTime(promise) || end.by === 'review') return;
  counts[MET_BY[end.by]]++;
  if (end.fact.recordedOn > span.dueOn) counts.registeredLate++;
}

function countReview(tally: Counts, promise: DuePromise): void {
  if (isVoid(promise)) return;
  tally.reviewsDue++;
  if (isInTime(promise)) tally.reviewsInTime++;
}

/** Whether a reading is what the cases are timed by anyway, so that its clocks are reckoned already. */
function isOnly(reading: GuaranteePolicy, policies: ReadonlyArray<GuaranteePolicy>): boolean {
  return policies.length === 1 && policies[0] === reading;
}

function toCells({ counts: counted, days }: Tally): Cells {
  const { due, met, reviewsDue, reviewsInTime } = counted;
  return {
    guaranteesDue: due,
    guaranteesMet: met,
    guaranteeMetShare: share(met, due),
    metByPlan: counted.metByPlan,
    metByWork: counted.metByWork,
    metByOtherMeasure: counted.metByOtherMeasure,
    voided: counted.voided,
    medianDays: days.median(),
    p90Days: days.percentile(90),
    registeredLate: counted.registeredLate,
    reviewsDue,
    reviewsInTime,
    reviewInTimeShare: share(reviewsInTime, reviewsDue),
  };
}

function toReadingCells({ due, met }: Promises): Cells {
  return { guaranteesDue: due, guaranteesMet: met, guaranteeMetShare: share(met, due) };
}
