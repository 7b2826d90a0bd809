import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailure } from '../server/command-failure.ts';

/** A Jobbtorg to play on. */
export interface Server {
  readonly url: string;
  /** Settles, saying why, when it ends by itself. */
  readonly failed: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Somebody else's server, which is left running. */
export function serverAt(url: string): Server {
  return { url, failed: new Promise(() => {}), stop: async () => {} };
}

/** A server of one's own on a free port, its data in a folder that goes with it. */
export async function ownServer(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jobbtorg-demo-'));
  const clear = () => rm(dataDir, { recursive: true, force: true });
  try {
    const { startEmbeddedRun } = await import('../../local/embedded-run.ts');
    const run = await startEmbeddedRun({ dataDir, port: 0 });
    return {
      url: run.url,
      failed: run.failed,
      stop: async () => {
        await run.stop();
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw new CommandFailure(`Jobbtorg does not start here: ${error instanceof Error ? error.message : String(error)}`);
  }
}
