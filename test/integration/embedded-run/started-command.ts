import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../../infra/local/start.ts', import.meta.url));
const UP = /Jobbtorg is up at (\S+)/;

/** `npm start` as a process of its own. */
export interface StartedCommand {
  readonly url: string;
  readonly pid: number;
  /** What it has said when it ended by itself. */
  readonly ended: Promise<RefusedCommand>;
  /** Ends it, and waits until it has. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** What a start that does not succeed has to say. */
export interface RefusedCommand {
  readonly exitCode: number | null;
  readonly sentence: string;
}

type Options = Readonly<Record<string, string>>;

function spawned(given: ReadonlyArray<string>, environment: Options): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [START, ...given], { env: { ...process.env, PORT: '0', ...environment } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return { child, output: () => text };
}

/** Starts, and returns when it says that it is up; throws with what it said when it does not come up. */
export async function startCommand(given: ReadonlyArray<string>, environment: Options = {}): Promise<StartedCommand> {
  const { child, output } = spawned(given, environment);
  const exit = once(child, 'exit');
  const up = new Promise<string>((resolve) => {
    child.stdout?.on('data', () => {
      const url = UP.exec(output())?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([up, exit.then(() => undefined)]);
  if (url === undefined || child.pid === undefined) throw new Error(output());
  return {
    url,
    pid: child.pid,
    ended: exit.then(() => ({ exitCode: child.exitCode, sentence: output().trim().split('\n').at(-1) ?? '' })),
    end: async (signal) => {
      child.kill(signal);
      await exit;
      return child.exitCode;
    },
  };
}

/** Starts what cannot start, and returns when it has given up. */
export async function refusedCommand(given: ReadonlyArray<string>, environment: Options = {}): Promise<RefusedCommand> {
  const { child, output } = spawned(given, environment);
  await once(child, 'exit');
  return { exitCode: child.exitCode, sentence: output().trim() };
}
