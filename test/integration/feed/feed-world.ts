import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { anyEventSchema, type CloudEvent } from '../../../events/cloud-event.ts';
import { publishEvents } from '../../../functions/publish-events/publish-events.ts';
import { readRecord } from '../../../functions/publish-events/stream-record.ts';
import { compilePattern } from '../../../infra/local/filter-pattern.ts';
import { sequenceOf } from '../../../infra/local/stream-delivery.ts';
import { tableStream } from '../../../infra/local/table-stream.ts';
import { tableFeedLog } from '../../../shared/adapters/table/feed-log.ts';
import type { Caller } from '../../../shared/http/caller.ts';
import type { WorkItem } from '../../../shared/ports/work.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { startTableEngine } from '../../support/case-table.ts';
import { type Answer, CITY, startCaseWorld } from '../../support/case-world.ts';

/** What the deployed stream lets through to the publisher. */
const LETS_THROUGH = compilePattern(
  '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"stream":{"S":["work","facts"]}}}}',
);

export type Records = ReadonlyArray<DynamoDBRecord>;

/** Publishes records; gives the position of the first that could not be published. */
export type Publish = (records: Records) => Promise<string | undefined>;

const pageSchema = z.strictObject({ items: z.array(anyEventSchema), next: z.string() });
type Page = z.infer<typeof pageSchema>;

/** Cases over a real table whose stream is published by hand, and the feed that comes of it. */
export async function startFeedWorld() {
  const engine = await startTableEngine();
  const table = await engine.createTable({ stream: true });
  const cases = await startCaseWorld({ table });
  const streams = new DynamoDBStreamsClient({
    endpoint: engine.url,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Table } = await table.client.send(new DescribeTableCommand({ TableName: table.name }));
  const stream = tableStream(streams, Table?.LatestStreamArn ?? '', 'eu-north-1');
  const sent: Array<WorkItem> = [];
  const { observer, clock } = cases.deps;
  const logOf = (client: DynamoDBDocumentClient) => tableFeedLog(client, table.name, { city: STOCKHOLM, clock });

  /** A publisher that reaches the table by a client of its own, as another container does. */
  const publisher = (client: DynamoDBDocumentClient = table.client): Publish => {
    const queues = { send: async (items: ReadonlyArray<WorkItem>) => void sent.push(...items) };
    const deps = { queues, feed: logOf(client), observer };
    return (records) => {
      const changes = records.map((record) => ({
        sequenceNumber: sequenceOf(record),
        read: () => readRecord(record),
      }));
      return publishEvents(changes, deps);
    };
  };

  let iterator: string | undefined;
  /** What has come in the stream since this was last asked. */
  async function newRecords(): Promise<Records> {
    const found: Array<DynamoDBRecord> = [];
    const [shard] = await stream.shards();
    iterator ??= await stream.iterator(shard?.id ?? '', null);
    for (;;) {
      const page = await stream.read(iterator ?? '');
      if (page === 'expired') throw new Error('the stream was left alone for too long');
      iterator = page.next;
      if (page.records.length === 0) return found.filter(LETS_THROUGH);
      found.push(...page.records);
    }
  }

  const read = (as: Caller, query: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    cases.call('GET', '/v1/feed', undefined, { as, query: { ...query } });

  async function page(as: Caller, query: Readonly<Record<string, string>> = {}): Promise<Page> {
    return pageSchema.parse((await read(as, query)).body);
  }

  /** Everything that a caller can read, page by page until nothing is new. */
  async function readAll(as: Caller = CITY, limit = 100, from = ''): Promise<ReadonlyArray<CloudEvent>> {
    const events: Array<CloudEvent> = [];
    for (let after = from; ; ) {
      const { items, next } = await page(as, { limit: String(limit), ...(after === '' ? {} : { after }) });
      events.push(...items);
      if (next === after) return events;
      after = next;
    }
  }

  /** Takes an item away, as an expiry, a culling or an accident would. */
  async function remove({ pk, sk }: { readonly pk: string; readonly sk: string }): Promise<void> {
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: { pk, sk } }));
  }

  return {
    ...cases,
    engine,
    remove,
    sent,
    log: logOf(table.client),
    publisher,
    newRecords,
    /** Publishes whatever is new. */
    publish: async () => {
      const failedAt = await publisher()(await newRecords());
      if (failedAt !== undefined) throw new Error(`record ${failedAt} could not be published`);
    },
    read,
    page,
    readAll,
    stop: async () => {
      streams.destroy();
      await table.stop();
      await engine.stop();
    },
  };
}

export type FeedWorld = Awaited<ReturnType<typeof startFeedWorld>>;

/** The ids of events, in their order. */
export function idsOf(events: ReadonlyArray<CloudEvent>): ReadonlyArray<string> {
  return events.map(({ id }) => id);
}

/** Hands records to a publisher until it has published the last of them. */
export async function untilPublished(publish: Publish, records: Records): Promise<void> {
  let left = records;
  for (let tries = 0; left.length > 0; tries++) {
    if (tries > 200) throw new Error('the publisher gets nowhere');
    const failedAt = await publish(left);
    if (failedAt === undefined) return;
    left = left.slice(left.findIndex((record) => sequenceOf(record) === failedAt));
  }
}
