import { parseArgs } from 'node:util';
import type { RewrappedPage } from '../../../shared/adapters/wrapped-items.ts';
import { sentenceOn } from '../server/service-refusal.ts';

/** What the command is given by the process it runs in. */
export interface RewrapProcess {
  /** Finds the installation's items; throws a `CommandFailure` when none is named. */
  readonly reach: (dataDir: string) => AsyncIterable<RewrappedPage>;
  /** Says something to the person at the terminal. */
  readonly tell: (text: string) => void;
}

export const EXIT = { done: 0, failed: 2 } as const;

export const USAGE = `Usage: npm run rewrap-data-keys -- [--data DIR]

Puts the data key of every sealed text, and every hash key, under the first master key that KEY_ID names, while
everything goes on. Nothing is opened. Stopped, it can be run again; a run that puts nothing under the key says so.

  --data DIR   the data folder of the embedded run (.jobbtorg); for a deployed installation, set TABLE_NAME and KEY_ID`;

const TOLD_EVERY = 10_000;

/** `npm run rewrap-data-keys`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, { reach, tell }: RewrapProcess): Promise<number> {
  const values = readArguments(args);
  if (values === undefined) {
    tell(`That is not understood.\n\n${USAGE}`);
    return EXIT.failed;
  }
  if (values.help === true) {
    tell(USAGE);
    return EXIT.done;
  }
  let [items, rewrapped, told] = [0, 0, 0];
  try {
    for await (const page of reach(values.data ?? '.jobbtorg')) {
      items += page.items;
      rewrapped += page.rewrapped;
      if (items >= told + TOLD_EVERY) {
        told = items;
        tell(`${items} items so far`);
      }
    }
    tell(`${items} items carry a data key: ${rewrapped} were under another master key, and now are under the first.`);
    if (rewrapped === 0) tell('Nothing needs another master key than the first.');
    return EXIT.done;
  } catch (error) {
    const sentence = sentenceOn(error);
    tell(`${sentence ?? 'It stopped at something unforeseen.'} Then run the same command again.`);
    if (sentence === undefined) throw error;
    return EXIT.failed;
  }
}

function readArguments(args: ReadonlyArray<string>) {
  const options = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}
