import { count, share } from '../columns.ts';
import type { TableShape } from '../measures.ts';

const MEASURES = [
  count('referred'),
  count('closed'),
  count('workOrStudies'),
  share('workOrStudiesShare', ['workOrStudies'], ['closed']),
  count('guaranteesDue'),
  count('guaranteesMet'),
  share('guaranteeMetShare', ['guaranteesMet'], ['guaranteesDue']),
];

/** A case may be in several groups, so that their rows come to more than the total. */
const overlapping = (id: string, dimension: string): TableShape => ({
  id,
  dimension,
  measures: MEASURES,
  notSummed: MEASURES.filter(({ unit }) => unit === 'count').map(({ name }) => name),
});

/** The tables of the report on target groups; it is by month or by year, as the period demands. */
export const TARGET_GROUPS_TABLES: ReadonlyArray<TableShape> = [
  overlapping('split-by-month', 'month-and-target-group'),
  overlapping('split-by-year', 'year-and-target-group'),
  overlapping('split-by-sex', 'target-group-and-sex'),
  overlapping('merged-by-month', 'month-and-merged-group'),
  overlapping('merged-by-year', 'year-and-merged-group'),
  overlapping('merged-by-month-and-sex', 'month-and-merged-group-and-sex'),
  overlapping('merged-by-year-and-sex', 'year-and-merged-group-and-sex'),
  overlapping('merged-by-sex', 'merged-group-and-sex'),
  { id: 'by-sex', dimension: 'sex', measures: MEASURES },
];
