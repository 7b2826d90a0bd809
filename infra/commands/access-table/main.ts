import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import { type BlockProcess, writeBlock } from '../readme/write-block.ts';
import { ACCESS_MARKERS, accessBlock } from './block.ts';

/** `npm run access-table`: prints who may see what as the table has it, and puts it into the README. */
export function main(run: BlockProcess): Promise<number> {
  return writeBlock(accessBlock(ENDPOINTS), ACCESS_MARKERS, 'who may see what', run);
}
