import type { DeadLetter, DeadLetterQueue, DeadLetters } from '../../../shared/ports/dead-letters.ts';
import { letterInWords } from './letter.ts';

export interface Redriven {
  readonly sent: number;
  /** Those that stay where they are. */
  readonly left: number;
}

const PARTS = 10;

/**
 * Sends the letters of a queue back to where they came from, as many as lay there at first: work that fails again and
 * comes back meanwhile is not sent round and round. What cannot be read, or is no work of that queue, stays.
 */
export async function redrive(
  queue: DeadLetterQueue,
  letters: DeadLetters,
  tell: (text: string) => void,
): Promise<Redriven> {
  const { waiting, inHand } = await letters.count(queue);
  const total = waiting + inHand;
  const kept: Array<DeadLetter> = [];
  let sent = 0;
  let told = 0;
  try {
    while (sent + kept.length < total) {
      const taken = await letters.take(queue);
      if (taken.length === 0) break;
      const good = taken.filter((letter) => isWorkOf(queue, letter));
      // Laid back at the end: what is laid back now would be taken again.
      kept.push(...taken.filter((letter) => !good.includes(letter)));
      const gone = await letters.sendBack(queue, good);
      kept.push(...good.filter((letter) => !gone.includes(letter)));
      sent += gone.length;
      const part = Math.floor((PARTS * (sent + kept.length)) / total);
      if (part > told) tell(`${queue.name}: ${sent} of ${total} sent back`);
      told = part;
    }
  } finally {
    await letters.layBack(queue, kept);
  }
  return { sent, left: Math.max(kept.length, total - sent) };
}

function isWorkOf({ source }: DeadLetterQueue, { body }: DeadLetter): boolean {
  const { kind, again } = letterInWords(body);
  return again === null && source !== null && source.endsWith(kind);
}
