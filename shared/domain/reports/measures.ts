import { DIMENSIONS } from './attribution.ts';
import type { ReportKind } from './question.ts';

/** A column of a report's tables. A definition of the same name, with hyphens, says what it counts. */
export interface Measure {
  /** As the `json` names the cell: `shareClosed`. */
  readonly name: string;
  readonly unit: 'count' | 'share' | 'days';
  /**
   * The counts of the same row that a cell is made of: a share is the sum of `numerator` through the sum of
   * `denominator`; days are a statistic over as many occurrences as `denominator` says. `null` for a count.
   */
  readonly of: { readonly numerator: ReadonlyArray<string>; readonly denominator: ReadonlyArray<string> } | null;
}

/** What a table of a report looks like, whatever the figures. */
export interface TableShape {
  readonly id: string;
  /** What the keys of its rows stand for. */
  readonly dimension: string;
  /** In the order in which they are shown. */
  readonly measures: ReadonlyArray<Measure>;
}

const count = (name: string): Measure => ({ name, unit: 'count', of: null });
const share = (name: string, numerator: ReadonlyArray<string>, denominator: ReadonlyArray<string>): Measure => ({
  name,
  unit: 'share',
  of: { numerator, denominator },
});
const days = (name: string, over: ReadonlyArray<string>): Measure => ({
  name,
  unit: 'days',
  of: { numerator: [], denominator: over },
});

const tablesBy = (measures: ReadonlyArray<Measure>): ReadonlyArray<TableShape> =>
  DIMENSIONS.map((dimension) => ({ id: `by-${dimension}`, dimension, measures }));

const READING = [
  count('guaranteesDue'),
  count('guaranteesMet'),
  share('guaranteeMetShare', ['guaranteesMet'], ['guaranteesDue']),
];

/** The tables of each kind of report. */
export const TABLES: Readonly<Record<ReportKind, ReadonlyArray<TableShape>>> = {
  outcomes: tablesBy([
    count('openAtStart'),
    count('referred'),
    count('closed'),
    share('shareClosed', ['closed'], ['openAtStart', 'referred']),
    count('work'),
    count('subsidisedWork'),
    count('studies'),
    share('workOrStudiesShare', ['work', 'subsidisedWork', 'studies'], ['closed']),
    count('dropOut'),
    share('dropOutShare', ['dropOut'], ['closed']),
  ]),
  compliance: [
    ...tablesBy([
      ...READING,
      count('metByPlan'),
      count('metByWork'),
      count('metByOtherMeasure'),
      count('voided'),
      days('medianDays', ['guaranteesMet']),
      days('p90Days', ['guaranteesMet']),
      count('registeredLate'),
      count('reviewsDue'),
      count('reviewsInTime'),
      share('reviewInTimeShare', ['reviewsInTime'], ['reviewsDue']),
    ]),
    { id: 'policy-readings', dimension: 'policy', measures: READING },
  ],
};

/** The shape of a table; `undefined` of one that the kind does not have. */
export function shapeOf(kind: ReportKind, id: string): TableShape | undefined {
  return TABLES[kind].find((shape) => shape.id === id);
}
