import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CaseStore } from '../../ports/case-store.ts';
import type { Vault } from '../../ports/vault.ts';
import { caseReads } from './case-reads.ts';
import { caseRecords } from './case-record.ts';
import { caseWrites } from './case-writes.ts';
import { idempotencyRecords } from './idempotency.ts';

/** Cases in the DynamoDB table; secrets through the vault. */
export function tableCaseStore(client: DynamoDBDocumentClient, tableName: string, vault: Vault): CaseStore {
  return {
    ...caseWrites(client, tableName, vault),
    ...caseReads(client, tableName, vault),
    ...caseRecords(client, tableName, vault),
    ...idempotencyRecords(client, tableName),
  };
}
