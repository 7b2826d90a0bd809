import type { Refusal } from '../domain/case/decide.ts';
import { problem, type Reply } from './endpoint.ts';
import { fieldProblems, REFUSAL_TEXTS } from './field-problems.ts';

/** A decision's refusal as the problem that tells what to do about it. */
export function refusalReply(refusal: Refusal): Reply {
  switch (refusal.code) {
    case 'invalid-request':
      return problem('invalid-request', { errors: fieldProblems(refusal.errors) });
    case 'not-possible-now':
      return problem('not-possible-now', { extensions: { state: refusal.status, possible: refusal.possible } });
    case 'not-eligible':
      return problem('not-eligible', {
        extensions: { reasons: refusal.reasons.map((code) => ({ code, detail: REFUSAL_TEXTS[code] })) },
      });
    case 'disclosure-basis-missing':
      return problem('disclosure-basis-missing');
  }
}
