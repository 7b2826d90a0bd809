import type { SQSEvent } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handleBatch } from '../../../shared/messaging/batch.ts';
import { readWork, UnreadableMessage } from '../../../shared/messaging/work-message.ts';
import type { WorkItem } from '../../../shared/ports/work.ts';
import { keepingObserver } from '../reports/memory.ts';

function batchOf(...bodies: ReadonlyArray<string>): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `message-${index}`,
      receiptHandle: '',
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '',
        SenderId: '',
        ApproximateFirstReceiveTimestamp: '',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: '',
      awsRegion: '',
    })),
  };
}

const work: WorkItem = { kind: 'build-report', report: 'report-1' };

describe('a batch', () => {
  test('in which all goes well reports nothing', async () => {
    const handled: Array<string> = [];
    const observer = keepingObserver();
    const answer = await handleBatch(batchOf('a', 'b'), async (body) => void handled.push(body), observer);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(handled).toEqual(['a', 'b']);
    expect(observer.lines).toEqual([]);
  });

  test('reports just the messages that failed, thrown at once or later, and logs their ids only', async () => {
    const observer = keepingObserver();
    const answer = await handleBatch(
      batchOf('fine', 'throws', 'secret', 'fine'),
      (body) => {
        if (body === 'throws') throw new Error('at once');
        return body === 'secret' ? Promise.reject(new Error('later')) : Promise.resolve();
      },
      observer,
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }, { itemIdentifier: 'message-2' }] });
    expect(observer.lines.map(({ code, fields }) => ({ code, fields }))).toEqual([
      { code: 'MESSAGE_FAILED', fields: { messageId: 'message-1' } },
      { code: 'MESSAGE_FAILED', fields: { messageId: 'message-2' } },
    ]);
  });

  test('never reports a message as done that was not, nor one as failed that was done', async () => {
    const outcome = fc.constantFrom('done', 'throws', 'rejects', 'rejects with nothing', 'unreadable');
    await fc.assert(
      fc.asyncProperty(fc.array(outcome, { maxLength: 10 }), async (outcomes) => {
        const { batchItemFailures } = await handleBatch(
          batchOf(...outcomes),
          (body): Promise<void> => {
            if (body === 'throws') throw new Error();
            if (body === 'unreadable') readWork('build-report', body);
            if (body === 'rejects') return Promise.reject(new Error());
            if (body === 'rejects with nothing') return Promise.reject();
            return new Promise((resolve) => setImmediate(resolve));
          },
          keepingObserver(),
        );
        const failed = outcomes.flatMap((each, index) => (each === 'done' ? [] : [`message-${index}`]));
        expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(failed);
      }),
    );
  });
});

describe('a message', () => {
  test('is read as the work it is', () => {
    expect(readWork('build-report', JSON.stringify(work))).toEqual(work);
  });

  test.each([
    ['no JSON', 'secret {'],
    ['other work', JSON.stringify({ kind: 'assess-cases', run: 'r', batch: 1, asOf: '2026-03-02', cases: ['c'] })],
    ['an unknown kind', JSON.stringify({ kind: 'dance', report: 'secret' })],
    ['something missing', JSON.stringify({ kind: 'build-report' })],
    ['something too much', JSON.stringify({ ...work, person: 'secret' })],
    ['nothing', ''],
  ])('that holds %s is unreadable, and the error says nothing of it', (_, body) => {
    let thrown: unknown;
    try {
      readWork('build-report', body);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UnreadableMessage);
    expect(String(thrown)).not.toContain('secret');
    expect(thrown).not.toHaveProperty('cause');
  });
});
