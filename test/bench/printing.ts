import { cpus, totalmem } from 'node:os';
import Table from 'cli-table3';

type Cell = string | number;

/** A table of results, and what is to be known to read it. */
export interface Results {
  readonly title: string;
  readonly head: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>;
  readonly notes?: ReadonlyArray<string>;
}

/** Prints results for a terminal, or as Markdown with the day and the machine, to be kept in the README. */
export function show({ title, head, rows, notes = [] }: Results, markdown: boolean): void {
  if (markdown) {
    const line = (cells: ReadonlyArray<Cell>) => `| ${cells.join(' | ')} |`;
    console.log(
      [`${title} ${dayAndMachine()}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'),
    );
  } else {
    const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
    table.push(...rows.map((row) => [...row]));
    console.log(`${title}\n${table.toString()}`);
  }
  for (const note of notes) console.log(markdown ? `\n${note}` : note);
  console.log();
}

/** What a bench sets out to hold. */
export interface Aim {
  readonly what: string;
  readonly found: string;
  readonly isKept: boolean;
}

/** Prints which aims are kept; the process ends with an error when one is not. */
export function showAims(title: string, aims: ReadonlyArray<Aim>, markdown: boolean): void {
  const rows = aims.map(({ what, found, isKept }) => [what, found, isKept ? 'kept' : 'MISSED']);
  show({ title, head: ['aim', 'found', ''], rows }, markdown);
  if (aims.some(({ isKept }) => !isKept)) process.exitCode = 1;
}

function dayAndMachine(): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date());
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const [{ model = 'unknown processor' } = {}] = cpus();
  return `(${day}, Node ${process.versions.node}, ${cpus().length} × ${model.trim()}, ${gibibytes} GB)`;
}

/** Says what is being measured, to whoever waits for it. */
export function tell(what: string): void {
  console.error(`${what} …`);
}

/** A number in groups of three, and so many decimals. */
export function figure(value: number, decimals = 0): string {
  return new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(value)
    .replaceAll(',', ' ');
}
