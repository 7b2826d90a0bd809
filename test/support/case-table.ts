import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { indexStream } from '../../infra/local/engines/database-file.ts';
import { enginePath, startEngine } from '../../infra/local/engines/dynoxide.ts';
import type { DataKeys } from '../../shared/adapters/kms-vault.ts';
import { INDEXES } from '../../shared/adapters/table/keys.ts';

/** A table of the product's shape in a real engine, gone when stopped. */
export interface CaseTable {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
  readonly folder: string;
  stop(): Promise<void>;
}

/** A running engine; each of its tables is a world of its own. */
export interface TableEngine {
  readonly url: string;
  createTable(options?: TableOptions): Promise<CaseTable>;
  stop(): Promise<void>;
}

interface TableOptions {
  readonly stream?: boolean;
}

const ATTRIBUTES = ['pk', 'sk', ...new Set(Object.values(INDEXES).flatMap(({ partition, sort }) => [partition, sort]))];

/** Starts an engine in a temporary folder. */
export async function startTableEngine(): Promise<TableEngine> {
  const program = enginePath();
  if (program === undefined) throw new Error('no embedded database for this platform');
  const folder = mkdtempSync(join(tmpdir(), 'jobbtorg-table-'));
  const file = join(folder, 'table.sqlite');
  const engine = await startEngine(program, file, join(folder, 'engine.pid'));
  let tables = 0;
  return {
    url: engine.url,
    createTable: async ({ stream = false } = {}) => {
      const raw = engineClient(engine.url);
      const name = tables === 0 ? 'cases' : `cases-${tables}`;
      tables++;
      await raw.send(tableOfCases(name, stream));
      if (stream) indexStream(file);
      return { name, client: documents(raw), folder, stop: async () => raw.destroy() };
    },
    stop: async () => {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts an engine of its own for one table, with a stream where asked. */
export async function startCaseTable(options: TableOptions = {}): Promise<CaseTable> {
  const engine = await startTableEngine();
  const table = await engine.createTable(options);
  return {
    ...table,
    stop: async () => {
      await table.stop();
      await engine.stop();
    },
  };
}

/** A client of whatever answers DynamoDB's calls at an address; it never tries twice. */
export function tableClient(url: string): DynamoDBDocumentClient {
  return documents(engineClient(url));
}

function engineClient(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new DynamoDBClient({ endpoint, region: 'eu-north-1', credentials, maxAttempts: 1 });
}

function documents(raw: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
}

function tableOfCases(name: string, stream: boolean): CreateTableCommand {
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const } } : {}),
    AttributeDefinitions: ATTRIBUTES.map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: Object.values(INDEXES).map(({ name: index, partition, sort, include }) => ({
      IndexName: index,
      KeySchema: keySchema(partition, sort),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...include] },
    })),
  });
}

function keySchema(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
}

/** Data keys wrapped by a master key that lives as long as the test. */
export function testDataKeys(): DataKeys {
  const master = randomBytes(32);
  return {
    create: async () => {
      const plain = randomBytes(32);
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', master, nonce);
      const wrapped = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return { plain, wrapped };
    },
    unwrap: async (wrapped) => {
      const bytes = Buffer.from(wrapped);
      const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    },
  };
}
