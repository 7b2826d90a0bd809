import type { Message } from '@aws-sdk/client-sqs';
import type { PolledQueue } from '../../../infra/local/sqs-poller.ts';

/** A queue as SQS keeps one: received messages are hidden until deleted or shown again, and counted. */
export interface MemoryQueue extends PolledQueue {
  send(...bodies: ReadonlyArray<string>): void;
  /** Ends the visibility timeout of everything received and not deleted. */
  showAgain(): void;
  /** Bodies of what is neither deleted nor dead, with how often each was received. */
  left(): ReadonlyArray<readonly [body: string, receives: number]>;
  dead(): ReadonlyArray<string>;
  /** Settles once nothing is visible and whoever receives waits for more. */
  drained(): Promise<void>;
}

interface Kept {
  readonly id: string;
  readonly body: string;
  receives: number;
  visible: boolean;
}

export function memoryQueue(maxReceives: number): MemoryQueue {
  let kept: Array<Kept> = [];
  const dead: Array<string> = [];
  let arrived = Promise.withResolvers<void>();
  let quiet = Promise.withResolvers<void>();

  const take = (most: number): ReadonlyArray<Message> => {
    const visible = kept.filter((message) => message.visible);
    for (const message of visible.filter(({ receives }) => receives >= maxReceives)) dead.push(message.body);
    kept = kept.filter((message) => !message.visible || message.receives < maxReceives);
    const taken = kept.filter((message) => message.visible).slice(0, most);
    for (const message of taken) {
      message.visible = false;
      message.receives++;
    }
    return taken.map(({ id, body, receives }) => ({
      MessageId: id,
      ReceiptHandle: `${id}/${receives}`,
      Body: body,
      MD5OfBody: '',
      Attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: '1', SenderId: 'me' },
      MessageAttributes: { trace: { DataType: 'String', StringValue: 'abc' } },
    }));
  };
  return {
    arn: 'arn:aws:sqs:eu-north-1:000000000000:work',
    receive: async (most, signal) => {
      for (;;) {
        const messages = take(most);
        if (messages.length > 0) return messages;
        quiet.resolve();
        const stopped = Promise.withResolvers<void>();
        signal.addEventListener('abort', () => stopped.reject(signal.reason), { once: true });
        await Promise.race([arrived.promise, stopped.promise]);
      }
    },
    delete: async (messages) => {
      const ids = new Set(messages.map(({ MessageId }) => MessageId));
      kept = kept.filter(({ id }) => !ids.has(id));
    },
    send: (...bodies) => {
      for (const body of bodies) kept.push({ id: `id-${body}`, body, receives: 0, visible: true });
      quiet = Promise.withResolvers();
      arrived.resolve();
      arrived = Promise.withResolvers();
    },
    showAgain: () => {
      for (const message of kept) message.visible = true;
      quiet = Promise.withResolvers();
      arrived.resolve();
      arrived = Promise.withResolvers();
    },
    left: () => kept.map(({ body, receives }) => [body, receives]),
    dead: () => dead,
    drained: () => quiet.promise,
  };
}
