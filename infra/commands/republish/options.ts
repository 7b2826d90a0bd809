import { parseArgs } from 'node:util';
import { type LocalDate, localDateSchema } from '../../../shared/domain/time/local-date.ts';

/** What the person at the terminal asked for. */
export interface RepublishOptions {
  readonly since: LocalDate;
  readonly dataDir: string;
  /** The case after which to go on. */
  readonly from: string | null;
}

const DATA_DIR = '.jobbtorg';

export type ParsedOptions =
  | { readonly kind: 'republish'; readonly options: RepublishOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

export const USAGE = `Usage: npm run republish -- --since DATE [--data DIR] [--from PLACE]

Appends to the feed once more what has been recorded since a day, case by case and in order, under the same ids; imported
history is left out. Readers meet events they know again, which the feed has always said it may do. Stopped, or broken
off, the command names the place from which it goes on.

  --since DATE   the first day, as 2026-03-02: facts recorded on it or later
  --from PLACE   goes on where an earlier run with the same day, which named the place, came to an end
  --data DIR     the data folder of the embedded run (${DATA_DIR}); for a deployed installation, set TABLE_NAME and KEY_ID`;

/** Reads the arguments; a sentence says what is wrong with them. */
export function parseOptions(args: ReadonlyArray<string>, today: LocalDate): ParsedOptions {
  const values = readArguments(args);
  if (values === undefined) return wrong('That is not understood.');
  if (values.help === true) return { kind: 'help' };
  if (values.since === undefined) return wrong('Say since when with --since.');
  const since = localDateSchema.safeParse(values.since);
  if (!since.success) return wrong('--since must be a day, written as 2026-03-02.');
  if (since.data > today) return wrong('--since must not be after today.');
  if (values.from === '') return wrong('--from must be a place that an earlier run named.');
  const options = { since: since.data, dataDir: values.data ?? DATA_DIR, from: values.from ?? null };
  return { kind: 'republish', options };
}

/** The same again from a place on. */
export function commandFrom({ since, dataDir }: RepublishOptions, place: string): string {
  const data = dataDir === DATA_DIR ? '' : ` --data ${dataDir}`;
  return `npm run republish -- --since ${since}${data} --from ${place}`;
}

function wrong(sentence: string): ParsedOptions {
  return { kind: 'wrong', sentence };
}

function readArguments(args: ReadonlyArray<string>) {
  const text = { type: 'string' } as const;
  const options = { since: text, data: text, from: text, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}
