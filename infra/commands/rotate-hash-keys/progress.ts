import cliProgress from 'cli-progress';

/** Shows to the person at the terminal how far a step has come. */
export interface Progress {
  readonly start: (cases: number) => void;
  readonly show: (done: number) => void;
  /** A line of its own. */
  readonly tell: (text: string) => void;
  readonly stop: () => void;
}

/** A bar that moves. */
export function progressBar(stream: NodeJS.WriteStream): Progress {
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage} % | {value} of {total} cases | {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: false,
    clearOnComplete: true,
    stream,
  });
  return {
    start: (cases) => bar.start(cases, 0),
    show: (done) => bar.update(done),
    tell: (text) => {
      stream.write(`\r\u001b[K${text}\n`);
    },
    stop: () => bar.stop(),
  };
}

const PARTS = 10;

/** A line for each tenth, for logs and pipes. */
export function progressLines(write: (text: string) => void): Progress {
  let total = 0;
  let shown = 0;
  return {
    start: (cases) => {
      total = cases;
      shown = 0;
    },
    show: (done) => {
      const tenth = total === 0 ? 0 : Math.floor((PARTS * done) / total);
      if (tenth <= shown) return;
      shown = tenth;
      write(`${done} of ${total} cases\n`);
    },
    tell: (text) => write(`${text}\n`),
    stop: () => {},
  };
}
