import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { writeDurably } from '../durable-file.ts';
import { reasonOf, StartRefusal } from '../refusal.ts';
import { freePort } from './free-port.ts';

const READY_WITHIN_MILLISECONDS = 10_000;
const GONE_WITHIN_MILLISECONDS = 5_000;
const PORT_ATTEMPTS = 3;

/**
 * Runs the engine ($@) until it ends or until whoever holds our input is gone, however that happened: a killed run must
 * not leave an engine behind that writes to its data folder.
 */
const KEEPER = `exec 3<&0
"$@" 3<&- &
engine=$!
{ while read -r _; do :; done; kill -TERM "$engine"; } <&3 2>/dev/null &
watcher=$!
echo "$engine"
wait "$engine"
status=$?
kill "$watcher" 2>/dev/null
exit $status`;

/** A running engine. */
export interface EngineProcess {
  readonly url: string;
  /** Settles when the engine ends, which it does only when stopped, or when something is wrong with it. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Where the engine's program is on this kind of machine; `undefined` where there is none. */
export function enginePath(): string | undefined {
  try {
    const packageFile = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    return packageFile.replace(/package\.json$/, 'dynoxide');
  } catch {
    return undefined;
  }
}

/** Starts the engine on a database file. `pidFile` lets a later start find an engine that outlived its run. */
export async function startEngine(program: string, database: string, pidFile: string): Promise<EngineProcess> {
  await endOrphan(pidFile, database);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = spawn('/bin/sh', ['-c', KEEPER, 'keeper', program, 'serve', '-p', `${port}`, '--db-path', database], {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output = collect(child);
    const ended = once(child, 'exit').then(() => output());
    try {
      const pid = await Promise.race([listening(output), ended.then((text) => Promise.reject(new Error(text)))]);
      writeDurably(pidFile, String(pid));
      return { url: `http://127.0.0.1:${port}`, ended: ended.then(lastLine), stop: () => stop(child, ended, pidFile) };
    } catch (error) {
      child.stdin?.end();
      const taken = reasonOf(error).includes('in use');
      if (!taken || attempt === PORT_ATTEMPTS) {
        throw new StartRefusal(`The embedded database does not start: ${lastLine(reasonOf(error))}`, { cause: error });
      }
    }
  }
}

async function stop(child: ChildProcess, ended: Promise<string>, pidFile: string): Promise<void> {
  child.stdin?.end();
  await ended;
  rmSync(pidFile, { force: true });
}

function collect(child: ChildProcess): () => string {
  const chunks: Array<string> = [];
  child.stdin?.on('error', () => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      chunks.push(chunk);
    });
  }
  return () => chunks.join('').slice(-4_000);
}

/**
 * Waits until the engine itself says that it listens, and gives its number: what answers at the port may be another engine
 * that took it in between. Either is said first.
 */
async function listening(output: () => string): Promise<number> {
  const deadline = Date.now() + READY_WITHIN_MILLISECONDS;
  for (;;) {
    const pid = /^\d+$/m.exec(output());
    if (pid !== null && output().includes('listening on')) return Number(pid[0]);
    if (Date.now() > deadline) throw new Error('no answer within 10 seconds');
    await delay(5);
  }
}

/** Ends an engine that a killed run left behind on this database: two at once would be one too many. */
async function endOrphan(pidFile: string, database: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const deadline = Date.now() + GONE_WITHIN_MILLISECONDS;
  while (runsOn(pid, database)) {
    if (Date.now() > deadline) throw new StartRefusal(`An earlier run's database (process ${pid}) does not end.`);
    endProcess(pid);
    await delay(10);
  }
  rmSync(pidFile, { force: true });
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Whether a process is an engine on this database: a number alone may long since mean something else. */
function runsOn(pid: number, database: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(database);
  } catch {
    return false;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
