import { count, days, share } from '../columns.ts';
import type { TableShape } from '../measures.ts';

const PRIORITISED = [
  count('prioritised'),
  count('prioritisedServed'),
  days('prioritisedMedianDays', ['prioritised']),
  days('prioritisedP90Days', ['prioritised']),
];
const QUEUES = [
  ...PRIORITISED,
  count('others'),
  count('othersServed'),
  days('othersMedianDays', ['others']),
  days('othersP90Days', ['others']),
  count('overtaken'),
  share('overtakenShare', ['overtaken'], ['others']),
  days('overtakenMedianDays', ['overtaken']),
  days('overtakenP90Days', ['overtaken']),
];
const SERVED: TableShape['includes'] = [
  { whole: 'prioritised', parts: ['prioritisedServed'] },
  { whole: 'others', parts: ['othersServed'] },
];

/** The tables of the report on waiting. */
export const WAITING_TABLES: ReadonlyArray<TableShape> = [
  { id: 'by-month-and-office', dimension: 'month-and-office', measures: QUEUES, includes: SERVED },
  { id: 'by-month', dimension: 'month', measures: QUEUES, includes: SERVED },
  { id: 'by-office', dimension: 'office', measures: QUEUES, includes: SERVED },
  { id: 'by-sex', dimension: 'sex', measures: QUEUES, includes: SERVED },
  { id: 'by-priority', dimension: 'priority', measures: PRIORITISED, includes: SERVED },
];
