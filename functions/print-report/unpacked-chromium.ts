import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';

const PROGRAM = 'chromium';

/**
 * The browser of the package, with its fonts and libraries, unpacked where the package looks for them. It is unpacked
 * aside and then moved, the program last: a program that is there is whole, whoever else is unpacking it or was stopped.
 */
export async function unpackedChromium(): Promise<string> {
  const place = tmpdir();
  const program = join(place, PROGRAM);
  if (existsSync(program)) return program;
  const aside = await mkdtemp(join(place, 'unpacking-'));
  try {
    await unpackInto(aside);
    const names = await readdir(aside);
    for (const name of [...names.filter((each) => each !== PROGRAM), PROGRAM]) {
      await move(join(aside, name), join(place, name));
    }
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return program;
}

/** The package unpacks into the folder for temporary files, wherever that is said to be. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** Moves what somebody else may have put there already, the same to the byte. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
