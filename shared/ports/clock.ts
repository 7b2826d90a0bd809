import type { LocalDate } from '../domain/time/local-date.ts';
import { dateInStockholm } from '../domain/time/stockholm.ts';

/** The time of now, as a dependency: an RFC 3339 instant in UTC. */
export type Clock = () => string;

/** The date of now in Stockholm. */
export function today(clock: Clock): LocalDate {
  return dateInStockholm(clock());
}

/** The machine's clock. */
export const systemClock: Clock = () => new Date().toISOString();
