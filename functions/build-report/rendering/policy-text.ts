import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import type { InWords } from '../../../shared/reference/labels.ts';
import { PRIORITIES } from '../../../shared/reference/priorities.ts';
import { REVIEW_POLICIES } from '../../../shared/reference/review-policies.ts';
import { TARGET_GROUPS } from '../../../shared/reference/target-groups.ts';
import { THIN_PLANS } from '../../../shared/reference/thin-plans.ts';

interface InForce {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** What a policy says, in words, where the reference data has them; otherwise from when to when it is in force. */
export function policyText(id: string): InWords | undefined {
  const timed = [...GUARANTEE_READINGS, ...REVIEW_POLICIES].find((policy) => policy.id === id);
  if (timed !== undefined) return timed;
  const dated = [...TARGET_GROUPS, ...PRIORITIES, ...THIN_PLANS].find((policy) => policy.id === id);
  return dated === undefined ? undefined : validity(dated);
}

function validity({ validFrom, validTo }: InForce): InWords {
  return validTo === null
    ? { sv: `Gäller från ${validFrom}.`, en: `In force from ${validFrom}.` }
    : { sv: `Gällde ${validFrom} – ${validTo}.`, en: `Was in force ${validFrom} – ${validTo}.` };
}
