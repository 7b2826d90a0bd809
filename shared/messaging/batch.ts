import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Observer } from '../observability/observer.ts';

/**
 * Handles each message of a batch on its own. Whatever did not succeed is reported back, so that the queue delivers it
 * again and in the end sets it aside with its content; a message nobody can read goes the same way. The handling is told
 * how often a message has been delivered, this time included.
 */
export async function handleBatch(
  event: SQSEvent,
  handle: (body: string, delivery: number) => Promise<void>,
  observer: Observer,
): Promise<SQSBatchResponse> {
  observer.begin();
  const outcomes = await Promise.allSettled(
    event.Records.map(async ({ body, attributes }) => handle(body, Number(attributes.ApproximateReceiveCount))),
  );
  const batchItemFailures: Array<SQSBatchItemFailure> = [];
  for (const [index, { messageId }] of event.Records.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === 'fulfilled') continue;
    batchItemFailures.push({ itemIdentifier: messageId });
    observer.failed('MESSAGE_FAILED', outcome?.reason, { messageId });
  }
  observer.end();
  return { batchItemFailures };
}
