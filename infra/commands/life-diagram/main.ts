import { POSSIBLE } from '../../../shared/domain/case/possible.ts';
import { lifeBlock, withBlock } from './block.ts';

export interface DiagramProcess {
  readonly readReadme: () => Promise<string>;
  readonly writeReadme: (text: string) => Promise<void>;
  readonly show: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** `npm run diagram`: prints the life of a case as the table has it, and puts it into the README. */
export async function main({ readReadme, writeReadme, show, complain }: DiagramProcess): Promise<number> {
  const block = lifeBlock(POSSIBLE);
  show(`${block}\n`);
  const readme = await readReadme();
  const mended = withBlock(readme, block);
  if (mended === undefined) {
    complain('README.md lacks the two comments between which the diagram stands.\n');
    return 1;
  }
  if (mended !== readme) await writeReadme(mended);
  return 0;
}
