import cliProgress from 'cli-progress';

/** How far a run has come. */
export interface Tally {
  readonly imported: number;
  readonly alreadyThere: number;
  readonly refused: number;
}

export const NOTHING_YET: Tally = { imported: 0, alreadyThere: 0, refused: 0 };

/** How many lines have been dealt with. */
export function dealtWith({ imported, alreadyThere, refused }: Tally): number {
  return imported + alreadyThere + refused;
}

/** Shows a run to the person at the terminal. */
export interface Progress {
  readonly start: (total: number) => void;
  readonly show: (tally: Tally) => void;
  /** A line of its own, above the bar if there is one. */
  readonly tell: (text: string) => void;
  readonly stop: () => void;
}

export function inWords({ imported, alreadyThere, refused }: Tally): string {
  return `${imported} imported, ${alreadyThere} already there, ${refused} refused`;
}

/** A bar that moves. */
export function progressBar(stream: NodeJS.WriteStream): Progress {
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage} % | {value} of {total} | {words} | {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: false,
    clearOnComplete: true,
    stream,
  });
  return {
    start: (total) => bar.start(total, 0, { words: inWords(NOTHING_YET) }),
    show: (tally) => bar.update(dealtWith(tally), { words: inWords(tally) }),
    tell: (text) => {
      stream.write(`\r\u001b[K${text}\n`);
    },
    stop: () => bar.stop(),
  };
}

const STEPS = 10;

/** A line for each tenth, for logs and pipes. */
export function progressLines(write: (text: string) => void): Progress {
  let total = 0;
  let shown = 0;
  return {
    start: (lines) => {
      total = lines;
    },
    show: (tally) => {
      const tenth = total === 0 ? 0 : Math.floor((STEPS * dealtWith(tally)) / total);
      if (tenth <= shown) return;
      shown = tenth;
      write(`${dealtWith(tally)} of ${total} lines: ${inWords(tally)}\n`);
    },
    tell: (text) => write(`${text}\n`),
    stop: () => {},
  };
}
