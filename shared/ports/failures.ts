/** Something outside did not answer as it should, and may when asked again: throttling, a time-out, a lost connection. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
}

/** Whether trying again may help. */
export function isTransient(error: unknown): boolean {
  return error instanceof TransientFailure;
}
