import type { SQSEvent } from 'aws-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import type { Invocation } from '../../../infra/local/container.ts';
import { pollQueue, type Running } from '../../../infra/local/sqs-poller.ts';
import { type MemoryQueue, memoryQueue } from './memory-queue.ts';

const RECEIVES = 5;

let running: Running | undefined;
afterEach(async () => running?.stop());

type Handle = (bodies: ReadonlyArray<string>, event: SQSEvent) => Invocation;

function polled(queue: MemoryQueue, handle: Handle, concurrency = 1): ReadonlyArray<SQSEvent> {
  const events: Array<SQSEvent> = [];
  const invoke = async (given: unknown) => {
    const event = given as SQSEvent;
    events.push(event);
    return handle(
      event.Records.map(({ body }) => body),
      event,
    );
  };
  const options = { queue, pool: { invoke }, region: 'eu-north-1', batchSize: 5, reportsItemFailures: true };
  running = pollQueue({ ...options, concurrency, report: (problem) => expect.unreachable(problem) });
  return events;
}

const done = (result: unknown = { batchItemFailures: [] }): Invocation => ({ kind: 'done', result });
const failing = (...bodies: ReadonlyArray<string>): Invocation =>
  done({ batchItemFailures: bodies.map((body) => ({ itemIdentifier: `id-${body}` })) });

describe('A polled queue', () => {
  test('is emptied of what is handled, in batches no larger than the template says', async () => {
    const queue = memoryQueue(RECEIVES);
    queue.send('a', 'b', 'c', 'd', 'e', 'f', 'g');
    const events = polled(queue, () => done());
    await queue.drained();
    expect(queue.left()).toEqual([]);
    expect(events.map(({ Records }) => Records.length)).toEqual([5, 2]);
  });

  test('gives its messages to the function as Lambda does', async () => {
    const queue = memoryQueue(RECEIVES);
    queue.send('a');
    const events = polled(queue, () => done());
    await queue.drained();
    expect(events[0]?.Records).toEqual([
      {
        messageId: 'id-a',
        receiptHandle: 'id-a/1',
        body: 'a',
        md5OfBody: '',
        attributes: {
          ApproximateReceiveCount: '1',
          ApproximateFirstReceiveTimestamp: '',
          SenderId: 'me',
          SentTimestamp: '1',
        },
        messageAttributes: { trace: { dataType: 'String', stringValue: 'abc' } },
        eventSource: 'aws:sqs',
        eventSourceARN: queue.arn,
        awsRegion: 'eu-north-1',
      },
    ]);
  });

  test('keeps just what the function says has failed', async () => {
    const queue = memoryQueue(RECEIVES);
    queue.send('a', 'b', 'c');
    polled(queue, () => failing('b'));
    await queue.drained();
    expect(queue.left()).toEqual([['b', 1]]);
  });

  test.each<[string, Invocation]>([
    ['throws', { kind: 'failed', errorType: 'Error', errorMessage: '' }],
    ['runs out of time', { kind: 'timed-out', errorType: 'Timeout', errorMessage: '' }],
    ['names a message that was not in the batch', failing('a', 'z')],
    ['answers in another form', done({ batchItemFailures: 'all' })],
  ])('keeps the whole batch when the function %s', async (_what, invocation) => {
    const queue = memoryQueue(RECEIVES);
    queue.send('a', 'b');
    polled(queue, () => invocation);
    await queue.drained();
    expect(queue.left()).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  test('gives a message that keeps failing to the dead letters after as many receives as the template says', async () => {
    const queue = memoryQueue(RECEIVES);
    queue.send('bad', 'good');
    const events = polled(queue, (bodies) => failing(...bodies.filter((body) => body === 'bad')));
    for (let receives = 1; receives <= RECEIVES; receives++) {
      await queue.drained();
      expect(queue.left()).toEqual([['bad', receives]]);
      queue.showAgain();
    }
    await queue.drained();
    expect(queue.left()).toEqual([]);
    expect(queue.dead()).toEqual(['bad']);
    expect(events).toHaveLength(RECEIVES);
  });

  test('is polled on after a failure of the queue itself', async () => {
    const queue = memoryQueue(RECEIVES);
    const problems: Array<string> = [];
    let broken = true;
    const flaky: MemoryQueue = {
      ...queue,
      delete: async (messages) => {
        if (broken) throw new Error('connection lost');
        await queue.delete(messages);
      },
    };
    queue.send('a');
    const invoke = async () => done();
    const options = { queue: flaky, pool: { invoke }, region: 'eu-north-1', batchSize: 5, reportsItemFailures: true };
    running = pollQueue({
      ...options,
      concurrency: 1,
      report: (problem) => {
        problems.push(problem);
        broken = false;
        queue.showAgain();
      },
    });
    await expect.poll(() => queue.left(), { timeout: 5_000 }).toEqual([]);
    expect(problems).toEqual([`${queue.arn}: connection lost`]);
  });
});
