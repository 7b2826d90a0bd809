import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { clientOptions } from '../aws-environment.ts';
import type { DataFolder } from '../data-folder.ts';
import type { Deployment } from '../deployment.ts';
import { reasonOf, StartRefusal } from '../refusal.ts';
import { checkDatabase, forgetStream, indexStream } from './database-file.ts';
import { enginePath, startEngine } from './dynoxide.ts';

const TABLE_WITHIN_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 20;

/** Something that answers DynamoDB's calls. */
export interface DynamoDBEngine {
  readonly url: string;
  readonly description: string;
  /** Settles, with its last words, when an embedded engine ends without having been stopped. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** How far each table's stream has been dealt with; what came before is forgotten at the start. */
export type StreamProgress = ReadonlyMap<string, string>;

/** Starts the embedded engine on the data folder, or stands in for the one that `AWS_ENDPOINT_URL_DYNAMODB` names. */
export async function startDynamoDB(
  folder: DataFolder,
  external: string | undefined,
  progress: StreamProgress,
): Promise<DynamoDBEngine> {
  if (external !== undefined) {
    return { url: external, description: external, ended: new Promise(() => {}), stop: async () => {} };
  }
  const program = enginePath();
  if (program === undefined) {
    throw new StartRefusal(
      `No embedded database comes for ${process.platform}-${process.arch}: start one that answers DynamoDB's calls and name it in AWS_ENDPOINT_URL_DYNAMODB.`,
    );
  }
  const file = folder.at('dynamodb.sqlite');
  checkDatabase(file);
  for (const [table, upTo] of progress) forgetStream(file, table, upTo);
  const engine = await startEngine(program, file, folder.at('dynamodb.pid'));
  indexStream(file);
  return { url: engine.url, description: file, ended: engine.ended, stop: engine.stop };
}

/** A table with its stream, as the engine made it. */
export interface CreatedTable {
  readonly name: string;
  readonly streamArn: string | undefined;
}

/** Makes the template's tables that are not there yet. */
export async function createTables(
  tables: Deployment['tables'],
  region: string,
  url: string,
): Promise<ReadonlyArray<CreatedTable>> {
  const client = new DynamoDBClient(clientOptions(region, url));
  try {
    return await Promise.all(tables.map((table) => createTable(client, table)));
  } catch (error) {
    throw new StartRefusal(`The database at ${url} does not make the tables: ${reasonOf(error)}`, { cause: error });
  } finally {
    client.destroy();
  }
}

async function createTable(
  client: DynamoDBClient,
  { name, properties }: Deployment['tables'][number],
): Promise<CreatedTable> {
  const { TimeToLiveSpecification, StreamSpecification, TableName: _named, ...rest } = properties;
  const stream =
    StreamSpecification === undefined ? {} : { StreamSpecification: { ...StreamSpecification, StreamEnabled: true } };
  try {
    await client.send(new CreateTableCommand({ TableName: name, ...rest, ...stream }));
    await active(client, name);
    if (TimeToLiveSpecification !== undefined) {
      await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
    }
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    await addIndexes(client, name, properties);
  }
  const table = await active(client, name);
  return { name, streamArn: table.LatestStreamArn };
}

/** Gives a table of an earlier version the indexes it lacks, as a deployment would. */
async function addIndexes(
  client: DynamoDBClient,
  name: string,
  { AttributeDefinitions, GlobalSecondaryIndexes = [] }: Deployment['tables'][number]['properties'],
): Promise<void> {
  const table = await active(client, name);
  const present = new Set(table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const index of GlobalSecondaryIndexes.filter(({ IndexName }) => !present.has(IndexName))) {
    const update = { TableName: name, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create: index }] };
    await client.send(new UpdateTableCommand(update));
    await active(client, name);
  }
}

/** Waits until a table and its indexes can be used; engines answer CREATING first. */
async function active(client: DynamoDBClient, name: string): Promise<TableDescription> {
  const deadline = Date.now() + TABLE_WITHIN_MILLISECONDS;
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    const states = [Table?.TableStatus, ...(Table?.GlobalSecondaryIndexes ?? []).map(({ IndexStatus }) => IndexStatus)];
    if (Table !== undefined && states.every((state) => state === 'ACTIVE')) return Table;
    if (Date.now() > deadline) throw new Error(`${name} is still ${states.join(', ')}`);
    await delay(POLL_MILLISECONDS);
  }
}
