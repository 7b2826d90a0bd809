import { parseArgs } from 'node:util';
import * as z from 'zod';

export const STEPS = ['list', 'show', 'redrive'] as const;
export type Step = (typeof STEPS)[number];

/** What the person at the terminal asked for. */
export interface DeadLetterOptions {
  readonly step: Step;
  /** The queue asked about, by its name or what it is of; `null` for every queue. */
  readonly queue: string | null;
  readonly dataDir: string;
}

export type ParsedOptions =
  | { readonly kind: 'dead-letters'; readonly options: DeadLetterOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

export const USAGE = `Usage: npm run dead-letters -- list | show | redrive [QUEUE] [--data DIR]

Work that was given up after repeated failures. Mend the cause first; what it was is in the function's log.

  list         how many letters lie in each queue, since when, and of which kinds
  show         each letter: its id, kind, how often it was received, and how to do it again; nothing personal
  redrive      sends letters back to the queue they came from. What is interrupted is there twice rather than not at all,
               and doing work twice does no harm. What a stream or a schedule gave up stays: show says how to do it again

  QUEUE        one queue, as list names it or by what it is of, such as assess-cases (all of them)
  --data DIR   the data folder of the embedded run (.jobbtorg); for a deployed installation, set QUEUE_PREFIX to how its
               queues' names begin, such as jobbtorg-production-`;

const stepSchema = z.enum(STEPS);

/** Reads the arguments; a sentence says what is wrong with them. */
export function parseOptions(args: ReadonlyArray<string>): ParsedOptions {
  const read = readArguments(args);
  if (read === undefined) return { kind: 'wrong', sentence: 'That is not understood.' };
  if (read.values.help === true) return { kind: 'help' };
  const [given, queue = null, ...others] = read.positionals;
  const step = stepSchema.safeParse(given);
  if (!step.success) return { kind: 'wrong', sentence: `Say one of ${STEPS.join(', ')}.` };
  if (others.length > 0) return { kind: 'wrong', sentence: 'Name one queue, or none for all of them.' };
  return { kind: 'dead-letters', options: { step: step.data, queue, dataDir: read.values.data ?? '.jobbtorg' } };
}

function readArguments(args: ReadonlyArray<string>) {
  const options = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return undefined;
  }
}
