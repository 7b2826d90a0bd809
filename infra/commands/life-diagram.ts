import { main } from './life-diagram/main.ts';
import { HERE } from './readme/write-block.ts';

process.exitCode = await main(HERE);
