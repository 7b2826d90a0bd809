import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { accessPartition, INDEXES, TABLE } from '../../shared/adapters/table/keys.ts';
import { BACKUP_DAYS } from '../../shared/ports/retention.ts';
import { deployedName, type StageConfig } from '../config.ts';

export interface DataStackProps extends StackProps {
  readonly stage: StageConfig;
}

/** Everything that must outlive a deployment: the table, the key of its secrets, and the finished reports. */
export class DataStack extends Stack {
  readonly table: Table;
  /** The master key that wraps data keys and encrypts the table. */
  readonly key: Key;
  /** Those that still unwrap, or soon will wrap. */
  readonly otherKeys: ReadonlyArray<Key>;
  readonly reports: Bucket;
  /** The files of the reports bucket: by ARN, and as the rules of cdk-nag spell that ARN. */
  readonly reportFiles: { readonly arn: string; readonly arnAsChecked: string };

  constructor(scope: Construct, id: string, { stage, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const [first, ...others] = stage.masterKeys;
    this.key = this.masterKey(first);
    this.otherKeys = others.map((name) => this.masterKey(name));
    new Alias(this, 'KeyAlias', { aliasName: deployedName(stage), targetKey: this.key });
    this.table = this.tableOf(stage);
    const files = (partition: string, account: string) =>
      `arn:${partition}:s3:::${deployedName(stage, 'reports', account)}/*`;
    this.reportFiles = {
      arn: files(this.partition, this.account),
      arnAsChecked: files('<AWS::Partition>', '<AWS::AccountId>'),
    };
    this.reports = new Bucket(this, 'Reports', {
      bucketName: deployedName(stage, 'reports', this.account),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), noncurrentVersionExpiration: Duration.days(30) },
      ],
    });
    Validations.of(this.reports).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason:
        'Reports hold statistics and no personal data; each is read by a short-lived link, and the call that makes the link is in the access log of the API.',
    });
  }

  private masterKey(name: string): Key {
    return new Key(this, name, {
      description: 'Wraps the data keys of secrets and encrypts the table. Whoever deletes it deletes every secret.',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private tableOf(stage: StageConfig): Table {
    const table = new Table(this, 'Table', {
      tableName: deployedName(stage, 'table'),
      partitionKey: text(TABLE.partition),
      sortKey: text(TABLE.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: TABLE.timeToLive,
      stream: StreamViewType.NEW_IMAGE,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: BACKUP_DAYS,
      },
      deletionProtection: true,
      resourcePolicy: forEverybody(),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const { name, partition, sort, include } of Object.values(INDEXES)) {
      table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: text(partition),
        sortKey: text(sort),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...include],
      });
    }
    return table;
  }
}

/**
 * What nobody may do to the table, whatever else they may: call it without TLS, which DynamoDB answers too unless it is
 * told not to, and change or remove an entry of the access log.
 */
const forEverybody = () =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['dynamodb:*'],
        resources: ['*'],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        resources: ['*'],
        conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': accessPartition('*') } },
      }),
    ],
  });

const text = (name: string) => ({ name, type: AttributeType.STRING });
