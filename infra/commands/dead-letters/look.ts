import type { DeadLetter, DeadLetterQueue, DeadLetters } from '../../../shared/ports/dead-letters.ts';

/** More than anybody reads, and few enough to be looked at before the first of them shows itself again. */
const LOOKED_AT_AT_MOST = 1000;

/** Looks at the letters of a queue, oldest first, and lays every one back; `isAll` is whether there were no more. */
export async function lookAt(
  queue: DeadLetterQueue,
  letters: DeadLetters,
): Promise<{ readonly seen: ReadonlyArray<DeadLetter>; readonly isAll: boolean }> {
  const seen: Array<DeadLetter> = [];
  try {
    while (seen.length < LOOKED_AT_AT_MOST) {
      const some = await letters.take(queue);
      if (some.length === 0) break;
      seen.push(...some);
    }
  } finally {
    await letters.layBack(queue, seen);
  }
  const isAll = seen.length < LOOKED_AT_AT_MOST;
  return { seen: seen.toSorted((one, other) => one.sentAt - other.sentAt), isAll };
}
