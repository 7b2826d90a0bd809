import { CommandFailure } from './command-failure.ts';

/** What one attempt came to: a value, or a reason to try again. */
export type Attempt<T> =
  | { readonly value: T }
  | {
      readonly again: string;
      /** Whether there was an answer at all. */
      readonly answered: boolean;
      /** How long the server asks to be left alone. */
      readonly afterMs?: number;
    };

/** The world outside a command, as its parts need it. */
export interface Surroundings {
  /** Milliseconds, from any zero. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Says something to the person at the terminal. */
  readonly tell: (text: string) => void;
}

/** How long nothing but trouble is put up with: from a server that answers, and from one that does not. */
export interface Patience {
  readonly answeringMs: number;
  readonly silentMs: number;
}

/** Tries again and again, more and more slowly, until there is a value. */
export type Persist = <T>(attempt: () => Promise<Attempt<T>>) => Promise<T>;

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const WORTH_TELLING_AFTER_MS = 1_000;

/**
 * Persists as long as any attempt, however many run at once, gets somewhere in time; then gives up with the last
 * reason. A server that is being restarted is waited for, and said to be waited for once.
 */
export function persistence(patience: Patience, { now, wait, random, tell }: Surroundings): Persist {
  let lastValueAt = now();
  let waiting = false;
  return async (attempt) => {
    for (let tries = 0; ; tries++) {
      const outcome = await attempt();
      if ('value' in outcome) {
        lastValueAt = now();
        waiting = false;
        return outcome.value;
      }
      const fruitless = now() - lastValueAt;
      const patienceMs = outcome.answered ? patience.answeringMs : patience.silentMs;
      const seconds = Math.round(patienceMs / 1000);
      if (fruitless >= patienceMs) {
        throw new CommandFailure(`${outcome.again} It has been tried for ${seconds} seconds.`);
      }
      if (fruitless >= WORTH_TELLING_AFTER_MS && !waiting) {
        waiting = true;
        tell(`${outcome.again} Trying again for up to ${seconds} seconds.`);
      }
      const slower = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
      await wait(Math.max(outcome.afterMs ?? 0, slower * (0.5 + random() / 2)));
    }
  };
}
