import { main } from './dead-letters/main.ts';
import { reachDeadLetters } from './dead-letters/reach.ts';

process.exitCode = await main(process.argv.slice(2), {
  reach: (dataDir) => reachDeadLetters(dataDir, process.env),
  now: () => Date.now(),
  show: (text) => process.stdout.write(`${text}\n`),
  tell: (text) => process.stderr.write(`${text}\n`),
});
