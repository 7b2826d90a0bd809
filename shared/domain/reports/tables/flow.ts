import { count } from '../columns.ts';
import type { TableShape } from '../measures.ts';

const MEASURES = ['stockStart', 'referred', 'movedIn', 'enrolled', 'closed', 'movedOut', 'stockEnd'].map(count);
const BALANCES = [{ plus: ['stockStart', 'referred', 'movedIn'], minus: ['closed', 'movedOut', 'stockEnd'] }];

const CARRIED_OVER: TableShape['carriedOver'] = { end: { plus: ['stockEnd'], minus: [] }, start: 'stockStart' };

/** The stock of a period is that of its first and last day, not the sum of its months'. */
const overTime = (id: string, dimension: string): TableShape => ({
  id,
  dimension,
  measures: MEASURES,
  notSummed: ['stockStart', 'stockEnd'],
  balances: BALANCES,
  carriedOver: CARRIED_OVER,
});
const overall = (dimension: string): TableShape => ({
  id: `by-${dimension}`,
  dimension,
  measures: MEASURES,
  balances: BALANCES,
  carriedOver: CARRIED_OVER,
});

/** The tables of the report on flow. */
export const FLOW_TABLES: ReadonlyArray<TableShape> = [
  overTime('by-month-and-office', 'month-and-office'),
  overTime('by-month', 'month'),
  overall('office'),
  overall('sex'),
];
