import type { CaseRow } from '../case/case-row.ts';
import type { ClosureOutcome } from '../case/vocabulary.ts';
import { toEpochDay } from '../time/local-date.ts';
import { attributionBy } from './attribution.ts';
import { addCounts, breakdown, dimensionOrder } from './breakdown.ts';
import { share } from './figures.ts';
import { counts, divisible, type ReportRules, type TablesFold } from './fold.ts';
import type { ReportQuestion } from './question.ts';
import { type Cells, tablesBy } from './report.ts';

type Tally = {
  openAtStart: number;
  referred: number;
  closed: number;
  work: number;
  subsidisedWork: number;
  studies: number;
  dropOut: number;
};

const empty = (): Tally => ({
  openAtStart: 0,
  referred: 0,
  closed: 0,
  work: 0,
  subsidisedWork: 0,
  studies: 0,
  dropOut: 0,
});

/** The measure in which a closure counts, besides `closed`. */
const MEASURE_OF: Readonly<Partial<Record<ClosureOutcome, keyof Tally>>> = {
  work: 'work',
  'subsidised-work': 'subsidisedWork',
  studies: 'studies',
  'own-wish': 'dropOut',
  'non-attendance': 'dropOut',
  unknown: 'dropOut',
  moved: 'dropOut',
};

/** How the cases of a period ended: the city's table of 2008, for any period. */
export function outcomesFold(question: ReportQuestion, rules: ReportRules): TablesFold {
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const attribute = attributionBy(question, rules.city);
  const figures = breakdown({ empty, add: addCounts }, dimensionOrder(rules.city));

  const add = (row: CaseRow): void => {
    const { receivedOn, closure } = row;
    if (!counts(row) || receivedOn > to || (closure !== null && closure.on < from)) return;
    const closed = closure !== null && closure.on <= to ? closure : null;
    const attribution = attribute(row, closed?.on ?? to);
    if (attribution === null) return;
    const tally = figures.at(attribution);
    tally[receivedOn < from ? 'openAtStart' : 'referred']++;
    if (closed !== null) countClosure(tally, closed.outcome);
  };
  return divisible(add, (place) => tablesBy(figures.of(place), toCells));
}

function countClosure(tally: Tally, outcome: ClosureOutcome): void {
  tally.closed++;
  const measure = MEASURE_OF[outcome];
  if (measure !== undefined) tally[measure]++;
}

function toCells(tally: Tally): Cells {
  const { openAtStart, referred, closed, work, subsidisedWork, studies, dropOut } = tally;
  return {
    openAtStart,
    referred,
    closed,
    shareClosed: share(closed, openAtStart + referred),
    work,
    subsidisedWork,
    studies,
    workOrStudiesShare: share(work + subsidisedWork + studies, closed),
    dropOut,
    dropOutShare: share(dropOut, closed),
  };
}
