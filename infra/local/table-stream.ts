import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';

const RECORDS_AT_MOST = 1_000;

/** A piece of a stream, in order; a child follows its parent. */
export interface Shard {
  readonly id: string;
  readonly parentId: string | undefined;
}

export interface RecordPage {
  readonly records: ReadonlyArray<DynamoDBRecord>;
  /** `undefined` when the shard has ended. */
  readonly next: string | undefined;
}

/** A table's stream, as far as polling needs it; DynamoDB itself, or a stand-in in tests. */
export interface TableStream {
  readonly arn: string;
  shards(): Promise<ReadonlyArray<Shard>>;
  /** Where to read on after a record; from the oldest kept when that record is forgotten, or when there was none. */
  iterator(shardId: string, after: string | null): Promise<string | undefined>;
  /** `'expired'` when the iterator is too old to be used. */
  read(iterator: string): Promise<RecordPage | 'expired'>;
}

/** A stream behind DynamoDB's API. */
export function tableStream(client: DynamoDBStreamsClient, arn: string, region: string): TableStream {
  const iteratorAt = async (shardId: string, after: string | null): Promise<string | undefined> => {
    const position =
      after === null
        ? { ShardIteratorType: 'TRIM_HORIZON' as const }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after };
    const answer = await client.send(new GetShardIteratorCommand({ StreamArn: arn, ShardId: shardId, ...position }));
    return answer.ShardIterator;
  };
  return {
    arn,
    shards: () => allShards(client, arn),
    iterator: async (shardId, after) => {
      try {
        return await iteratorAt(shardId, after);
      } catch (error) {
        if (error instanceof TrimmedDataAccessException) return iteratorAt(shardId, null);
        throw error;
      }
    },
    read: async (iterator) => {
      try {
        const { Records, NextShardIterator } = await recordsOnTheWire(client, iterator);
        const records = Records.map((record) => ({ ...record, awsRegion: region, eventSourceARN: arn }));
        return { records, next: NextShardIterator };
      } catch (error) {
        if (error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException) return 'expired';
        throw error;
      }
    },
  };
}

async function allShards(client: DynamoDBStreamsClient, arn: string): Promise<ReadonlyArray<Shard>> {
  const found: Array<Shard> = [];
  let last: string | undefined;
  do {
    const start = last === undefined ? {} : { ExclusiveStartShardId: last };
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: arn, ...start }));
    for (const { ShardId, ParentShardId } of StreamDescription?.Shards ?? []) {
      if (ShardId !== undefined) found.push({ id: ShardId, parentId: ParentShardId });
    }
    last = StreamDescription?.LastEvaluatedShardId;
  } while (last !== undefined);
  return found;
}

const responseSchema = z.object({ response: z.custom<{ statusCode: number; body: unknown }>() });
const bodySchema = z.instanceof(Readable);
const pageSchema = z.object({
  Records: z.array(z.custom<DynamoDBRecord>()).default([]),
  NextShardIterator: z.string().optional(),
});

/**
 * Records in the form in which DynamoDB sends them, which is the form that functions get: bytes as base 64, times in
 * seconds. Having the SDK take every attribute apart first costs a quarter of a millisecond a record, and most records
 * of an import are read only to be passed over.
 */
async function recordsOnTheWire(client: DynamoDBStreamsClient, iterator: string): Promise<z.infer<typeof pageSchema>> {
  const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: RECORDS_AT_MOST });
  let page = '{}';
  const keep = keepingText((body) => {
    page = body;
  });
  const place = { name: 'keepText', relation: 'after', toMiddleware: 'deserializerMiddleware' } as const;
  command.middlewareStack.addRelativeTo(keep, place);
  await client.send(command);
  return pageSchema.parse(JSON.parse(page));
}

/** A step before the SDK's own reading of a response, which leaves it nothing to read. */
function keepingText(keep: (body: string) => void) {
  return <Given, Result>(next: (given: Given) => Promise<Result>) =>
    async (given: Given): Promise<Result> => {
      const result = await next(given);
      const { response } = responseSchema.parse(result);
      if (response.statusCode === 200) {
        keep(await text(bodySchema.parse(response.body)));
        response.body = Buffer.from('{}');
      }
      return result;
    };
}
