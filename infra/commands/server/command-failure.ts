/** What ends a command: one sentence that says what happened and what to do about it. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
