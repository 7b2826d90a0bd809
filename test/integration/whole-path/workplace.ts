import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import * as z from 'zod';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** How a command came to its end. */
export interface Ended {
  /** `null` when it was killed. */
  readonly status: number | null;
  readonly said: string;
  readonly complained: string;
}

/** A command in a terminal of its own. */
export interface Command {
  /** What it has printed so far. */
  said(): string;
  /** Settles when what it has printed matches; rejects when it ends before. */
  says(words: RegExp): Promise<RegExpExecArray>;
  /** `kill -9`, with no time for a last word. */
  kill(): Promise<void>;
  /** Ctrl-C. */
  stop(): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** Jobbtorg, up and answering. */
export interface Suite extends Command {
  readonly url: string;
}

/** A folder to work in and the commands started there; both are gone when the tests of the file have run. */
export interface Workplace {
  at(name: string): string;
  /** Writes a file and answers with its path. */
  file(name: string, content: string | Uint8Array): string;
  /** `npm start -- --data NAME`; port 0 takes any free one. */
  start(data: string, port?: number): Command;
  /** The same, once it says that it is up. */
  suite(data: string, port?: number): Promise<Suite>;
  /** `npm run import -- FILE --url URL` */
  import(file: string, url: string): Command;
}

/** Must be called where hooks may be registered. */
export function workplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'jobbtorg-whole-path-'));
  const started: Array<Command> = [];
  const at = (name: string) => join(folder, name);
  const typed = (script: string, args: ReadonlyArray<string>, port = 0): Command => {
    const { DEBUG: _debug, JOBBTORG_SECRET: _secret, ...environment } = process.env;
    const env = { ...environment, PORT: `${port}` };
    const command = commandOf(spawn(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, env }));
    started.push(command);
    return command;
  };
  const start: Workplace['start'] = (data, port) => typed('infra/local/start.ts', ['--data', at(data)], port);
  afterAll(async () => {
    await Promise.all(started.map((command) => command.stop()));
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    at,
    file: (name, content) => {
      writeFileSync(at(name), content);
      return at(name);
    },
    start,
    suite: async (data, port) => {
      const command = start(data, port);
      const [, url = ''] = await command.says(/^Jobbtorg is up at (http:\S+) /m);
      return { ...command, url };
    },
    import: (file, url) => typed('infra/commands/import.ts', [file, '--url', url]),
  };
}

function commandOf(child: ChildProcess): Command {
  const said = collected(child.stdout);
  const complained = collected(child.stderr);
  let over = false;
  const ended = once(child, 'close').then(([status]): Ended => {
    over = true;
    return { status, said: said(), complained: complained() };
  });
  const end = (signal: 'SIGKILL' | 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  return {
    said,
    says: async (words) => {
      for (;;) {
        const found = words.exec(said());
        if (found !== null) return found;
        if (over || child.stdout === null) throw new Error(`it ended without saying ${words}: ${complained()}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGINT'),
    ended,
  };
}

function collected(stream: ChildProcess['stdout']): () => string {
  const chunks: Array<string> = [];
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.push(chunk);
  });
  return () => chunks.join('');
}

/** A port that nothing listens on, for a suite that is to come back on the same one. */
export async function freePort(): Promise<number> {
  const { port, close } = await busyPort();
  await close();
  return port;
}

/** A port that somebody else listens on. */
export async function busyPort(): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    port,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** The processes of this machine that were started with a path in the given folder among their arguments. */
export function processesIn(folder: string): ReadonlyArray<string> {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      const words = argumentsOf(id);
      return words.some((word) => word.startsWith(folder)) ? [`${id}: ${words.join(' ')}`] : [];
    });
}

function argumentsOf(id: string): ReadonlyArray<string> {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    // It ended while the list was read.
    return [];
  }
}
