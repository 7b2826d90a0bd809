import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { TransientFailure } from '../ports/failures.ts';
import { type WorkItem, type WorkKind, workItemSchema } from '../ports/work.ts';
import type { WorkQueues } from '../ports/work-queues.ts';
import { transiently } from './failures.ts';

const MESSAGES_PER_CALL = 10;

/** Work queues in SQS, by the kind of work that each takes. */
export function sqsWorkQueues(
  urls: Readonly<Record<WorkKind, string>>,
  client = new SQSClient({ maxAttempts: 3 }),
): WorkQueues {
  const sendSome = async (url: string, items: ReadonlyArray<WorkItem>) => {
    const Entries = items.map((item, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(workItemSchema.parse(item)),
    }));
    const answer = await transiently(client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries })));
    if ((answer.Failed ?? []).length > 0) throw new TransientFailure('a queue did not take every message');
  };
  return {
    send: async (items) => {
      for (const [kind, ofKind] of Map.groupBy(items, (item) => item.kind)) {
        for (let from = 0; from < ofKind.length; from += MESSAGES_PER_CALL) {
          await sendSome(urls[kind], ofKind.slice(from, from + MESSAGES_PER_CALL));
        }
      }
    },
  };
}
