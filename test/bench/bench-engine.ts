import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { HEAD_SCHEMA } from '../../shared/adapters/table/items.ts';
import { INDEXES } from '../../shared/adapters/table/keys.ts';
import { type CaseTable, startTableEngine } from '../support/case-table.ts';

/** The due index as it would be without shards: all cases in one partition. Every head has the same `schema`. */
export const ONE_SHARD = { partition: 'schema', value: HEAD_SCHEMA, sort: 'nextCheckOn' } as const;
/** With what the product's index holds, and with every attribute, as indexes mostly are. */
export const ONE_SHARD_INDEXES = ['one-shard', 'one-shard-all'] as const;
export type OneShardIndex = (typeof ONE_SHARD_INDEXES)[number];

const POLL_MILLISECONDS = 20;

/** An engine with tables of the product's shape, and the file in which it keeps them. */
export interface BenchEngine {
  readonly url: string;
  readonly file: string;
  /** A table with the product's indexes and, where asked, the two without shards. */
  createTable(options: { readonly oneShard: boolean }): Promise<CaseTable>;
  stop(): Promise<void>;
}

/** Starts the embedded engine for a bench, on a file that goes with it. */
export async function startBenchEngine(): Promise<BenchEngine> {
  const engine = await startTableEngine();
  const first = await engine.createTable();
  const file = join(first.folder, 'table.sqlite');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const raw = new DynamoDBClient({ endpoint: engine.url, region: 'eu-north-1', credentials });
  let unused: CaseTable | undefined = first;
  return {
    url: engine.url,
    file,
    createTable: async ({ oneShard }) => {
      const table = unused ?? (await engine.createTable());
      unused = undefined;
      if (oneShard) {
        await addIndex(raw, table.name, 'one-shard', INDEXES.due.include);
        await addIndex(raw, table.name, 'one-shard-all', null);
      }
      return table;
    },
    stop: async () => {
      raw.destroy();
      await engine.stop();
    },
  };
}

async function addIndex(
  client: DynamoDBClient,
  table: string,
  index: OneShardIndex,
  include: ReadonlyArray<string> | null,
): Promise<void> {
  await client.send(
    new UpdateTableCommand({
      TableName: table,
      AttributeDefinitions: [
        { AttributeName: ONE_SHARD.partition, AttributeType: 'N' },
        { AttributeName: ONE_SHARD.sort, AttributeType: 'S' },
      ],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: index,
            KeySchema: [
              { AttributeName: ONE_SHARD.partition, KeyType: 'HASH' },
              { AttributeName: ONE_SHARD.sort, KeyType: 'RANGE' },
            ],
            Projection:
              include === null
                ? { ProjectionType: 'ALL' }
                : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...include] },
          },
        },
      ],
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    const made = Table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index);
    if (made?.IndexStatus === 'ACTIVE') return;
    await delay(POLL_MILLISECONDS);
  }
}
