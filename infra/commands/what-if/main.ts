import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import type { City } from '../../../shared/domain/city.ts';
import type { GuaranteePolicy } from '../../../shared/domain/clocks/policy.ts';
import { whatIf } from '../../../shared/domain/reports/what-if.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { type Clock, today } from '../../../shared/ports/clock.ts';
import { readLines } from '../import/lines.ts';
import { sentenceOn } from '../server/service-refusal.ts';
import { historyRows } from './history-rows.ts';
import { parseOptions, USAGE, type WhatIfOptions } from './options.ts';
import { readPolicyFile } from './policy-file.ts';
import { sideBySide } from './readings.ts';
import { jsonOfReckoned, type Reckoned, showReckoned } from './show.ts';

/** What the command is given by the process it runs in. */
export interface WhatIfProcess {
  /** Finds the installation and reads the rows of its cases; throws a `CommandFailure` when none is named. */
  readonly rowsOf: (dataDir: string, upTo: LocalDate) => AsyncIterable<CaseRow>;
  readonly city: City;
  /** The shipped ways to read the guarantee. */
  readonly shipped: ReadonlyArray<GuaranteePolicy>;
  /** No promise is older. */
  readonly firstDay: LocalDate;
  readonly clock: Clock;
  readonly show: (text: string) => void;
  readonly tell: (text: string) => void;
}

/** It was reckoned; some lines of history would be refused, and are left out; it could not be reckoned. */
export const EXIT = { done: 0, someLeft: 1, failed: 2 } as const;

const WORTH_TELLING = 10_000;

/** `npm run what-if`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, given: WhatIfProcess): Promise<number> {
  const { city, show, tell, clock, firstDay } = given;
  const parsed = parseOptions(args, firstDay, today(clock));
  if (parsed.kind === 'help') {
    tell(USAGE);
    return EXIT.done;
  }
  if (parsed.kind === 'wrong') {
    tell(`${parsed.sentence}\n\n${USAGE}`);
    return EXIT.failed;
  }
  try {
    let refused = 0;
    const reckoned = await reckon(parsed.options, given, (line) => {
      refused++;
      tell(`Line ${line} would be refused, and is left out: npm run import says why.`);
    });
    show(parsed.options.json ? jsonOfReckoned(reckoned) : showReckoned(reckoned, city));
    return refused === 0 ? EXIT.done : EXIT.someLeft;
  } catch (error) {
    const sentence = sentenceOn(error);
    if (sentence === undefined) throw error;
    tell(sentence);
    return EXIT.failed;
  }
}

async function reckon(
  options: WhatIfOptions,
  { rowsOf, city, shipped, clock, tell }: WhatIfProcess,
  refused: (line: number) => void,
): Promise<Reckoned> {
  const { policyFile, source, from, to } = options;
  const known = { guarantee: shipped, review: city.clocks.review };
  const file = policyFile === null ? null : readPolicyFile(policyFile, known);
  const reckoning = whatIf(sideBySide(city, shipped, file), { from, to }, city);
  const rows =
    source.kind === 'installation'
      ? rowsOf(source.dataDir, to)
      : historyRows(readLines(source.file), { city, recordedAt: clock(), refused });
  let cases = 0;
  for await (const row of rows) {
    reckoning.add(row);
    cases++;
    if (cases % WORTH_TELLING === 0) tell(`${cases} cases reckoned`);
  }
  return { period: { from, to }, cases, results: reckoning.results() };
}
