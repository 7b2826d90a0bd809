import type { HashKeyAdapters } from '../../../shared/adapters/hash-key-adapters.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import { TransientFailure } from '../../../shared/ports/failures.ts';
import { StartRefusal } from '../../local/refusal.ts';
import { CommandFailure } from '../server/command-failure.ts';
import { parseOptions, USAGE } from './options.ts';
import type { Progress } from './progress.ts';
import { rotate } from './rotation.ts';

/** What the command is given by the process it runs in. */
export interface RotateProcess {
  /** Finds the installation's keys; throws a `CommandFailure` when none is named. */
  readonly reach: (dataDir: string) => HashKeyAdapters;
  readonly progress: Progress;
  readonly complain: (text: string) => void;
  readonly clock: Clock;
}

/** The step was taken; some cases were left; the step could not be taken. */
export const EXIT = { done: 0, someLeft: 1, failed: 2 } as const;

/** What services refuse, by the names of their errors, and what to do about it. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['ResourceNotFoundException', 'There is no such table: correct TABLE_NAME or the region.'],
  ['NotFoundException', 'There is no such master key: correct KEY_ID or the region.'],
  ['AccessDeniedException', 'These credentials may not do this: use a role with the rights that the README names.'],
  ['CredentialsProviderError', 'No credentials were found: sign in first.'],
  ['ExpiredTokenException', 'The credentials have expired: sign in again.'],
  ['UnrecognizedClientException', 'The credentials are not accepted: sign in again.'],
]);
const AGAIN = 'Then run the same command again: what is done is not done twice.';

/** `npm run rotate-hash-keys`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, given: RotateProcess): Promise<number> {
  const parsed = parseOptions(args);
  if (parsed.kind === 'help') {
    given.progress.tell(USAGE);
    return EXIT.done;
  }
  if (parsed.kind === 'wrong') {
    given.complain(`${parsed.sentence}\n\n${USAGE}\n`);
    return EXIT.failed;
  }
  try {
    const left = await rotate(parsed.step, { ...given.reach(parsed.dataDir), ...given });
    return left === 0 ? EXIT.done : EXIT.someLeft;
  } catch (error) {
    given.complain(`${sentenceOn(error)}\n`);
    return EXIT.failed;
  } finally {
    given.progress.stop();
  }
}

/** What happened, and what to do about it; throws on what nobody at the terminal can mend. */
function sentenceOn(error: unknown): string {
  if (error instanceof CommandFailure || error instanceof StartRefusal) return error.message;
  if (error instanceof TransientFailure) return `The table or the master key does not answer: see to it. ${AGAIN}`;
  const advice = error instanceof Error ? REFUSALS.get(error.name) : undefined;
  if (advice === undefined) throw error;
  return `${advice} ${AGAIN}`;
}
