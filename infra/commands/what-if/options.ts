import { parseArgs } from 'node:util';
import { addDays, type LocalDate, localDateSchema } from '../../../shared/domain/time/local-date.ts';

/** Where the cases come from. */
export type CaseSource =
  | { readonly kind: 'installation'; readonly dataDir: string }
  | { readonly kind: 'history'; readonly file: string };

/** What the person at the terminal asked for. */
export interface WhatIfOptions {
  readonly policyFile: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly source: CaseSource;
  readonly json: boolean;
}

export type ParsedOptions =
  | { readonly kind: 'what-if'; readonly options: WhatIfOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

export const USAGE = `Usage: npm run what-if -- [--policy FILE] [--from DATE] [--to DATE] [--history FILE.ndjson[.gz] | --data DIR] [--json]

Reckons the promises of the past once more under other policies or another calendar, beside the policy in force and the
shipped readings: how many fell due, and how many would have been kept, by office. Nothing is written anywhere.

  --policy FILE    JSON: {"guarantee": [{"basedOn": "guarantee-five-days", "id": …, "sv": …, "en": …, "days": 10}],
                   "review": {…}, "calendar": {"holidays": [{"date", "sv", "en"}], "workingDays": [DATE]}}
  --from DATE      the first due day, as 2008-01-01 (the first of all)
  --to DATE        the last due day (yesterday)
  --history FILE   reckons a file of history, as npm run import takes it, without importing it
  --data DIR       the data folder of the embedded run (.jobbtorg); for a deployed installation, set TABLE_NAME and KEY_ID
  --json           prints JSON`;

/** Reads the arguments; a sentence says what is wrong with them. */
export function parseOptions(args: ReadonlyArray<string>, firstDay: LocalDate, today: LocalDate): ParsedOptions {
  const values = readArguments(args);
  if (values === undefined) return wrong('That is not understood.');
  if (values.help === true) return { kind: 'help' };
  const from = localDateSchema.safeParse(values.from ?? firstDay);
  const to = localDateSchema.safeParse(values.to ?? addDays(today, -1));
  if (!from.success || !to.success) return wrong('--from and --to must be days, written as 2008-03-02.');
  if (to.data >= today) return wrong('--to must be before today: a promise is judged when its last day is over.');
  if (to.data < from.data) return wrong('--from must not be after --to.');
  if (values.history !== undefined && values.data !== undefined) return wrong('Name --history or --data, not both.');
  return {
    kind: 'what-if',
    options: {
      policyFile: values.policy ?? null,
      from: from.data,
      to: to.data,
      source:
        values.history === undefined
          ? { kind: 'installation', dataDir: values.data ?? '.jobbtorg' }
          : { kind: 'history', file: values.history },
      json: values.json === true,
    },
  };
}

function wrong(sentence: string): ParsedOptions {
  return { kind: 'wrong', sentence };
}

function readArguments(args: ReadonlyArray<string>) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const help = { ...flag, short: 'h' } as const;
  const options = { policy: text, from: text, to: text, history: text, data: text, json: flag, help } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}
