import { parseArgs } from 'node:util';
import * as z from 'zod';

export const STEPS = ['begin', 'rehash', 'finish', 'status'] as const;
export type Step = (typeof STEPS)[number];

export type ParsedOptions =
  | { readonly kind: 'rotate'; readonly step: Step; readonly dataDir: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

export const USAGE = `Usage: npm run rotate-hash-keys -- STEP [--data DIR]

Replaces the key under which persons' locks and named pairs are hashed, while everything goes on. Each step says what
comes next and from when; each can be stopped and run again.

  status       which keys there are, and what comes next
  begin        makes a new key: from now on everything is written under both
  rehash       an hour later: puts the cases that were there before under both
  finish       after nine days: retires the old key; run again an hour later, drops it and all that is left under it

  --data DIR   the data folder of the embedded run (.jobbtorg); for a deployed installation, set TABLE_NAME and KEY_ID`;

const stepSchema = z.enum(STEPS);

/** Reads the arguments; a sentence says what is wrong with them. */
export function parseOptions(args: ReadonlyArray<string>): ParsedOptions {
  const read = readArguments(args);
  if (read === undefined) return { kind: 'wrong', sentence: 'That is not understood.' };
  if (read.values.help === true) return { kind: 'help' };
  const [given, ...others] = read.positionals;
  const step = stepSchema.safeParse(given);
  if (!step.success || others.length > 0) {
    return { kind: 'wrong', sentence: `Name one step: ${STEPS.join(', ')}.` };
  }
  return { kind: 'rotate', step: step.data, dataDir: read.values.data ?? '.jobbtorg' };
}

function readArguments(args: ReadonlyArray<string>) {
  const options = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return undefined;
  }
}
