import { readFile, writeFile } from 'node:fs/promises';
import { main } from './life-diagram/main.ts';

const README = new URL('../../README.md', import.meta.url);

process.exitCode = await main({
  readReadme: () => readFile(README, 'utf8'),
  writeReadme: (text) => writeFile(README, text),
  show: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
