import * as z from 'zod';
import { jsonOf } from '../server/json.ts';
import type { LineOutcome } from './history-sender.ts';
import type { Line } from './lines.ts';
import { NOTHING_YET, type Tally } from './progress.ts';
import type { Refusal } from './refusals.ts';

export interface ImportDependencies {
  readonly send: (text: string) => Promise<LineOutcome>;
  readonly refuse: (refusal: Refusal) => Promise<void>;
  readonly show: (tally: Tally) => void;
}

const keyed = z.looseObject({ key: z.string().regex(/^[\x21-\x7e]{1,128}$/) });

/** Sends every line, several at once in whatever order, and counts what became of them; the first failure ends it. */
export async function importLines(
  lines: AsyncGenerator<Line>,
  parallel: number,
  { send, refuse, show }: ImportDependencies,
): Promise<Tally> {
  let tally = NOTHING_YET;
  const settle = async (outcome: LineOutcome, key: string) => {
    if (outcome.outcome === 'refused') {
      await refuse({ key, code: outcome.code, ...(outcome.step === undefined ? {} : { step: outcome.step }) });
    }
    tally = counted(tally, outcome);
    show(tally);
  };
  // They share one generator: whoever throws closes it, and so ends the others after the line they are at.
  const work = async () => {
    for await (const line of lines) {
      const read = readLine(line);
      await settle('text' in read ? await send(read.text) : read, read.key);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: parallel }, work));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return tally;
}

type ReadLine =
  | { readonly key: string; readonly text: string }
  | { readonly key: string; readonly outcome: 'refused'; readonly code: string; readonly step: undefined };

/** A line with its key; one that has none is named by its number, and not worth sending. */
function readLine({ number, text }: Line): ReadLine {
  const value = text === undefined ? undefined : jsonOf(text);
  const parsed = keyed.safeParse(value);
  if (text !== undefined && parsed.success) return { key: parsed.data.key, text };
  const code = value === undefined ? 'unreadable-json' : 'invalid-request';
  return { key: `line ${number}`, outcome: 'refused', code, step: undefined };
}

function counted(tally: Tally, { outcome }: LineOutcome): Tally {
  switch (outcome) {
    case 'imported':
      return { ...tally, imported: tally.imported + 1 };
    case 'already-there':
      return { ...tally, alreadyThere: tally.alreadyThere + 1 };
    case 'refused':
      return { ...tally, refused: tally.refused + 1 };
  }
}
