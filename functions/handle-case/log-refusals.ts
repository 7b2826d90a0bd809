import { NOBODY } from '../../shared/domain/access/access.ts';
import { whyOf } from '../../shared/http/access.ts';
import { type NoteRefusal, noCase, refusalNotes } from '../../shared/http/refused-calls.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

/** Far longer than any id: what is longer names no case. */
const MAXIMUM_ID_LENGTH = 64;

/**
 * Notes every refusal before it is told, of a route on a case in as many steps whether the case is there or not. A path
 * may hold anything: only the id of a case that is there is written down.
 */
export function caseRefusalNotes({ store, city, clock }: Pick<CaseDeps, 'store' | 'city' | 'clock'>): NoteRefusal {
  return refusalNotes(store, clock, async (call) => {
    const { caseId } = call.params;
    if (caseId === undefined) return noCase(call);
    const stored = await store.readHead(caseId.length > MAXIMUM_ID_LENGTH ? NOBODY : caseId);
    if (stored === undefined) return { caseId: NOBODY, why: 'not-theirs' };
    return { caseId: stored.state.id, why: whyOf(call, stored.state, city, today(clock)) };
  });
}
