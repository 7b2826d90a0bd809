import { readFile, writeFile } from 'node:fs/promises';
import { type Markers, withBlockBetween } from './marked-block.ts';

/** Where a block is shown and written. */
export interface BlockProcess {
  readonly readReadme: () => Promise<string>;
  readonly writeReadme: (text: string) => Promise<void>;
  readonly show: (text: string) => void;
  readonly complain: (text: string) => void;
}

const README = new URL('../../../README.md', import.meta.url);

/** The README of this repository, and the terminal. */
export const HERE: BlockProcess = {
  readReadme: () => readFile(README, 'utf8'),
  writeReadme: (text) => writeFile(README, text),
  show: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
};

/** Prints a block and puts it into the README between its two comments; the exit status. */
export async function writeBlock(
  block: string,
  markers: Markers,
  what: string,
  { readReadme, writeReadme, show, complain }: BlockProcess,
): Promise<number> {
  show(`${block}\n`);
  const readme = await readReadme();
  const mended = withBlockBetween(markers, readme, block);
  if (mended === undefined) {
    complain(`README.md lacks the two comments between which ${what} stands.\n`);
    return 1;
  }
  if (mended !== readme) await writeReadme(mended);
  return 0;
}
