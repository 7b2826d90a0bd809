import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import type { Checkpoint, StreamPosition } from '../../../infra/local/checkpoint.ts';
import type { Invocation } from '../../../infra/local/container.ts';
import type { DeployedFunction } from '../../../infra/local/deployment.ts';
import { compilePattern } from '../../../infra/local/filter-pattern.ts';
import type { Running } from '../../../infra/local/sqs-poller.ts';
import { pollStream } from '../../../infra/local/stream-poller.ts';
import { type MemoryStream, memoryStream, recordOf, sequencesOf } from './memory-stream.ts';

const DONE: Invocation = { kind: 'done', result: { batchItemFailures: [] } };
const THROWN: Invocation = { kind: 'failed', errorType: 'Error', errorMessage: '' };

const deployed: DeployedFunction = {
  name: 'publish',
  arn: 'arn:aws:lambda:eu-north-1:000000000000:function:publish',
  file: '',
  handler: '',
  environment: {},
  timeoutSeconds: 1,
  memoryMegabytes: 128,
  asynchronous: { retries: 0, failureQueueArn: undefined },
};

let running: Running | undefined;
afterEach(async () => running?.stop());

function memoryCheckpoint(saved?: StreamPosition): Checkpoint & { readonly written: Array<StreamPosition> } {
  const written: Array<StreamPosition> = [];
  return { written, read: () => saved, write: (position) => written.push(structuredClone(position)) };
}

function polled(
  stream: MemoryStream,
  handle: (sequences: ReadonlyArray<number>) => Invocation,
  saved?: StreamPosition,
) {
  const checkpoint = memoryCheckpoint(saved);
  const batches: Array<ReadonlyArray<number>> = [];
  const failures: Array<unknown> = [];
  const problems: Array<string> = [];
  running = pollStream({
    table: 'table',
    stream,
    checkpoint,
    filter: compilePattern('{"dynamodb":{"NewImage":{"stream":{"S":["work"]}}}}'),
    batchSize: 100,
    rules: { reportsItemFailures: true, bisects: true, retries: 0, maximumAgeSeconds: -1 },
    sendFailure: async (body) => void failures.push(JSON.parse(body)),
    report: (problem) => problems.push(problem),
    pool: {
      deployed,
      invoke: async (event) => {
        const sequences = sequencesOf((event as DynamoDBStreamEvent).Records);
        batches.push(sequences);
        return handle(sequences);
      },
    },
  });
  return { checkpoint, batches, failures, problems };
}

/** Waits until the poller has read to the end and found nothing. */
async function idle(stream: MemoryStream): Promise<void> {
  const before = stream.idleReads();
  await expect.poll(() => stream.idleReads(), { interval: 5 }).toBeGreaterThan(before);
}

const positionAt = (after: string | null, finished = false): StreamPosition => ({
  table: 'table',
  streamArn: memoryStream().arn,
  shards: { 'shard-0': { after, finished } },
});

describe('A polled stream', () => {
  test('gives the function just the records that its filter lets through, in order and in batches', async () => {
    const many = Array.from({ length: 250 }, (_, index) => recordOf(index + 1, index % 2 === 0 ? 'work' : 'other'));
    const stream = memoryStream(...many);
    const { batches } = polled(stream, () => DONE);
    await idle(stream);
    expect(batches.map((batch) => batch.length)).toEqual([100, 25]);
    expect(batches.flat()).toEqual(Array.from({ length: 125 }, (_, index) => 2 * index + 1));
  });

  test('writes its position down only after a batch is dealt with', async () => {
    const stream = memoryStream(recordOf(1), recordOf(2));
    const written: Array<number> = [];
    const { checkpoint } = polled(stream, () => {
      written.push(checkpoint.written.length);
      return DONE;
    });
    await idle(stream);
    expect(written).toEqual([0]);
    expect(checkpoint.written).toEqual([positionAt('2')]);
  });

  test('goes on after the position of the run before', async () => {
    const stream = memoryStream(recordOf(1), recordOf(2), recordOf(3));
    const { batches } = polled(stream, () => DONE, positionAt('2'));
    await idle(stream);
    expect(batches).toEqual([[3]]);
  });

  test("takes no notice of another table's position", async () => {
    const stream = memoryStream(recordOf(1));
    const { batches } = polled(stream, () => DONE, { ...positionAt('9'), streamArn: 'arn:of:an:earlier:table' });
    await idle(stream);
    expect(batches).toEqual([[1]]);
  });

  test('remembers, when stopped, what it passed over', async () => {
    const stream = memoryStream(recordOf(1, 'other'), recordOf(2, 'other'));
    const { checkpoint, batches } = polled(stream, () => DONE);
    await idle(stream);
    await running?.stop();
    expect(batches).toEqual([]);
    expect(checkpoint.written.at(-1)).toEqual(positionAt('2'));
  });

  test('sends what it gives up to the failure destination: where it is, not what it holds', async () => {
    const stream = memoryStream(recordOf(1), recordOf(2), recordOf(3));
    const { failures, batches, checkpoint } = polled(stream, (batch) => (batch.includes(2) ? THROWN : DONE));
    await idle(stream);
    expect(batches).toEqual([[1, 2, 3], [1, 2], [1], [2], [3]]);
    expect(failures).toMatchObject([
      {
        requestContext: { functionArn: deployed.arn, condition: 'RetryAttemptsExhausted', approximateInvokeCount: 1 },
        DDBStreamBatchInfo: {
          shardId: 'shard-0',
          startSequenceNumber: '2',
          endSequenceNumber: '2',
          batchSize: 1,
          streamArn: stream.arn,
        },
      },
    ]);
    expect(JSON.stringify(failures)).not.toContain('work');
    expect(checkpoint.written.at(-1)).toEqual(positionAt('3'));
  });

  test('reads a shard to its end before the child that follows it', async () => {
    const stream = memoryStream(recordOf(1));
    stream.split();
    stream.append(recordOf(2));
    const { batches, checkpoint } = polled(stream, () => DONE);
    await idle(stream);
    expect(batches.flat()).toEqual([1, 2]);
    await running?.stop();
    expect(checkpoint.written.at(-1)?.shards).toEqual({
      'shard-0': { after: '1', finished: true },
      'shard-1': { after: '2', finished: false },
    });
  });

  test('finds its place again when its iterator has grown too old', async () => {
    const stream = memoryStream(recordOf(1));
    const { batches } = polled(stream, () => DONE);
    await idle(stream);
    stream.expire();
    stream.append(recordOf(2));
    await idle(stream);
    expect(batches).toEqual([[1], [2]]);
  });
});
