import { count, share, tablesBy } from '../columns.ts';
import type { TableShape } from '../measures.ts';

/** The tables of the report on the registration of attendance. */
export const ATTENDANCE_REGISTRATION_TABLES: ReadonlyArray<TableShape> = tablesBy([
  count('expected'),
  count('registeredInTime'),
  count('registeredLater'),
  count('notRegistered'),
  share('registeredInTimeShare', ['registeredInTime'], ['expected']),
  share('notRegisteredShare', ['notRegistered'], ['expected']),
  count('present'),
  count('late'),
  count('absentWithNotice'),
  count('absentWithoutNotice'),
  share('attendedShare', ['present', 'late'], ['registeredInTime', 'registeredLater']),
]).map((shape) => ({
  ...shape,
  balances: [
    { plus: ['expected'], minus: ['registeredInTime', 'registeredLater', 'notRegistered'] },
    {
      plus: ['registeredInTime', 'registeredLater'],
      minus: ['present', 'late', 'absentWithNotice', 'absentWithoutNotice'],
    },
  ],
}));
