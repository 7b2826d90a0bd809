import { CommandFailure } from '../server/command-failure.ts';
import type { Send } from '../server/http-client.ts';
import type { Surroundings } from '../server/persistence.ts';
import { parseOptions, USAGE } from './options.ts';
import type { Progress } from './progress.ts';
import { runImport } from './run-import.ts';

/** What the command is given by the process it runs in. */
export interface ImportProcess extends Omit<Surroundings, 'tell'> {
  readonly environment: NodeJS.ProcessEnv;
  readonly client: (connections: number) => { readonly send: Send; readonly close: () => void };
  readonly progress: Progress;
  readonly complain: (text: string) => void;
}

/** All went in; some lines were refused; the run could not be made. */
export const EXIT = { done: 0, someRefused: 1, failed: 2 } as const;

/** `npm run import`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, given: ImportProcess): Promise<number> {
  const parsed = parseOptions(args, given.environment);
  if (parsed.kind === 'help') {
    given.progress.tell(USAGE);
    return EXIT.done;
  }
  if (parsed.kind === 'wrong') {
    given.complain(`${parsed.sentence}\n\n${USAGE}\n`);
    return EXIT.failed;
  }
  const client = given.client(parsed.options.parallel);
  try {
    const tally = await runImport(parsed.options, { ...given, send: client.send });
    return tally.refused === 0 ? EXIT.done : EXIT.someRefused;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    given.complain(`${error.message}\n`);
    return EXIT.failed;
  } finally {
    client.close();
  }
}
