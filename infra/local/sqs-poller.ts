import {
  DeleteMessageBatchCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import { batchOutcome } from './batch-outcome.ts';
import type { FunctionPool } from './function-pool.ts';
import { pause } from './pause.ts';

const WAIT_SECONDS = 20;
const RECEIVED_AT_MOST = 10;
const RETRY_MILLISECONDS = 1_000;

/** The two calls that polling needs; SQS itself, or a stand-in in tests. */
export interface PolledQueue {
  readonly arn: string;
  /** Waits for messages; an empty list when there were none for a while. */
  receive(most: number, signal: AbortSignal): Promise<ReadonlyArray<Message>>;
  delete(messages: ReadonlyArray<Message>): Promise<void>;
}

export interface SqsPollerOptions {
  readonly queue: PolledQueue;
  readonly pool: Pick<FunctionPool, 'invoke'>;
  readonly region: string;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly reportsItemFailures: boolean;
  /** Told of what goes wrong with the queue itself. */
  readonly report: (problem: string) => void;
}

/** Something that runs until it is stopped. */
export interface Running {
  stop(): Promise<void>;
}

/** Feeds a queue's messages to a function, by Lambda's rules: what failed is left to the visibility timeout. */
export function pollQueue(options: SqsPollerOptions): Running {
  const stopping = new AbortController();
  const loops = Array.from({ length: options.concurrency }, () => loop(options, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function loop(options: SqsPollerOptions, signal: AbortSignal): Promise<void> {
  const { queue, batchSize, report } = options;
  while (!signal.aborted) {
    try {
      const messages = await queue.receive(Math.min(batchSize, RECEIVED_AT_MOST), signal);
      if (messages.length > 0) await handOver(options, messages);
    } catch (error) {
      if (signal.aborted) return;
      report(`${queue.arn}: ${error instanceof Error ? error.message : String(error)}`);
      await pause(RETRY_MILLISECONDS, signal).catch(() => undefined);
    }
  }
}

/** One batch: invoke, then delete all but what failed. */
export async function handOver(
  { queue, pool, region, reportsItemFailures }: SqsPollerOptions,
  messages: ReadonlyArray<Message>,
): Promise<void> {
  const records = messages.map((message) => sqsRecord(message, queue.arn, region));
  const invocation = await pool.invoke({ Records: records });
  const outcome = batchOutcome(invocation, new Set(records.map(({ messageId }) => messageId)), reportsItemFailures);
  if (outcome.kind === 'whole-batch-failed') return;
  const done = messages.filter(({ MessageId }) => !outcome.failedIds.has(MessageId ?? ''));
  if (done.length > 0) await queue.delete(done);
}

/** A queue behind SQS's API. */
export function sqsQueue(client: SQSClient, url: string, arn: string): PolledQueue {
  return {
    arn,
    receive: async (most, signal) => {
      const command = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      const { Messages = [] } = await client.send(command, { abortSignal: signal });
      return Messages;
    },
    delete: async (messages) => {
      const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
      if (Failed.length > 0) throw new Error(`${Failed.length} handled messages could not be deleted`);
    },
  };
}

/** A message as a function is given it. */
export function sqsRecord(message: Message, arn: string, awsRegion: string): SQSRecord {
  const { Attributes = {}, MessageAttributes = {} } = message;
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: {
      ...Attributes,
      ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? '1',
      ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? '',
      SenderId: Attributes.SenderId ?? '',
      SentTimestamp: Attributes.SentTimestamp ?? '',
    },
    messageAttributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, value]) => [name, attributeOf(value)]),
    ),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion,
  };
}

function attributeOf({ DataType = 'String', StringValue, BinaryValue }: MessageAttributeValue): SQSMessageAttribute {
  return {
    dataType: DataType,
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  };
}
