import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Every bench, and the options it takes beside `--markdown`; each can be run by itself as well. */
const BENCHES: ReadonlyArray<{ readonly file: string; readonly options: ReadonlyArray<string> }> = [
  { file: 'nightly-check.ts', options: ['cases'] },
  { file: 'assessment.ts', options: ['due'] },
  { file: 'report-speed.ts', options: ['rows'] },
  { file: 'import-rate.ts', options: ['repeats'] },
];

const named = BENCHES.flatMap(({ options }) => options.map((name) => [name, { type: 'string' }] as const));
const known: Record<string, { readonly type: 'string' | 'boolean' }> = {
  ...Object.fromEntries(named),
  markdown: { type: 'boolean' },
};
const { values } = parseArgs({ options: known });

/** One after another, since they would disturb each other; one that misses an aim stops none. */
for (const { file, options } of BENCHES) {
  const given = [...options, 'markdown'].flatMap((name) => asGiven(name, values[name]));
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...given], {
    stdio: 'inherit',
  });
  if (status === 0) continue;
  console.error(`${file} ended with ${status}`);
  process.exitCode = 1;
}

function asGiven(name: string, value: unknown): ReadonlyArray<string> {
  if (value === undefined) return [];
  return value === true ? [`--${name}`] : [`--${name}`, String(value)];
}
