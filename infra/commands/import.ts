import { setTimeout } from 'node:timers/promises';
import { main } from './import/main.ts';
import { progressBar, progressLines } from './import/progress.ts';
import { httpClient } from './server/http-client.ts';

process.exitCode = await main(process.argv.slice(2), {
  environment: process.env,
  client: httpClient,
  progress: process.stdout.isTTY ? progressBar(process.stdout) : progressLines((text) => process.stdout.write(text)),
  complain: (text) => process.stderr.write(text),
  now: () => performance.now(),
  wait: (milliseconds) => setTimeout(milliseconds),
  random: Math.random,
});
