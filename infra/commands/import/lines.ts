import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CommandFailure } from '../server/command-failure.ts';

/** A line of a file that is not blank; `text` is `undefined` when it is not UTF-8. */
export interface Line {
  /** From 1, blank lines counted. */
  readonly number: number;
  readonly text: string | undefined;
}

const NEWLINE = 0x0a;
const GZIP = [0x1f, 0x8b];

/** Reads a file line by line, packed or not, holding no more than a line and a chunk of it. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  try {
    yield* splitLines(await openFile(path));
  } catch (error) {
    if (error instanceof CommandFailure || !isSystemError(error)) throw error;
    const damaged = error.code.startsWith('Z_');
    throw new CommandFailure(
      damaged
        ? `${path} is damaged or incomplete: unpack or fetch it again.`
        : `${path} cannot be read (${error.code}): name a file of history, one case a line.`,
    );
  }
}

/** How many lines a file has that are not blank; reads it to its end, so that a damaged one is found before it is sent. */
export async function countLines(path: string): Promise<number> {
  let count = 0;
  for await (const _ of readLines(path)) count++;
  return count;
}

async function openFile(path: string): Promise<Readable> {
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0).catch(async (error) => {
    await file.close();
    throw error;
  });
  const bytes = file.createReadStream({ start: 0 });
  if (!GZIP.every((byte, index) => buffer[index] === byte)) return bytes;
  // The callback has nothing to do: an error reaches whoever reads the unpacked bytes.
  return pipeline(bytes, createGunzip(), () => {});
}

async function* splitLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  let begun: Array<Buffer> = [];
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield* lineOf([...begun, chunk.subarray(start, end)], ++number);
      begun = [];
      start = end + 1;
    }
    begun.push(chunk.subarray(start));
  }
  yield* lineOf(begun, ++number);
}

function* lineOf(parts: ReadonlyArray<Buffer>, number: number): Generator<Line> {
  const text = decoded(Buffer.concat(parts));
  if (text === undefined || text.trim() !== '') yield { number, text };
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
