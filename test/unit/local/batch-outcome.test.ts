import { describe, expect, test } from 'vitest';
import { batchOutcome } from '../../../infra/local/batch-outcome.ts';

const ids = new Set(['a', 'b', 'c']);
const outcomeOf = (result: unknown, reports = true) => batchOutcome({ kind: 'done', result }, ids, reports);
const failing = (...itemIdentifiers: ReadonlyArray<unknown>) => ({
  batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('Of a batch', () => {
  test.each([
    [undefined, []],
    [null, []],
    [{}, []],
    [{ batchItemFailures: null }, []],
    [failing(), []],
    [failing('b'), ['b']],
    [failing('c', 'a', 'c'), ['a', 'c']],
  ])('after the answer %j these have failed: %j', (result, failed) => {
    expect(outcomeOf(result)).toEqual({ kind: 'handled', failedIds: new Set(failed) });
  });

  test.each([
    failing('unknown'),
    failing('a', 'unknown'),
    failing(''),
    failing(null),
    failing(3),
    { batchItemFailures: [{ id: 'a' }] },
    { batchItemFailures: 'a' },
    { batchItemFailures: [null] },
    'done',
    7,
    [],
  ])('all has failed after the answer %j', (result) => {
    expect(outcomeOf(result)).toEqual({ kind: 'whole-batch-failed' });
  });

  test('all has failed when the function threw or ran out of time', () => {
    const failed = { kind: 'failed', errorType: 'Error', errorMessage: '' } as const;
    const timedOut = { kind: 'timed-out', errorType: 'Timeout', errorMessage: '' } as const;
    for (const reports of [true, false]) {
      expect(batchOutcome(failed, ids, reports)).toEqual({ kind: 'whole-batch-failed' });
      expect(batchOutcome(timedOut, ids, reports)).toEqual({ kind: 'whole-batch-failed' });
    }
  });

  test('the answer is not read when the source does not say that it reports failures', () => {
    expect(outcomeOf(failing('a'), false)).toEqual({ kind: 'handled', failedIds: new Set() });
  });
});
