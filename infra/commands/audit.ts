import { execFile } from 'node:child_process';
import { main } from './audit/main.ts';

/** Asks once and soon gives up: whoever waits for the answer waits for a check to end. */
const QUESTION = ['audit', '--omit=dev', '--audit-level=high', '--json', '--fetch-retries=0', '--fetch-timeout=10000'];
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

process.exitCode = await main(process.argv.slice(2), {
  ask: () =>
    new Promise((resolve) => {
      execFile('npm', QUESTION, { maxBuffer: LARGEST_ANSWER_BYTES }, (_, answer) => resolve(answer));
    }),
  tell: (text) => process.stderr.write(`${text}\n`),
});
