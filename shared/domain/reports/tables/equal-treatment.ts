import { count, days, shareWithInterval } from '../columns.ts';
import type { TableShape } from '../measures.ts';

const MEASURES = [
  count('guaranteesDue'),
  count('guaranteesMet'),
  ...shareWithInterval('guaranteeMetShare', ['guaranteesMet'], ['guaranteesDue']),
  count('firstKept'),
  days('medianDaysToFirstKept', ['firstKept']),
  days('p90DaysToFirstKept', ['firstKept']),
  count('closed'),
  count('workOrStudies'),
  ...shareWithInterval('workOrStudiesShare', ['workOrStudies'], ['closed']),
];

const INCLUDES: TableShape['includes'] = [{ whole: 'guaranteesDue', parts: ['firstKept'] }];

/** The tables of the report on equal treatment. */
export const EQUAL_TREATMENT_TABLES: ReadonlyArray<TableShape> = [
  { id: 'by-district', dimension: 'district', measures: MEASURES, includes: INCLUDES },
  { id: 'by-sex', dimension: 'sex', measures: MEASURES, includes: INCLUDES },
  { id: 'by-district-and-sex', dimension: 'district-and-sex', measures: MEASURES, includes: INCLUDES },
  {
    id: 'by-target-group-and-district',
    dimension: 'target-group-and-district',
    measures: MEASURES,
    includes: INCLUDES,
  },
];
