import type { HashedItems, Rehashed } from '../../../shared/ports/hash-keys.ts';
import type { Progress } from './progress.ts';

export interface Tally {
  readonly rehashed: number;
  readonly gone: number;
  /** Those that are as they were. */
  readonly left: number;
}

/** Why a case is left as it was, and what to do about it. */
const LEFT: Readonly<Partial<Record<Rehashed, string>>> = {
  busy: 'it was changed all the time',
  'held-elsewhere': 'another case holds its person’s lock: close one of the two',
  unrecognised: 'its person’s record does not give the lock it is under: write the number in full with a person-change',
};

const AT_ONCE = 8;

/** Puts cases under the keys in force, several at once, and names those that cannot be. */
export async function rehashAll(
  caseIds: ReadonlyArray<string>,
  items: HashedItems,
  { start, show, tell, stop }: Progress,
): Promise<Tally> {
  let tally: Tally = { rehashed: 0, gone: 0, left: 0 };
  let done = 0;
  start(caseIds.length);
  const waiting = caseIds.values();
  const work = async () => {
    for (const caseId of waiting) {
      const outcome = await items.rehash(caseId);
      const why = LEFT[outcome];
      if (why !== undefined) tell(`Case ${caseId} is left: ${why}.`);
      tally = counted(tally, outcome);
      show(++done);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  stop();
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return tally;
}

export function inWords({ rehashed, gone, left }: Tally): string {
  return `${rehashed} now are, ${gone} are gone, ${left} are left`;
}

function counted(tally: Tally, outcome: Rehashed): Tally {
  switch (outcome) {
    case 'rehashed':
      return { ...tally, rehashed: tally.rehashed + 1 };
    case 'gone':
      return { ...tally, gone: tally.gone + 1 };
    case 'busy':
    case 'held-elsewhere':
    case 'unrecognised':
      return { ...tally, left: tally.left + 1 };
  }
}
