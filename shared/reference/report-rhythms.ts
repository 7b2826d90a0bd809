import type { Rhythm } from '../domain/reports/calendar.ts';
import { DAYS } from './days.ts';

const SINCE_THE_START = { validFrom: DAYS.jobbtorgDecided, validTo: null } as const;
const EVERY_MONTH: ReadonlyArray<number> = Array.from({ length: 12 }, (_, index) => index + 1);

/**
 * The city's year: each month; the first tertial, January to April; the second with the half-year accounts, January to
 * August; and the whole year, which is both the last tertial and the annual report.
 */
export const REPORT_RHYTHMS: ReadonlyArray<Rhythm> = [
  { ...SINCE_THE_START, months: 1, endsIn: EVERY_MONTH },
  { ...SINCE_THE_START, months: 4, endsIn: [4] },
  { ...SINCE_THE_START, months: 8, endsIn: [8] },
  { ...SINCE_THE_START, months: 12, endsIn: [12] },
];
