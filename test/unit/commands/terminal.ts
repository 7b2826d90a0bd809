import { main } from '../../../infra/commands/import/main.ts';
import { progressLines } from '../../../infra/commands/import/progress.ts';
import { httpClient } from '../../../infra/commands/server/http-client.ts';

export interface Run {
  readonly status: number;
  /** What stood on the terminal. */
  readonly said: string;
  readonly complained: string;
  /** How long the command waited between attempts, in milliseconds of its own clock. */
  readonly waited: ReadonlyArray<number>;
}

/** Runs `npm run import` with a clock that only moves when the command waits; `whenWaiting` is what happens meanwhile. */
export async function runImport(
  args: ReadonlyArray<string>,
  whenWaiting: (waits: number) => Promise<void> | void = () => {},
): Promise<Run> {
  let clock = 0;
  let said = '';
  let complained = '';
  const waited: Array<number> = [];
  const status = await main(args, {
    environment: {},
    client: httpClient,
    progress: progressLines((text) => {
      said += text;
    }),
    complain: (text) => {
      complained += text;
    },
    now: () => clock,
    wait: async (milliseconds) => {
      waited.push(milliseconds);
      clock += milliseconds;
      await whenWaiting(waited.length);
    },
    random: () => 1,
  });
  return { status, said, complained, waited };
}
