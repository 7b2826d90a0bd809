import { describe, expect, test } from 'vitest';
import { invokeAsynchronously } from '../../../infra/local/asynchronous.ts';
import type { Invocation } from '../../../infra/local/container.ts';

const deployed = {
  name: 'check-deadlines',
  arn: 'arn:of:it',
  file: '',
  handler: '',
  environment: {},
  timeoutSeconds: 1,
  memoryMegabytes: 128,
  asynchronous: { retries: 2, failureQueueArn: undefined },
};
const THROWN: Invocation = { kind: 'failed', errorType: 'Error', errorMessage: 'first line\n    at somewhere' };

async function invoked(...outcomes: ReadonlyArray<Invocation>) {
  const requestIds: Array<string | undefined> = [];
  const pauses: Array<number> = [];
  const failures: Array<unknown> = [];
  const stopping = new AbortController();
  await invokeAsynchronously(
    { scheduledTime: 'then' },
    {
      pool: {
        deployed,
        invoke: async (_event, requestId) => {
          requestIds.push(requestId);
          return outcomes[requestIds.length - 1] ?? THROWN;
        },
      },
      sendFailure: async (body) => void failures.push(JSON.parse(body)),
      report: () => undefined,
      signal: stopping.signal,
      pause: async (milliseconds) => void pauses.push(milliseconds),
    },
  );
  return { requestIds, pauses, failures };
}

describe('A call that nobody waits for', () => {
  test('is made once when it goes well', async () => {
    const { requestIds, failures } = await invoked({ kind: 'done', result: undefined });
    expect(requestIds).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  test('is repeated after a minute and after two, as the same request', async () => {
    const { requestIds, pauses, failures } = await invoked(THROWN, THROWN, { kind: 'done', result: undefined });
    expect(new Set(requestIds)).toHaveProperty('size', 1);
    expect(requestIds).toHaveLength(3);
    expect(pauses).toEqual([60_000, 120_000]);
    expect(failures).toEqual([]);
  });

  test('is put away, with what it was about and why, when it keeps failing', async () => {
    const { requestIds, failures } = await invoked();
    expect(requestIds).toHaveLength(3);
    expect(failures).toMatchObject([
      {
        requestContext: { functionArn: 'arn:of:it', condition: 'RetriesExhausted', approximateInvokeCount: 3 },
        requestPayload: { scheduledTime: 'then' },
        responsePayload: { errorType: 'Error', errorMessage: 'first line' },
      },
    ]);
  });
});
