import type { Access } from '../domain/access/access.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

/** What is read of the log of accesses; it is written where cases are. */
export interface AccessLog {
  /** Everything done with a case, and everything refused, in the order of time; also of a case that is gone. */
  accessesOf(caseId: string): Promise<ReadonlyArray<Access>>;
  /** Everything done on a day in Stockholm, in no order; it may lag a write by seconds. */
  accessesOn(day: LocalDate): Promise<ReadonlyArray<Access>>;
}
