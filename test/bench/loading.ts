import cliProgress from 'cli-progress';
import { type StoredHead, storeHeads } from './stored-heads.ts';

/** Loads open cases into a table, with a bar for whoever waits at a terminal. */
export function load(file: string, table: string, heads: Iterable<StoredHead>, count: number): void {
  const format = 'loading {bar} {percentage} % | {value} of {total} cases | {eta_formatted} left';
  const bar = new cliProgress.SingleBar({ format, clearOnComplete: true }, cliProgress.Presets.shades_classic);
  bar.start(count, 0);
  storeHeads(file, table, heads, (stored) => {
    bar.update(stored);
    // Nothing else runs meanwhile, not even the timer that would draw the bar.
    if (process.stderr.isTTY) bar.render();
  });
  bar.stop();
}
