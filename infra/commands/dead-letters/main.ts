import type { DeadLetterQueue, DeadLetters } from '../../../shared/ports/dead-letters.ts';
import { CommandFailure } from '../server/command-failure.ts';
import { sentenceOn } from '../server/service-refusal.ts';
import { lookAt } from './look.ts';
import { type DeadLetterOptions, parseOptions, USAGE } from './options.ts';
import { redrive } from './redrive.ts';
import { type Found, listed, shown } from './show.ts';

/** What the command is given by the process it runs in. */
export interface DeadLetterProcess {
  /** Finds the installation's dead letters; throws a `CommandFailure` when none is named. */
  readonly reach: (dataDir: string) => DeadLetters;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly show: (text: string) => void;
  readonly tell: (text: string) => void;
}

/** It was done; some letters are left; it could not be done. */
export const EXIT = { done: 0, someLeft: 1, failed: 2 } as const;

const AGAIN = 'Then run the same command again: a letter is there twice rather than not at all.';

/** `npm run dead-letters`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, given: DeadLetterProcess): Promise<number> {
  const { tell } = given;
  const parsed = parseOptions(args);
  if (parsed.kind === 'help') {
    tell(USAGE);
    return EXIT.done;
  }
  if (parsed.kind === 'wrong') {
    tell(`${parsed.sentence}\n\n${USAGE}`);
    return EXIT.failed;
  }
  const { options } = parsed;
  try {
    const letters = given.reach(options.dataDir);
    const queues = await queuesNamed(options.queue, letters);
    return options.step === 'redrive'
      ? await redriveAll(queues, letters, given)
      : await tellOf(queues, letters, options, given);
  } catch (error) {
    const sentence = sentenceOn(error);
    if (sentence === undefined) throw error;
    tell(error instanceof CommandFailure ? sentence : `${sentence} ${AGAIN}`);
    return EXIT.failed;
  }
}

const SUFFIX = '-dead-letters';

async function queuesNamed(name: string | null, letters: DeadLetters): Promise<ReadonlyArray<DeadLetterQueue>> {
  const all = await letters.queues();
  if (all.length === 0) {
    throw new CommandFailure('No dead-letter queue is found: correct QUEUE_PREFIX, the account or the region.');
  }
  if (name === null) return all;
  const named = all.filter((queue) => queue.name === name || queue.name.endsWith(`-${name}${SUFFIX}`));
  if (named.length > 0) return named;
  throw new CommandFailure(`There is no such queue. Name one of: ${all.map((queue) => queue.name).join(', ')}.`);
}

const NOTHING = { seen: [], isAll: true } as const;

async function tellOf(
  queues: ReadonlyArray<DeadLetterQueue>,
  letters: DeadLetters,
  { step }: DeadLetterOptions,
  { show, now }: DeadLetterProcess,
): Promise<number> {
  const all: Array<Found> = [];
  for (const queue of queues) {
    const count = await letters.count(queue);
    const nothing = count.waiting + count.inHand === 0;
    const found = { queue, count, ...(nothing ? NOTHING : await lookAt(queue, letters)) };
    if (step === 'show') show(shown(found));
    all.push(found);
  }
  if (step === 'list') show(listed(all, now()));
  return EXIT.done;
}

async function redriveAll(
  queues: ReadonlyArray<DeadLetterQueue>,
  letters: DeadLetters,
  { tell }: DeadLetterProcess,
): Promise<number> {
  let someLeft = false;
  for (const queue of queues) {
    const { waiting, inHand } = await letters.count(queue);
    if (waiting + inHand === 0) continue;
    if (queue.source === null) {
      tell(`${queue.name}: ${waiting + inHand} letters cannot be sent back; show says how to do each again.`);
      someLeft = true;
      continue;
    }
    const { sent, left } = await redrive(queue, letters, tell);
    tell(`${queue.name}: ${sent} sent back to ${queue.source}, ${left} left.`);
    if (left > 0) tell('What is left is no work of that queue, or somebody has it in hand: show says what it is.');
    someLeft ||= left > 0;
  }
  tell(someLeft ? 'Some letters are left.' : 'No letter is left.');
  return someLeft ? EXIT.someLeft : EXIT.done;
}
