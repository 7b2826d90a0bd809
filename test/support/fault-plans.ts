import { createHash } from 'node:crypto';

/** What can go wrong between a client and the table. */
export const FAULTS = [
  /** Held for some milliseconds before it is carried out, or its answer after. */
  'delayed',
  /** Held until a later one has been answered. */
  'overtaken',
  /** Sent twice, one after the other or both at once. */
  'repeated',
  /** Carried out, but the answer never comes. */
  'lost',
  /** Never carried out: the connection breaks. */
  'dropped',
  /** Never carried out: the service says that something is wrong with it. */
  'failed',
  /** Never carried out: too many at once. */
  'throttled',
  /** A transaction that meets another. */
  'conflicted',
] as const;
export type Fault = (typeof FAULTS)[number];

/** A request on its way to the table. */
export interface Sent {
  /** `TransactWriteItems`, `Query` … */
  readonly operation: string;
  /** What it says, as JSON. */
  readonly text: string;
  /** How many requests came before it, of any operation; then of its own. */
  readonly before: number;
  readonly alike: number;
}

/** What is to happen to a request: a fault, and a number that settles the rest of how it goes. */
export interface Mishap {
  readonly fault: Fault;
  /** From 0 up to, but not including, 1. */
  readonly lot: number;
}

/** Decides from the request alone, so that the same requests meet the same mishaps. */
export type FaultPlan = (sent: Sent) => Mishap | null;

/** How many requests in a thousand meet each fault. */
export type FaultRates = Readonly<Partial<Record<Fault, number>>>;

/** Nothing goes wrong. */
export const CALM: FaultPlan = () => null;

/** One fault to every request that fits. */
export const always =
  (fault: Fault, fits: (sent: Sent) => boolean = () => true, lot = 0): FaultPlan =>
  (sent) =>
    fits(sent) ? { fault, lot } : null;

/** Lots drawn by a seed for each request; the same seed draws the same for the nth of an operation. */
export function seededPlan(seed: number, rates: FaultRates): FaultPlan {
  return ({ operation, alike }) => {
    const lots = createHash('sha256').update(`${seed} ${operation} ${alike}`).digest();
    let drawn = lots.readUInt32BE(0) % 1000;
    for (const fault of FAULTS) {
      const rate = rates[fault] ?? 0;
      if (drawn < rate) return { fault, lot: lots.readUInt16BE(4) / 0x1_0000 };
      drawn -= rate;
    }
    return null;
  };
}
