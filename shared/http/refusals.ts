import type { Refusal } from '../domain/case/decision.ts';
import { problem, type Reply } from './endpoint.ts';
import { fieldProblems, REFUSAL_TEXTS } from './field-problems.ts';
import { PROBLEMS } from './problems.ts';

/** The one refusal that a district's own assessment cannot overrule says where to turn instead. */
const VIA_INCOME_SUPPORT = {
  detail: 'Detta är inget beslut om personen. Hänvisningen ska komma från försörjningsstödsenheten.',
  en: {
    title: PROBLEMS['not-eligible'].en[0],
    detail: 'This is no decision on the person. The referral has to come from the income support unit.',
  },
};

/** A decision's refusal as the problem that tells what to do about it. */
export function refusalReply(refusal: Refusal): Reply {
  switch (refusal.code) {
    case 'invalid-request':
      return problem('invalid-request', { errors: fieldProblems(refusal.errors) });
    case 'not-possible-now':
      return problem('not-possible-now', { extensions: { state: refusal.status, possible: refusal.possible } });
    case 'not-eligible':
      return problem('not-eligible', {
        extensions: {
          reasons: refusal.reasons.map((code) => ({ code, detail: REFUSAL_TEXTS[code] })),
          ...(refusal.reasons.includes('via-income-support-only') ? VIA_INCOME_SUPPORT : {}),
        },
      });
    case 'disclosure-basis-missing':
    case 'disclosure-withdrawn':
    case 'not-restricted':
      return problem(refusal.code);
  }
}
