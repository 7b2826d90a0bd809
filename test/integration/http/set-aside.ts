import { GetQueueUrlCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { vi } from 'vitest';
import { main } from '../../../infra/commands/dead-letters/main.ts';
import { clientOptions } from '../../../infra/local/aws-environment.ts';
import { deadLetterQueuesOf } from '../../../infra/local/dead-letter-queues.ts';
import { sqsDeadLetters } from '../../../shared/adapters/sqs-dead-letters.ts';
import type { DeadLetterQueue } from '../../../shared/ports/dead-letters.ts';
import type { WatchedSuite } from './watched-suite.ts';

const UNTIL_SET_ASIDE = { timeout: 60_000, interval: 100 };

/** The queues of a suite, and what is set aside of them, as whoever looks after them reaches them. */
export interface SetAside {
  /** The dead-letter queues of queues: those of the stream and of schedules hold places in them, and get nothing else. */
  readonly queues: ReadonlyArray<DeadLetterQueue>;
  /** That of one kind of work. */
  of(kind: string): DeadLetterQueue;
  /** Has a queue deliver again at once, instead of after minutes, what is not done by then: for queues without other work. */
  hurry(queue: DeadLetterQueue): Promise<void>;
  /** Sends a message to the queue whose letters lie in another. */
  send(queue: DeadLetterQueue, body: string): Promise<void>;
  /** Waits until so many letters lie in a queue. */
  hasLetters(queue: DeadLetterQueue, letters: number): Promise<void>;
  /** All that `npm run dead-letters` says when it is typed so. */
  typed(...args: ReadonlyArray<string>): Promise<string>;
  close(): void;
}

export function setAside({ run }: Pick<WatchedSuite, 'run'>): SetAside {
  const client = new SQSClient(clientOptions(run.places.region, run.places.queuesUrl));
  // Nobody else sends to these queues: what is not there at once will not come.
  client.middlewareStack.add(
    (next) => (args) => {
      if ('WaitTimeSeconds' in args.input) Object.assign(args.input, { WaitTimeSeconds: 0 });
      return next(args);
    },
    { step: 'initialize' },
  );
  const all = deadLetterQueuesOf(run.deployment);
  const queues = all.filter(({ source }) => source !== null);
  const letters = sqsDeadLetters({ queues: all }, client);
  const urlOf = async ({ source }: DeadLetterQueue) =>
    (await client.send(new GetQueueUrlCommand({ QueueName: source ?? '' }))).QueueUrl;
  return {
    queues,
    of: (kind) => {
      const found = queues.find(({ source }) => source?.endsWith(`-${kind}`));
      if (found === undefined) throw new Error(`no queue is for ${kind}`);
      return found;
    },
    hurry: async (queue) => {
      const Attributes = { VisibilityTimeout: '0' };
      await client.send(new SetQueueAttributesCommand({ QueueUrl: await urlOf(queue), Attributes }));
    },
    send: async (queue, MessageBody) => {
      await client.send(new SendMessageCommand({ QueueUrl: await urlOf(queue), MessageBody }));
    },
    hasLetters: (queue, expected) =>
      vi.waitFor(async () => {
        const { waiting, inHand } = await letters.count(queue);
        if (waiting + inHand !== expected) throw new Error(`${queue.name} has ${waiting + inHand} letters`);
      }, UNTIL_SET_ASIDE),
    typed: async (...args) => {
      const said: Array<string> = [];
      const write = (text: string) => void said.push(text);
      await main(args, { reach: () => letters, now: () => Date.now(), show: write, tell: write });
      return said.join('\n');
    },
    close: () => client.destroy(),
  };
}
