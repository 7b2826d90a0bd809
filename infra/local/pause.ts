import { setTimeout as delay } from 'node:timers/promises';

/** Waits, as a dependency; rejects when the signal says so. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Waits by the machine's clock. */
export const pause: Pause = (milliseconds, signal) => delay(milliseconds, undefined, { signal });
