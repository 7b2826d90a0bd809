import { vi } from 'vitest';
import { CALM, type FaultPlan, type FaultRates, seededPlan } from '../support/fault-plans.ts';

const deep = process.env['JOBBTORG_DEEP'] !== undefined;
const MINUTE = 60_000;
/** A failure is told with the shortest story found in this time, before the test itself is given up. */
const PATIENCE = deep ? 50 * MINUTE : 2 * MINUTE;
vi.setConfig({ testTimeout: PATIENCE + 5 * MINUTE });

/** How long a story may be. */
export const STEPS = deep ? 60 : 35;

/**
 * How many stories are lived through. `JOBBTORG_SEED` and `JOBBTORG_PATH` tell one again, with what a failure printed
 * as its seed and path.
 */
const { JOBBTORG_SEED: seed, JOBBTORG_PATH: path } = process.env;
export const RUNS = {
  numRuns: deep ? 300 : 12,
  interruptAfterTimeLimit: PATIENCE,
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  ...(path === undefined ? {} : { path, endOnFailure: true }),
} as const;

/** Of a thousand requests to the table, about one in five meets something. */
const RATES: FaultRates = {
  delayed: 50,
  overtaken: 30,
  repeated: 30,
  lost: 25,
  dropped: 15,
  failed: 10,
  throttled: 15,
  conflicted: 80,
};

/**
 * What goes wrong in a story of a seed; nothing in that of seed 0, which is where a failure shrinks to when it needs no
 * mishaps. A run of the check sends dozens of requests, and is repeated when one fails: it meets less.
 */
export function mishapsOf(seed: number): FaultPlan {
  if (seed === 0) return CALM;
  const plan = seededPlan(seed, RATES);
  return (sent) => (/CHECK#|DUE#/.test(sent.text) && sent.alike % 4 > 0 ? null : plan(sent));
}
