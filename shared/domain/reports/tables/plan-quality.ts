import { count, share, tablesBy } from '../columns.ts';
import type { TableShape } from '../measures.ts';

const INCLUDES: TableShape['includes'] = [
  { whole: 'plansInForce', parts: ['plansAssessed'] },
  { whole: 'openCases', parts: ['objected', 'unable'] },
];

/** The tables of the report on the quality of plans. */
export const PLAN_QUALITY_TABLES: ReadonlyArray<TableShape> = tablesBy([
  count('openCases'),
  count('plansInForce'),
  share('plansInForceShare', ['plansInForce'], ['openCases']),
  count('plansAssessed'),
  count('thin'),
  share('thinShare', ['thin'], ['plansAssessed']),
  count('withReservation'),
  share('withReservationShare', ['withReservation'], ['plansAssessed']),
  count('objected'),
  count('unable'),
  count('plansApproved'),
]).map((shape) => ({ ...shape, includes: INCLUDES }));
