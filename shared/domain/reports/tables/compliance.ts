import { count, days, share, tablesBy } from '../columns.ts';
import type { TableShape } from '../measures.ts';

const READING = [
  count('guaranteesDue'),
  count('guaranteesMet'),
  share('guaranteeMetShare', ['guaranteesMet'], ['guaranteesDue']),
];

/** The tables of the report on compliance. */
export const COMPLIANCE_TABLES: ReadonlyArray<TableShape> = [
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
  ]).map((shape) => ({
    ...shape,
    balances: [{ plus: ['guaranteesMet'], minus: ['metByPlan', 'metByWork', 'metByOtherMeasure'] }],
    includes: [{ whole: 'guaranteesMet', parts: ['registeredLate'] }],
  })),
  {
    id: 'policy-readings',
    dimension: 'policy',
    measures: READING,
    notSummed: ['guaranteesDue', 'guaranteesMet'],
  },
];
