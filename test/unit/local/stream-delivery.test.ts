import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { Invocation } from '../../../infra/local/container.ts';
import { type DeliveryRules, deliver, type GivenUp } from '../../../infra/local/stream-delivery.ts';
import { recordOf, sequencesOf } from './memory-stream.ts';

const RULES: DeliveryRules = { reportsItemFailures: true, bisects: true, retries: 3, maximumAgeSeconds: 3600 };
const DONE: Invocation = { kind: 'done', result: { batchItemFailures: [] } };
const THROWN: Invocation = { kind: 'failed', errorType: 'Error', errorMessage: '' };
const failedAt = (sequence: number): Invocation => ({
  kind: 'done',
  result: { batchItemFailures: [{ itemIdentifier: String(sequence) }] },
});

const records = (count: number) => Array.from({ length: count }, (_, index) => recordOf(index + 1));

/** Delivers, and tells which batches the function saw and what was given up. */
async function delivered(
  given: ReadonlyArray<DynamoDBRecord>,
  handle: (sequences: ReadonlyArray<number>) => Invocation,
  rules: Partial<DeliveryRules> = {},
) {
  const batches: Array<ReadonlyArray<number>> = [];
  const givenUp: Array<GivenUp> = [];
  const pauses: Array<number> = [];
  await deliver(given, {
    rules: { ...RULES, ...rules },
    signal: new AbortController().signal,
    now: () => 1_772_438_400_000,
    giveUp: async (one) => void givenUp.push(one),
    pause: async (milliseconds) => void pauses.push(milliseconds),
    pool: {
      invoke: async (event) => {
        const sequences = sequencesOf((event as DynamoDBStreamEvent).Records);
        batches.push(sequences);
        return handle(sequences);
      },
    },
  });
  return { batches, givenUp, pauses };
}

describe('Delivery of a stream', () => {
  test('hands over the whole batch once when all goes well', async () => {
    const { batches, givenUp } = await delivered(records(4), () => DONE);
    expect(batches).toEqual([[1, 2, 3, 4]]);
    expect(givenUp).toEqual([]);
  });

  test('goes on from the record that the function says has failed', async () => {
    let calls = 0;
    const { batches } = await delivered(records(4), () => (++calls === 1 ? failedAt(3) : DONE));
    expect(batches).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ]);
  });

  test('halves a batch that fails, in order, until the bad record stands alone, and gives only that one up', async () => {
    const { batches, givenUp } = await delivered(records(4), (batch) => (batch.includes(3) ? THROWN : DONE), {
      retries: 2,
    });
    expect(batches).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [3], [4]]);
    expect(givenUp.map(({ records: lost, ...rest }) => [sequencesOf(lost), rest])).toEqual([
      [[3], { condition: 'RetryAttemptsExhausted', invocations: 3 }],
    ]);
  });

  test('tries the whole batch again where the template does not bisect', async () => {
    const { batches, givenUp } = await delivered(records(2), () => THROWN, { bisects: false, retries: 1 });
    expect(batches).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(givenUp.map((one) => sequencesOf(one.records))).toEqual([[1, 2]]);
  });

  test('gives up what has become too old, however few times it was tried', async () => {
    const tooOld = recordOf(1, 'work', 1_772_438_400 - 3_601);
    const { batches, givenUp } = await delivered([tooOld], () => THROWN, { retries: -1 });
    expect(batches).toEqual([[1]]);
    expect(givenUp).toMatchObject([{ condition: 'RecordAgeExceeded', invocations: 1 }]);
  });

  test('tries for ever where the template sets no limit, at growing intervals', async () => {
    let calls = 0;
    const handle = () => (++calls < 8 ? THROWN : DONE);
    const endless = { retries: -1, maximumAgeSeconds: -1 };
    const { batches, givenUp, pauses } = await delivered(records(1), handle, endless);
    expect(batches).toHaveLength(8);
    expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200, 5000]);
    expect(givenUp).toEqual([]);
  });

  test('ends without a word when it is stopped while something fails', async () => {
    const stopping = new AbortController();
    const delivery = deliver(records(1), {
      rules: RULES,
      signal: stopping.signal,
      now: Date.now,
      pause: async () => expect.unreachable('stopped at once'),
      giveUp: () => expect.unreachable('stopped, not given up'),
      pool: {
        invoke: async () => {
          stopping.abort();
          return THROWN;
        },
      },
    });
    await expect(delivery).rejects.toThrow('aborted');
  });
});
