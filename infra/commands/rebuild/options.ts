import { parseArgs } from 'node:util';

export const STEPS = ['check', 'apply'] as const;
export type Step = (typeof STEPS)[number];

/** What the person at the terminal asked for. */
export interface RebuildOptions {
  readonly step: Step;
  readonly dataDir: string;
  /** The case after which to go on. */
  readonly from: string | null;
}

export type ParsedOptions =
  | { readonly kind: 'rebuild'; readonly options: RebuildOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

export const DATA_DIR = '.jobbtorg';

export const USAGE = `Usage: npm run rebuild -- --check | --apply [--data DIR] [--from PLACE]

Derives every case anew from its facts, with its places in the lists, the day of its next check, its occasions and its
person's lock, and tells where what is stored is something else: which case, item and attribute, never what it says.
Everything goes on meanwhile. The exit status is 1 when something differs (--check) or is left (--apply).
When a correction of the calendar or a policy that takes over open clocks has been installed, the days of next checks
differ where it moves a clock: --apply lets the nightly check of its day find those cases.

  --check        tells, and changes nothing
  --apply        tells, and mends
  --from PLACE   goes on where an earlier run, which named the place, came to an end
  --data DIR     the data folder of the embedded run (${DATA_DIR}); for a deployed installation, set TABLE_NAME and KEY_ID`;

/** Reads the arguments; a sentence says what is wrong with them. */
export function parseOptions(args: ReadonlyArray<string>): ParsedOptions {
  const values = readArguments(args);
  if (values === undefined) return wrong('That is not understood.');
  if (values.help === true) return { kind: 'help' };
  const [step, ...others] = STEPS.filter((known) => values[known] === true);
  if (step === undefined || others.length > 0) return wrong('Say one of --check and --apply.');
  if (values.from === '') return wrong('--from must be a place that an earlier run named.');
  return {
    kind: 'rebuild',
    options: { step, dataDir: values.data ?? DATA_DIR, from: values.from ?? null },
  };
}

/** The same again from a place on. */
export function commandFrom({ step, dataDir }: RebuildOptions, place: string): string {
  const data = dataDir === DATA_DIR ? '' : ` --data ${dataDir}`;
  return `npm run rebuild -- --${step}${data} --from ${place}`;
}

function wrong(sentence: string): ParsedOptions {
  return { kind: 'wrong', sentence };
}

function readArguments(args: ReadonlyArray<string>) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { check: flag, apply: flag, data: text, from: text, help: { ...flag, short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}
