import { parseArgs } from 'node:util';
import { type LocalDate, localDateSchema } from '../../../shared/domain/time/local-date.ts';

export type ParsedOptions =
  | { readonly kind: 'republish'; readonly since: LocalDate; readonly dataDir: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

export const USAGE = `Usage: npm run republish -- --since DATE [--data DIR]

Appends to the feed once more what has been recorded since a day, case by case and in order, under the same ids; imported
history is left out. Readers meet events they know again, which the feed has always said it may do. The command can be
stopped and run again.

  --since DATE   the first day, as 2026-03-02: facts recorded on it or later
  --data DIR     the data folder of the embedded run (.jobbtorg); for a deployed installation, set TABLE_NAME and KEY_ID`;

/** Reads the arguments; a sentence says what is wrong with them. */
export function parseOptions(args: ReadonlyArray<string>, today: LocalDate): ParsedOptions {
  const values = readArguments(args);
  if (values === undefined) return wrong('That is not understood.');
  if (values.help === true) return { kind: 'help' };
  if (values.since === undefined) return wrong('Say since when with --since.');
  const since = localDateSchema.safeParse(values.since);
  if (!since.success) return wrong('--since must be a day, written as 2026-03-02.');
  if (since.data > today) return wrong('--since must not be after today.');
  return { kind: 'republish', since: since.data, dataDir: values.data ?? '.jobbtorg' };
}

function wrong(sentence: string): ParsedOptions {
  return { kind: 'wrong', sentence };
}

function readArguments(args: ReadonlyArray<string>) {
  const text = { type: 'string' } as const;
  const options = { since: text, data: text, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}
