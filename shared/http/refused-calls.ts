import { type Access, NOBODY } from '../domain/access/access.ts';
import type { AccessNotes } from '../ports/access-log.ts';
import type { Clock } from '../ports/clock.ts';
import { accessBy } from './access.ts';
import type { RefusedCall } from './endpoint.ts';

/** Notes a refusal before its caller is told of it. */
export type NoteRefusal = (call: RefusedCall) => Promise<void>;

/** Whose case a refused call was about, and what that is to the caller. */
type RefusedSubject = Pick<Access, 'caseId' | 'why'>;

/**
 * Notes every refusal of a caller whose token is trusted, one entry each: who, the operation and never the path or the
 * query, the case where one is named and there, and which problem answered. The gateway's throttling stands before it. A
 * caller without a trusted token is nobody whom an entry could name: those are in the log lines and the metrics alone, as
 * is whatever befalls the functions that take no token, `describe-api` and `issue-claims`.
 */
export function refusalNotes(
  accesses: AccessNotes,
  clock: Clock,
  subjectOf: (call: RefusedCall) => Promise<RefusedSubject> = async (call) => noCase(call),
): NoteRefusal {
  return async (call) => {
    const refused = { what: call.act, outcome: 'refused', refusal: call.code } as const;
    await accesses.logAccess(accessBy(call, { ...(await subjectOf(call)), ...refused, at: clock() }));
  };
}

/** What a refusal is noted with that is about no case. */
export function noCase({ purpose }: RefusedCall): RefusedSubject {
  return { caseId: NOBODY, why: purpose ?? 'no-case' };
}
