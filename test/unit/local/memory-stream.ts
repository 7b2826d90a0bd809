import type { DynamoDBRecord } from 'aws-lambda';
import type { TableStream } from '../../../infra/local/table-stream.ts';

const CREATED = 1_772_438_400;

/** A record of an inserted item. */
export function recordOf(sequence: number, stream = 'work', createdAt = CREATED): DynamoDBRecord {
  return {
    eventID: String(sequence),
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      SequenceNumber: String(sequence),
      ApproximateCreationDateTime: createdAt,
      NewImage: { stream: { S: stream } },
    },
  };
}

/** The sequence numbers of records, for comparing. */
export function sequencesOf(records: ReadonlyArray<DynamoDBRecord>): ReadonlyArray<number> {
  return records.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber));
}

interface MemoryShard {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly records: ReadonlyArray<DynamoDBRecord>;
  readonly closed: boolean;
}

/** A stream that reads like DynamoDB's: pages of at most 1 000 records, a closed shard ends, an open one never does. */
export interface MemoryStream extends TableStream {
  append(...records: ReadonlyArray<DynamoDBRecord>): void;
  /** Ends the last shard, and goes on in a child of it. */
  split(): void;
  /** Makes every iterator handed out so far too old to be used. */
  expire(): void;
  /** How often an open shard was read to its end. */
  idleReads(): number;
}

export function memoryStream(...records: ReadonlyArray<DynamoDBRecord>): MemoryStream {
  const shards: Array<MemoryShard> = [{ id: 'shard-0', parentId: undefined, records, closed: false }];
  let generation = 0;
  let idle = 0;
  const last = () => shards.at(-1) ?? { id: '', parentId: undefined, records: [], closed: false };
  const replaceLast = (changes: Partial<MemoryShard>) => shards.splice(-1, 1, { ...last(), ...changes });
  return {
    arn: 'arn:aws:dynamodb:eu-north-1:000000000000:table/table/stream/1',
    shards: async () => shards.map(({ id, parentId }) => ({ id, parentId })),
    iterator: async (shardId, after) => {
      const shard = shards.find(({ id }) => id === shardId);
      const from = shard?.records.findIndex(({ dynamodb }) => Number(dynamodb?.SequenceNumber) > Number(after ?? -1));
      return JSON.stringify([generation, shardId, from === -1 ? shard?.records.length : from]);
    },
    read: async (iterator) => {
      const [made, shardId, from] = JSON.parse(iterator) as [number, string, number];
      const shard = shards.find(({ id }) => id === shardId);
      if (made !== generation || shard === undefined) return 'expired';
      const page = shard.records.slice(from, from + 1_000);
      const end = from + page.length;
      if (page.length === 0) idle++;
      const over = shard.closed && end === shard.records.length;
      return { records: page, next: over ? undefined : JSON.stringify([generation, shardId, end]) };
    },
    append: (...added) => replaceLast({ records: [...last().records, ...added] }),
    split: () => {
      replaceLast({ closed: true });
      shards.push({ id: `shard-${shards.length}`, parentId: last().id, records: [], closed: false });
    },
    expire: () => {
      generation++;
    },
    idleReads: () => idle,
  };
}
