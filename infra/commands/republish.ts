import { systemClock, today } from '../../shared/ports/clock.ts';
import { main } from './republish/main.ts';
import { reachFeed } from './republish/reach-feed.ts';

const stopping = new AbortController();
// A second time ends it at once: what is written is written whole.
process.once('SIGINT', () => stopping.abort());

process.exitCode = await main(process.argv.slice(2), {
  reach: (dataDir) => reachFeed(dataDir, process.env),
  today: () => today(systemClock),
  tell: (text) => process.stderr.write(`${text}\n`),
  stopping: stopping.signal,
});
