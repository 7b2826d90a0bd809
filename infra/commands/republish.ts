import { systemClock, today } from '../../shared/ports/clock.ts';
import { main } from './republish/main.ts';
import { reachFeed } from './republish/reach-feed.ts';

process.exitCode = await main(process.argv.slice(2), {
  reach: (dataDir) => reachFeed(dataDir, process.env),
  today: () => today(systemClock),
  tell: (text) => process.stderr.write(`${text}\n`),
});
