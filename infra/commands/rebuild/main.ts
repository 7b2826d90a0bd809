import type { CaseRebuild } from '../../../shared/ports/rebuild.ts';
import { goingOn } from '../server/going-on.ts';
import { sentenceOn } from '../server/service-refusal.ts';
import { commandFrom, parseOptions, type RebuildOptions, USAGE } from './options.ts';
import { inWords, type Rebuilding, rebuildAll, type Tally } from './rebuild-all.ts';

/** What the command is given by the process it runs in. */
export interface RebuildProcess extends Pick<Rebuilding, 'show' | 'tell' | 'stopping'> {
  /** Finds the installation; throws a `CommandFailure` when none is named. */
  readonly reach: (dataDir: string) => CaseRebuild;
}

/** Everything is as its facts say; something is not; the run could not be ended; it was stopped at the terminal. */
export const EXIT = { done: 0, differences: 1, failed: 2, interrupted: 130 } as const;

/** `npm run rebuild`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, given: RebuildProcess): Promise<number> {
  const { reach, tell, stopping } = given;
  const parsed = parseOptions(args);
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
    const tally = await rebuildAll({ ...options, ...given, rebuild: reach(options.dataDir), reached });
    tell(`${inWords(tally)}.`);
    if (stopping.aborted) {
      tell(`It was stopped. ${again()}`);
      return EXIT.interrupted;
    }
    if (tally.left > 0) tell(adviceOn(options, tally));
    return tally.left > 0 ? EXIT.differences : EXIT.done;
  } catch (error) {
    const sentence = sentenceOn(error);
    tell(`${sentence ?? 'It stopped at something unforeseen.'} ${again()}`);
    if (sentence === undefined) throw error;
    return EXIT.failed;
  }
}

function adviceOn({ step }: RebuildOptions, { left }: Tally): string {
  return step === 'check'
    ? `${left} cases are to be seen to: npm run rebuild -- --apply mends what can be mended.`
    : `${left} cases are left: what to do about each is said above.`;
}
