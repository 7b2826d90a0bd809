import { TransientFailure } from '../../../shared/ports/failures.ts';
import { StartRefusal } from '../../local/refusal.ts';
import { CommandFailure } from './command-failure.ts';

/** What services refuse, by the names of their errors, and what to do about it. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['ResourceNotFoundException', 'There is no such table: correct TABLE_NAME or the region.'],
  ['QueueDoesNotExist', 'There is no such queue: correct QUEUE_PREFIX or the region.'],
  ['AccessDeniedException', 'These credentials may not do this: use a role with the rights that the README names.'],
  ['AccessDenied', 'These credentials may not do this: use a role with the rights that the README names.'],
  ['CredentialsProviderError', 'No credentials were found: sign in first.'],
  ['ExpiredTokenException', 'The credentials have expired: sign in again.'],
  ['UnrecognizedClientException', 'The credentials are not accepted: sign in again.'],
]);

/**
 * What happened to a command, and what to do about it; `undefined` for what nobody at the terminal can mend. What a
 * service says besides its error's name could hold something of a case.
 */
export function sentenceOn(error: unknown): string | undefined {
  if (error instanceof CommandFailure || error instanceof StartRefusal) return error.message;
  if (error instanceof TransientFailure) return 'A service of the installation does not answer: see to it.';
  return error instanceof Error ? REFUSALS.get(error.name) : undefined;
}
