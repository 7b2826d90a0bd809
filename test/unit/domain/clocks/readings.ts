import type { ClockPolicies, GuaranteePolicy, ReviewPolicy } from '../../../../shared/domain/clocks/policy.ts';
import { GUARANTEE_READINGS } from '../../../../shared/reference/guarantee-policies.ts';
import { REVIEW_POLICIES } from '../../../../shared/reference/review-policies.ts';

/** One of the five readings of the promise, by the id that reports print. */
export function reading(id: string): GuaranteePolicy {
  const found = GUARANTEE_READINGS.find((policy) => policy.id === id);
  if (found === undefined) throw new Error(`no reading is called ${id}`);
  return found;
}

/** The follow-up of plans at the latest every three months. */
export function reviewPolicy(): ReviewPolicy {
  const [policy] = REVIEW_POLICIES;
  if (policy === undefined) throw new Error('the city has no review policy');
  return policy;
}

/** The city's clock policies with another reading of the promise. */
export function under(id: string): ClockPolicies {
  return { guarantee: [reading(id)], review: REVIEW_POLICIES };
}
