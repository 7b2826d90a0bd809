/** Why the embedded run does not start, in one sentence for whoever typed the command; its cause is for the curious. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}

/** What is wrong with an error, in its own words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
