import { POSSIBLE } from '../../../shared/domain/case/possible.ts';
import { type BlockProcess, writeBlock } from '../readme/write-block.ts';
import { LIFE_MARKERS, lifeBlock } from './block.ts';

/** `npm run diagram`: prints the life of a case as the table has it, and puts it into the README. */
export function main(run: BlockProcess): Promise<number> {
  return writeBlock(lifeBlock(POSSIBLE), LIFE_MARKERS, 'the diagram', run);
}
