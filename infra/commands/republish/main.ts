import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { StartRefusal } from '../../local/refusal.ts';
import { CommandFailure } from '../server/command-failure.ts';
import { parseOptions, USAGE } from './options.ts';
import { type Republication, republish } from './republish.ts';

/** What the command is given by the process it runs in. */
export interface RepublishProcess extends Pick<Republication, 'tell'> {
  /** Finds the installation; throws a `CommandFailure` when none is named. */
  readonly reach: (dataDir: string) => Pick<Republication, 'cases' | 'feed'>;
  readonly today: () => LocalDate;
}

export const EXIT = { done: 0, failed: 2 } as const;

/** `npm run republish`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, { reach, today, tell }: RepublishProcess): Promise<number> {
  const parsed = parseOptions(args, today());
  if (parsed.kind === 'help') {
    tell(USAGE);
    return EXIT.done;
  }
  if (parsed.kind === 'wrong') {
    tell(`${parsed.sentence}\n\n${USAGE}`);
    return EXIT.failed;
  }
  try {
    const events = await republish(parsed.since, { ...reach(parsed.dataDir), today: today(), tell });
    tell(`Appended to the feed once more, events: ${events}`);
    return EXIT.done;
  } catch (error) {
    tell(sentenceOn(error));
    return EXIT.failed;
  }
}

/** What happened, and what to do about it. What a service says besides its error's name could hold something of a case. */
function sentenceOn(error: unknown): string {
  if (error instanceof CommandFailure || error instanceof StartRefusal) return error.message;
  if (!(error instanceof Error)) throw error;
  return `It stopped (${error.name}): see to the table, its name and region, and the credentials; then run the same command again.`;
}
