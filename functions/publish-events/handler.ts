import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { workItemSchema } from '../../shared/ports/work.ts';
import { deps } from './deps.ts';
import { publishEvents } from './publish-events.ts';

const imageSchema = z.object({ item: z.object({ S: z.string() }) });

/** The table's stream, filtered to work items: sends each to the queue of its kind. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  deps.observer.begin();
  const changes = event.Records.map((record) => ({
    sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
    read: () => workItemSchema.parse(JSON.parse(imageSchema.parse(record.dynamodb?.NewImage).item.S)),
  }));
  const failedAt = await publishEvents(changes, deps);
  deps.observer.end();
  return { batchItemFailures: failedAt === undefined ? [] : [{ itemIdentifier: failedAt }] };
}
