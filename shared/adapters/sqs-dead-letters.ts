import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue, DeadLetters } from '../ports/dead-letters.ts';
import { TransientFailure } from '../ports/failures.ts';
import { transiently } from './failures.ts';

/** SQS's own bounds. */
const LETTERS_AT_ONCE = 10;
const QUEUES_A_PAGE = 1000;
/** Long enough for one look at a queue, short enough that what a killed command had in hand is soon there again. */
const IN_HAND_SECONDS = 120;
/** What is laid back shows itself this much later: the embedded engine loses sight of what is laid back at once. */
const LAID_BACK_SECONDS = 1;
/** Asks every server of a queue, and sees what was just laid back. */
const WAIT_SECONDS = 2;
const SUFFIX = '-dead-letters';

/** The queues by their names, or all of an installation whose queues' names begin so. */
export type KnownBy = { readonly queues: ReadonlyArray<DeadLetterQueue> } | { readonly prefix: string };

/** Dead letters in SQS. */
export function sqsDeadLetters(known: KnownBy, client = askingTheService()): DeadLetters {
  const urls = new Map<string, Promise<string>>();
  const urlOf = (name: string): Promise<string> => {
    const asked = urls.get(name);
    if (asked !== undefined) return asked;
    const url = transiently(client.send(new GetQueueUrlCommand({ QueueName: name }))).then(
      ({ QueueUrl = '' }) => QueueUrl,
    );
    urls.set(name, url);
    return url;
  };
  /** What is in hand: by it a letter is laid back or removed. */
  const taken = new Map<string, Message>();
  const messageOf = ({ id }: DeadLetter): Message => taken.get(id) ?? {};

  return {
    queues: async () =>
      'queues' in known ? known.queues : deadLetterQueuesAmong(await namesFrom(client, known.prefix)),
    count: async ({ name }) => {
      const command = new GetQueueAttributesCommand({
        QueueUrl: await urlOf(name),
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      });
      const { Attributes = {} } = await transiently(client.send(command));
      return {
        waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
        inHand: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      };
    },
    take: async ({ name }) => {
      const command = new ReceiveMessageCommand({
        QueueUrl: await urlOf(name),
        MaxNumberOfMessages: LETTERS_AT_ONCE,
        VisibilityTimeout: IN_HAND_SECONDS,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
        MessageAttributeNames: ['All'],
      });
      const { Messages = [] } = await transiently(client.send(command));
      for (const message of Messages) taken.set(message.MessageId ?? '', message);
      return Messages.map(letterOf);
    },
    layBack: async ({ name }, letters) => {
      const QueueUrl = await urlOf(name);
      for (const some of inTens(letters)) {
        const Entries = some.map((letter, index) => ({
          Id: String(index),
          ReceiptHandle: messageOf(letter).ReceiptHandle,
          VisibilityTimeout: LAID_BACK_SECONDS,
        }));
        await transiently(client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries })));
        for (const { id } of some) taken.delete(id);
      }
    },
    sendBack: async ({ name, source }, letters) => {
      if (source === null) throw new Error(`what lies in ${name} came from no queue`);
      const [from, to] = [await urlOf(name), await urlOf(source)];
      const sent: Array<DeadLetter> = [];
      for (const some of inTens(letters)) {
        const accepted = await send(client, to, some, messageOf);
        await remove(client, from, accepted, messageOf);
        for (const { id } of accepted) taken.delete(id);
        sent.push(...accepted);
      }
      return sent;
    },
  };
}

/** Queues are asked for by name, and an embedded engine names hosts in their addresses that are none. */
function askingTheService(): SQSClient {
  return new SQSClient({ maxAttempts: 3, useQueueUrlAsEndpoint: false });
}

type MessageOf = (letter: DeadLetter) => Message;

/** Gives the letters that the queue took. */
async function send(client: SQSClient, QueueUrl: string, letters: ReadonlyArray<DeadLetter>, messageOf: MessageOf) {
  const Entries = letters.map((letter, index) => {
    const { MessageAttributes } = messageOf(letter);
    return { Id: String(index), MessageBody: letter.body, ...(MessageAttributes && { MessageAttributes }) };
  });
  const { Successful = [] } = await transiently(client.send(new SendMessageBatchCommand({ QueueUrl, Entries })));
  const accepted = new Set(Successful.map(({ Id }) => Id));
  return letters.filter((_, index) => accepted.has(String(index)));
}

async function remove(client: SQSClient, QueueUrl: string, letters: ReadonlyArray<DeadLetter>, messageOf: MessageOf) {
  if (letters.length === 0) return;
  const Entries = letters.map((letter, index) => ({
    Id: String(index),
    ReceiptHandle: messageOf(letter).ReceiptHandle,
  }));
  const { Failed = [] } = await transiently(client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })));
  if (Failed.length > 0) throw new TransientFailure('letters that were sent back could not be removed');
}

function letterOf({ MessageId = '', Body = '', Attributes = {} }: Message): DeadLetter {
  return {
    id: MessageId,
    body: Body,
    receives: Number(Attributes.ApproximateReceiveCount ?? 1),
    sentAt: Number(Attributes.SentTimestamp ?? 0),
  };
}

async function namesFrom(client: SQSClient, prefix: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let from: string | undefined;
  do {
    const command = new ListQueuesCommand({ QueueNamePrefix: prefix, MaxResults: QUEUES_A_PAGE, NextToken: from });
    const { QueueUrls = [], NextToken } = await transiently(client.send(command));
    for (const url of QueueUrls) names.add(url.slice(url.lastIndexOf('/') + 1));
    from = NextToken;
  } while (from !== undefined);
  return names;
}

/** Dead letters of a queue lie in the queue named after it. */
function deadLetterQueuesAmong(names: ReadonlySet<string>): ReadonlyArray<DeadLetterQueue> {
  return [...names]
    .filter((name) => name.endsWith(SUFFIX))
    .toSorted()
    .map((name) => {
      const source = name.slice(0, -SUFFIX.length);
      return { name, source: names.has(source) ? source : null };
    });
}

function inTens<T>(some: ReadonlyArray<T>): ReadonlyArray<ReadonlyArray<T>> {
  return Array.from({ length: Math.ceil(some.length / LETTERS_AT_ONCE) }, (_, index) =>
    some.slice(index * LETTERS_AT_ONCE, (index + 1) * LETTERS_AT_ONCE),
  );
}
