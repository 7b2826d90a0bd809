import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { json } from '../../shared/adapters/json-text.ts';
import { STREAM_ATTRIBUTE, STREAM_FACTS, STREAM_WORK } from '../../shared/adapters/table/keys.ts';
import { factSchema } from '../../shared/domain/case/facts.ts';
import { workItemSchema } from '../../shared/ports/work.ts';
import type { Published } from './publish-events.ts';

const text = <T extends z.ZodType>(schema: T) => z.object({ S: schema });

/** A new item of the table as the stream brings it: attributes with their types. */
const imageSchema = z.union([
  z
    .object({ [STREAM_ATTRIBUTE]: text(z.literal(STREAM_WORK)), item: text(json(workItemSchema)) })
    .transform(({ item }): Published => ({ kind: 'work', item: item.S })),
  z
    .object({
      [STREAM_ATTRIBUTE]: text(z.literal(STREAM_FACTS)),
      facts: text(json(z.array(factSchema).min(1))),
      masked: z.object({ BOOL: z.boolean() }),
    })
    .transform(({ facts, masked }): Published => ({ kind: 'facts', commit: { facts: facts.S, masked: masked.BOOL } })),
]);

/** What a record of the stream is to be published as; throws when it is neither work nor facts. */
export function readRecord(record: DynamoDBRecord): Published {
  return imageSchema.parse(record.dynamodb?.NewImage);
}
