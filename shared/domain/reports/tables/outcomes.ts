import { count, share, tablesBy } from '../columns.ts';
import type { TableShape } from '../measures.ts';

/** The tables of the report on outcomes. */
export const OUTCOMES_TABLES: ReadonlyArray<TableShape> = tablesBy([
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
]).map((shape) => ({
  ...shape,
  includes: [{ whole: 'closed', parts: ['work', 'subsidisedWork', 'studies', 'dropOut'] }],
  carriedOver: { end: { plus: ['openAtStart', 'referred'], minus: ['closed'] }, start: 'openAtStart' },
}));
