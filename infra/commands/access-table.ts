import { main } from './access-table/main.ts';
import { HERE } from './readme/write-block.ts';

process.exitCode = await main(HERE);
