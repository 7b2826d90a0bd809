import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { writeDurably } from './durable-file.ts';
import { StartRefusal } from './refusal.ts';

const MARKER = 'jobbtorg.json';
const LOCK = 'lock.sqlite';
const FORMAT = 4;
const OWNER_ONLY = 0o700;
const SQLITE_BUSY = 5;

const markerSchema = z.object({ format: z.int() });
const sqliteErrorSchema = z.object({ errcode: z.int() });

/** The folder where one embedded run keeps everything: it is held by this process until released or the process ends. */
export interface DataFolder {
  readonly path: string;
  /** The path of something in the folder. */
  at(...names: ReadonlyArray<string>): string;
  release(): void;
}

export interface DataFolderOptions {
  /** Empties it first. */
  readonly fresh: boolean;
  /** How long to wait, doing nothing else, for another run to let go of it. */
  readonly patienceMilliseconds?: number;
}

/**
 * Takes a data folder for this process, making it if need be. The lock belongs to the operating system, so that it goes
 * with the process however that ends. Throws {@link StartRefusal} when the folder is another's, in use or damaged.
 */
export function openDataFolder(path: string, { fresh, patienceMilliseconds = 0 }: DataFolderOptions): DataFolder {
  const folder = resolve(path);
  refuseForeign(folder);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, OWNER_ONLY);
  const lock = takeLock(folder, patienceMilliseconds);
  try {
    if (fresh) empty(folder);
    mark(folder);
    for (const name of ['checkpoints', 'keys', 'logs', 'queues']) mkdirSync(join(folder, name), { recursive: true });
  } catch (error) {
    lock.close();
    throw error;
  }
  return {
    path: folder,
    at: (...names) => join(folder, ...names),
    release: () => {
      if (lock.isOpen) lock.close();
    },
  };
}

/** The refusal for something in the folder that cannot be read. */
export function damaged(file: string, cause: unknown): StartRefusal {
  return new StartRefusal(
    `The data folder is damaged: ${file} cannot be read. Put a copy of the folder back, or empty it with --fresh.`,
    { cause },
  );
}

/** A folder with content is ours only if it says so: nothing else is ever written into, least of all emptied. */
function refuseForeign(folder: string): void {
  if (!existsSync(folder)) return;
  const names = list(folder);
  if (names.length === 0 || names.includes(MARKER) || names.every((name) => name.startsWith(LOCK))) return;
  throw new StartRefusal(`${folder} holds something else than Jobbtorg's data: name another folder with --data.`);
}

function list(folder: string): ReadonlyArray<string> {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new StartRefusal(`${folder} is not a folder that can be read: name another with --data.`, { cause: error });
  }
}

function takeLock(folder: string, patienceMilliseconds: number): DatabaseSync {
  const lock = new DatabaseSync(join(folder, LOCK), { timeout: patienceMilliseconds });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (sqliteErrorSchema.safeParse(error).data?.errcode !== SQLITE_BUSY) throw damaged(join(folder, LOCK), error);
    throw new StartRefusal(
      `${folder} is already in use by another run: stop that one, or name another folder with --data.`,
      { cause: error },
    );
  }
}

function empty(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(LOCK)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function mark(folder: string): void {
  const file = join(folder, MARKER);
  if (!existsSync(file)) writeDurably(file, JSON.stringify({ format: FORMAT }));
  const { format } = readMarker(file);
  if (format !== FORMAT) {
    throw new StartRefusal(
      `${folder} was written by another version (format ${format}, this one reads ${FORMAT}): go on in another folder, or begin anew with --fresh, which empties it.`,
    );
  }
}

function readMarker(file: string): z.infer<typeof markerSchema> {
  try {
    return markerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw damaged(file, error);
  }
}
