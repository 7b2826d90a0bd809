import { describe, expect, test } from 'vitest';
import { STAGES } from '../../../infra/config.ts';
import { INDEXES } from '../../../shared/adapters/table/keys.ts';
import { LOG_DAYS } from '../../../shared/ports/retention.ts';
import { all, everything, only } from './templates.ts';

const STATEFUL = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];

describe('What names a destroyed case', () => {
  test('in a log is gone after the days that its certificate tells of, whatever the stage', () => {
    for (const { logRetention } of Object.values(STAGES)) {
      expect(logRetention).toBeGreaterThan(0);
      expect(logRetention).toBeLessThanOrEqual(180);
    }
    expect(LOG_DAYS).toBe(180);
    const groups = all('AWS::Logs::LogGroup').map(({ properties }) => properties['RetentionInDays']);
    expect(groups.filter((days) => typeof days !== 'number')).toEqual([]);
  });
});

describe('What must not be lost', () => {
  test('the table is protected, encrypted, recoverable and streams new images', () => {
    expect(only('AWS::DynamoDB::Table').properties).toMatchObject({
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: expect.anything() },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test('the table has the keys, the expiry and exactly the indexes that its items are written for', () => {
    const pair = (partition: string, sort: string) => [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
    expect(only('AWS::DynamoDB::Table').properties).toMatchObject({
      KeySchema: pair('pk', 'sk'),
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      GlobalSecondaryIndexes: Object.values(INDEXES).map(({ name, partition, sort, include }) => ({
        IndexName: name,
        KeySchema: pair(partition, sort),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: include },
      })),
    });
  });

  test('the key of the secrets changes every year', () => {
    expect(only('AWS::KMS::Key').properties).toMatchObject({ EnableKeyRotation: true });
  });

  test('reports are encrypted, versioned and closed to the public', () => {
    expect(only('AWS::S3::Bucket').properties).toMatchObject({
      BucketEncryption: expect.anything(),
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test.each(STATEFUL)('%s outlives its stack', (type) => {
    expect(all(type).map(({ deletionPolicy }) => deletionPolicy)).toEqual(['Retain']);
  });

  test('nothing that must not be lost is deployed together with the functions', () => {
    const stateless = everything.filter(({ stack }) => stack === 'service').map(({ type }) => type);
    expect(stateless.filter((type) => STATEFUL.includes(type))).toEqual([]);
  });
});
