import type { Access } from '../domain/access/access.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

/** Where accesses are noted: an entry is added, and nothing there is ever changed. */
export interface AccessNotes {
  logAccess(access: Access): Promise<void>;
}

/** What is read of the log of accesses. */
export interface AccessLog {
  /** Everything done with a case, and everything refused, in the order of time; also of a case that is gone. */
  accessesOf(caseId: string): Promise<ReadonlyArray<Access>>;
  /** Everything done on a day in Stockholm, in no order; it may lag a write by seconds. */
  accessesOn(day: LocalDate): Promise<ReadonlyArray<Access>>;
}
