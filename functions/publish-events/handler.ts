import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { deps } from './deps.ts';
import { publishEvents } from './publish-events.ts';
import { readRecord } from './stream-record.ts';

/** The table's stream, filtered to work items and facts: work goes to the queue of its kind, facts into the feed. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  deps.observer.begin();
  const changes = event.Records.map((record) => ({
    sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
    read: () => readRecord(record),
  }));
  const failedAt = await publishEvents(changes, deps);
  deps.observer.end();
  return { batchItemFailures: failedAt === undefined ? [] : [{ itemIdentifier: failedAt }] };
}
