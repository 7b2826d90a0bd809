import { setTimeout } from 'node:timers/promises';
import { main } from './demo/main.ts';
import { keepPages } from './demo/pages.ts';
import { ownServer } from './demo/server.ts';
import { httpClient } from './server/http-client.ts';

const INTERRUPTED = 130;

process.exitCode = await main(process.argv.slice(2), {
  client: httpClient,
  ownServer,
  keepPages,
  show: (text) => process.stdout.write(text),
  tell: (text) => process.stderr.write(`${text}\n`),
  complain: (text) => process.stderr.write(text),
  started: (server) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void server.stop().finally(() => process.exit(INTERRUPTED)));
    }
  },
  now: () => performance.now(),
  wait: (milliseconds) => setTimeout(milliseconds),
  random: Math.random,
});
