import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { StartRefusal } from '../../local/refusal.ts';
import { CommandFailure } from '../server/command-failure.ts';
import { goingOn } from '../server/going-on.ts';
import { commandFrom, parseOptions, USAGE } from './options.ts';
import { type Republication, republish } from './republish.ts';

/** What the command is given by the process it runs in. */
export interface RepublishProcess extends Pick<Republication, 'tell' | 'stopping'> {
  /** Finds the installation; throws a `CommandFailure` when none is named. */
  readonly reach: (dataDir: string) => Pick<Republication, 'cases' | 'feed'>;
  readonly today: () => LocalDate;
}

/** All was told again; the run could not be ended; it was stopped at the terminal. */
export const EXIT = { done: 0, failed: 2, interrupted: 130 } as const;

/** `npm run republish`: answers with the exit status. */
export async function main(
  args: ReadonlyArray<string>,
  { reach, today, tell, stopping }: RepublishProcess,
): Promise<number> {
  const parsed = parseOptions(args, today());
  if (parsed.kind === 'help') {
    tell(USAGE);
    return EXIT.done;
  }
  if (parsed.kind === 'wrong') {
    tell(`${parsed.sentence}\n\n${USAGE}`);
    return EXIT.failed;
  }
  const { options } = parsed;
  let place = options.from;
  const reached = (caseId: string) => {
    place = caseId;
  };
  const again = () => goingOn(place === null ? null : commandFrom(options, place));
  try {
    const given = { ...reach(options.dataDir), today: today(), tell, stopping, reached };
    const events = await republish(options, given);
    tell(`Appended to the feed once more, events: ${events}`);
    if (!stopping.aborted) return EXIT.done;
    tell(`It was stopped. ${again()}`);
    return EXIT.interrupted;
  } catch (error) {
    tell(sentenceOn(error, again()));
    return EXIT.failed;
  }
}

/**
 * What happened, and what to do about it: mend what the command was given, or go on once all is well. What a service says
 * besides its error's name could hold something of a case.
 */
function sentenceOn(error: unknown, again: string): string {
  if (error instanceof CommandFailure || error instanceof StartRefusal) return error.message;
  if (!(error instanceof Error)) throw error;
  return `It stopped (${error.name}): see to the table, its name and region, and the credentials. ${again}`;
}
