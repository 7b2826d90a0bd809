import { type EpochDay, toEpochDay } from '../time/local-date.ts';
import type { GuaranteePolicy, ReviewPolicy } from './policy.ts';

/** The policies that take over open clocks on their first day, unless another goes before them on it. */
export function takingOver<P extends GuaranteePolicy | ReviewPolicy>(
  policies: ReadonlyArray<P>,
): ReadonlyArray<{ readonly first: EpochDay; readonly policy: P }> {
  if (!policies.some(takesOver)) return [];
  return policies
    .filter(takesOver)
    .map((policy) => ({ first: daysInForce(policy).first, policy }))
    .filter(({ first, policy }) => policyOn(policies, first) === policy);
}

function takesOver({ appliesTo }: GuaranteePolicy | ReviewPolicy): boolean {
  return appliesTo === 'open-clocks-too';
}

/** The policy in force on a day; of several, the first. */
export function policyOn<P extends GuaranteePolicy | ReviewPolicy>(policies: ReadonlyArray<P>, day: EpochDay): P {
  const found = policies.find((policy) => {
    const { first, last } = daysInForce(policy);
    return first <= day && day <= last;
  });
  if (found === undefined) throw new RangeError(`no clock policy is in force on epoch day ${day}`);
  return found;
}

/** A policy's days as integers, parsed once: a report asks for every clock of a million cases. */
function daysInForce(policy: GuaranteePolicy | ReviewPolicy): { readonly first: EpochDay; readonly last: EpochDay } {
  const known = DAYS_IN_FORCE.get(policy);
  if (known !== undefined) return known;
  const last = policy.validTo === null ? Number.POSITIVE_INFINITY : toEpochDay(policy.validTo);
  const days = { first: toEpochDay(policy.validFrom), last };
  DAYS_IN_FORCE.set(policy, days);
  return days;
}

const DAYS_IN_FORCE = new WeakMap<
  GuaranteePolicy | ReviewPolicy,
  { readonly first: EpochDay; readonly last: EpochDay }
>();
