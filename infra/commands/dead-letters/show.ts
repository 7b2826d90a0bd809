import Table from 'cli-table3';
import type { DeadLetter, DeadLetterQueue, LetterCount } from '../../../shared/ports/dead-letters.ts';
import { letterInWords } from './letter.ts';

/** What was found in a queue. */
export interface Found {
  readonly queue: DeadLetterQueue;
  readonly count: LetterCount;
  readonly seen: ReadonlyArray<DeadLetter>;
  readonly isAll: boolean;
}

const HOUR_MILLISECONDS = 3_600_000;
const HOURS_PER_DAY = 24;

/** One line a queue. */
export function listed(all: ReadonlyArray<Found>, now: number): string {
  const table = new Table({
    head: ['Dead-letter queue', 'Letters', 'Oldest', 'Kinds'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const { queue, count, seen, isAll } of all) {
    const [oldest] = seen;
    table.push([
      queue.name,
      count.waiting + count.inHand,
      oldest === undefined ? '–' : `${isAll ? '' : 'over '}${ageOf(oldest, now)}`,
      kindsOf(seen),
    ]);
  }
  return table.toString();
}

/** One line a letter, and one more for how it is done again where sending it back is no help. */
export function shown({ queue, seen, isAll }: Found): string {
  const lines = seen.flatMap((letter) => {
    const { kind, about, again } = letterInWords(letter.body);
    const sent = new Date(letter.sentAt).toISOString();
    const line = `  ${letter.id}  ${kind}: ${about}; sent ${sent}, received ${letter.receives} times`;
    return again === null ? [line] : [line, `    again: ${again}`];
  });
  const none = seen.length === 0 ? ['  nothing that nobody has in hand'] : [];
  return [queue.name, ...lines, ...none, ...(isAll ? [] : ['  and more'])].join('\n');
}

function ageOf({ sentAt }: DeadLetter, now: number): string {
  const hours = Math.floor((now - sentAt) / HOUR_MILLISECONDS);
  return hours < HOURS_PER_DAY ? `${hours} h` : `${Math.floor(hours / HOURS_PER_DAY)} d ${hours % HOURS_PER_DAY} h`;
}

function kindsOf(seen: ReadonlyArray<DeadLetter>): string {
  const kinds = Map.groupBy(seen, ({ body }) => letterInWords(body).kind);
  return kinds.size === 0 ? '–' : [...kinds].map(([kind, alike]) => `${alike.length} ${kind}`).join(', ');
}
