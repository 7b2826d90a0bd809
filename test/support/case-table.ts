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

/** A table of the product's shape in a real engine of its own, gone when stopped. */
export interface CaseTable {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
  readonly folder: string;
  stop(): Promise<void>;
}

const ATTRIBUTES = ['pk', 'sk', ...new Set(Object.values(INDEXES).flatMap(({ partition, sort }) => [partition, sort]))];

/** Starts an engine in a temporary folder and makes the table, with a stream where asked. */
export async function startCaseTable({ stream = false } = {}): Promise<CaseTable> {
  const program = enginePath();
  if (program === undefined) throw new Error('no embedded database for this platform');
  const folder = mkdtempSync(join(tmpdir(), 'jobbtorg-table-'));
  const file = join(folder, 'table.sqlite');
  const engine = await startEngine(program, file, join(folder, 'engine.pid'));
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const raw = new DynamoDBClient({ endpoint: engine.url, region: 'eu-north-1', credentials, maxAttempts: 1 });
  const name = 'cases';
  await raw.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const } } : {}),
      AttributeDefinitions: ATTRIBUTES.map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
      KeySchema: keySchema('pk', 'sk'),
      GlobalSecondaryIndexes: Object.values(INDEXES).map(({ name: index, partition, sort, include }) => ({
        IndexName: index,
        KeySchema: keySchema(partition, sort),
        Projection:
          include.length === 0
            ? { ProjectionType: 'KEYS_ONLY' as const }
            : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...include] },
      })),
    }),
  );
  if (stream) indexStream(file);
  return {
    name,
    client: DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } }),
    folder,
    stop: async () => {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
