import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Invocation } from '../../../infra/local/container.ts';
import type { DeployedFunction } from '../../../infra/local/deployment.ts';
import { type FunctionPool, functionPool } from '../../../infra/local/function-pool.ts';

const FIXTURE = fileURLToPath(new URL('../../support/fixtures/containers/index.mjs', import.meta.url));

const deployed: DeployedFunction = {
  name: 'fixture',
  arn: 'arn:of:fixture',
  file: FIXTURE,
  handler: 'handler',
  environment: { COLOUR: 'blue', SHAPE: 'square', SHARED: 'of the template' },
  timeoutSeconds: 10,
  memoryMegabytes: 128,
  asynchronous: { retries: 0, failureQueueArn: undefined },
};

let pool: FunctionPool | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await pool?.stop(0);
});

function started(changes: Partial<DeployedFunction> = {}, size = 2) {
  const printed: Array<string> = [];
  const problems: Array<string> = [];
  const made = functionPool(
    { ...deployed, ...changes },
    {
      size,
      variables: { AWS_REGION: 'eu-north-1', SHARED: 'of the run' },
      overrides: { SHAPE: 'round' },
      log: { write: (text) => printed.push(text), close: async () => undefined },
      report: (problem) => problems.push(problem),
    },
  );
  pool = made;
  return { pool: made, printed, problems };
}

const handledSchema = z.object({ threadId: z.int(), handled: z.int() });

function resultOf(invocation: Invocation): unknown {
  if (invocation.kind !== 'done') throw new Error(invocation.errorMessage);
  return invocation.result;
}

describe('The containers of a function', () => {
  test('are started only when needed, and used again', async () => {
    const { pool } = started();
    const results = [await pool.invoke({}), await pool.invoke({})].map((one) => handledSchema.parse(resultOf(one)));
    expect(results.map(({ handled }) => handled)).toEqual([1, 2]);
    expect(new Set(results.map(({ threadId }) => threadId)).size).toBe(1);
  });

  test('are no more than allowed, and each handles one event at a time', async () => {
    const { pool } = started();
    const invocations = await Promise.all(Array.from({ length: 10 }, () => pool.invoke({ milliseconds: 5 })));
    const results = invocations.map((one) => handledSchema.parse(resultOf(one)));
    expect(new Set(results.map(({ threadId }) => threadId)).size).toBe(2);
    expect(results).toHaveLength(10);
  });

  test("have their own environment, the template's before the run's, and a context as Lambda's", async () => {
    const { pool } = started();
    const context = resultOf(await pool.invoke({ ask: 'context' }, 'request-1'));
    expect(context).toMatchObject({
      awsRequestId: 'request-1',
      functionName: 'fixture',
      invokedFunctionArn: 'arn:of:fixture',
      memoryLimitInMB: '128',
      environment: {
        COLOUR: 'blue',
        SHAPE: 'round',
        SHARED: 'of the template',
        AWS_REGION: 'eu-north-1',
        _HANDLER: 'index.handler',
      },
    });
    const { remaining, environment } = z
      .object({ remaining: z.number(), environment: z.record(z.string(), z.string()) })
      .parse(context);
    expect(remaining).toBeGreaterThan(9_000);
    expect(remaining).toBeLessThanOrEqual(10_000);
    expect(environment).not.toHaveProperty('PATH');
  });

  test('say what went wrong, and go on', async () => {
    const { pool, problems, printed } = started();
    expect(await pool.invoke({ ask: 'throw' })).toMatchObject({ kind: 'failed', errorType: 'RangeError' });
    expect(resultOf(await pool.invoke({}))).toMatchObject({ handled: 2 });
    expect(problems).toEqual(['fixture failed: RangeError: as it should']);
    expect(printed.join('')).toContain('RangeError: as it should\n    at');
  });

  test.each(['hang', 'spin'])('that %s are ended at their timeout, and replaced', async (ask) => {
    const { pool } = started({ timeoutSeconds: 0.5 }, 1);
    expect(await pool.invoke({ ask })).toMatchObject({
      kind: 'timed-out',
      errorMessage: 'Task timed out after 0.50 seconds',
    });
    expect(resultOf(await pool.invoke({}))).toMatchObject({ handled: 1 });
  });

  test('that have had nothing to do for long are ended, all but one', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const { pool } = started();
    const pair = async () => {
      const both = await Promise.all([pool.invoke({ milliseconds: 5 }), pool.invoke({ milliseconds: 5 })]);
      return both.map((one) => handledSchema.parse(resultOf(one)).handled).toSorted();
    };
    expect(await pair()).toEqual([1, 1]);
    vi.advanceTimersByTime(50_000);
    expect(await pair()).toEqual([2, 2]);
    vi.advanceTimersByTime(90_000);
    expect(await pair()).toEqual([1, 3]);
    await pool.stop(0);
  });

  test('that end by themselves are replaced', async () => {
    const { pool } = started({}, 1);
    const [ended, next] = await Promise.all([pool.invoke({ ask: 'exit' }), pool.invoke({})]);
    expect(ended).toMatchObject({ kind: 'failed' });
    expect(resultOf(next)).toMatchObject({ handled: 1 });
  });

  test('fail when their result cannot leave them, or when there is no handler', async () => {
    const { pool } = started();
    expect(await pool.invoke({ ask: 'function' })).toMatchObject({ kind: 'failed', errorType: 'DataCloneError' });
    const { pool: broken } = started({ handler: 'nothing' });
    expect(await broken.invoke({})).toMatchObject({ kind: 'failed', errorMessage: expect.stringContaining('nothing') });
    await broken.stop(0);
  });

  test('pass on what they print', async () => {
    const { pool, printed } = started();
    await pool.invoke({ ask: 'print', text: 'hello' });
    await expect.poll(() => printed.join('')).toBe('hello\n');
  });

  test('finish what is under way when stopped, and take no more', async () => {
    const { pool } = started({}, 1);
    await pool.invoke({});
    const underWay = pool.invoke({ milliseconds: 50 });
    const waiting = pool.invoke({});
    const stopped = pool.stop(5_000);
    expect(await waiting).toMatchObject({ errorType: 'Stopping' });
    expect(await pool.invoke({})).toMatchObject({ errorType: 'Stopping' });
    expect(resultOf(await underWay)).toMatchObject({ handled: 2 });
    await stopped;
  });

  test('are ended even so when they do not finish in time', async () => {
    const { pool, problems } = started({}, 1);
    const hanging = pool.invoke({ ask: 'hang' });
    await pool.stop(50);
    expect(await hanging).toMatchObject({ kind: 'failed' });
    expect(problems).toEqual([]);
  });
});
