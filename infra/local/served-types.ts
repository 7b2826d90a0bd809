import * as z from 'zod';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const onFailure = z.object({ OnFailure: z.object({ Destination: z.string() }).optional() });
const count = z.coerce.number().int();

/** A type of resource that an embedded run plays: what it needs of it, and what it can do without. */
interface ServedType<T extends z.ZodObject> {
  readonly type: string;
  readonly needed: T;
  /** Properties that change nothing here, such as encryption and rights; `'rest'` where nothing else could matter. */
  readonly unneeded: ReadonlyArray<string> | 'rest';
}

const served = <T extends z.ZodObject>(
  type: string,
  needed: T,
  unneeded: ServedType<T>['unneeded'],
): ServedType<T> => ({ type, needed, unneeded });

/** Everything that an embedded run plays. A property named in neither place stops the start. */
export const SERVED = {
  function: served(
    'AWS::Lambda::Function',
    z.object({
      FunctionName: z.string().optional(),
      Runtime: z.string().startsWith('nodejs'),
      Handler: z.string().regex(/^[\w-]+\.\w+$/),
      Code: z.object({ S3Key: z.string() }),
      Environment: z.object({ Variables: z.record(z.string(), z.string()) }).default({ Variables: {} }),
      Timeout: count.default(3),
      MemorySize: count.default(128),
    }),
    ['Architectures', 'Description', 'LoggingConfig', 'ReservedConcurrentExecutions', 'Role', 'Tags', 'TracingConfig'],
  ),
  invokeConfig: served(
    'AWS::Lambda::EventInvokeConfig',
    z.object({
      FunctionName: z.string(),
      MaximumRetryAttempts: count.default(2),
      DestinationConfig: onFailure.optional(),
    }),
    ['MaximumEventAgeInSeconds', 'Qualifier'],
  ),
  eventSource: served(
    'AWS::Lambda::EventSourceMapping',
    z.object({
      FunctionName: z.string(),
      EventSourceArn: z.string(),
      Enabled: z.boolean().default(true),
      BatchSize: count.optional(),
      MaximumBatchingWindowInSeconds: count.default(0),
      FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
      ScalingConfig: z.object({ MaximumConcurrency: count.optional() }).default({}),
      StartingPosition: z.literal(['LATEST', 'TRIM_HORIZON']).optional(),
      BisectBatchOnFunctionError: z.boolean().default(false),
      MaximumRetryAttempts: count.default(-1),
      MaximumRecordAgeInSeconds: count.default(-1),
      DestinationConfig: onFailure.optional(),
      FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
    }),
    ['Tags'],
  ),
  table: served(
    'AWS::DynamoDB::Table',
    z.object({
      TableName: z.string().optional(),
      KeySchema: keySchema,
      AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
      BillingMode: z.literal('PAY_PER_REQUEST'),
      GlobalSecondaryIndexes: z
        .array(z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: projection }))
        .optional(),
      StreamSpecification: z.object({ StreamViewType: z.enum(['NEW_IMAGE', 'NEW_AND_OLD_IMAGES']) }).optional(),
      TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.literal(true) }).optional(),
    }),
    [
      'ContributorInsightsSpecification',
      'DeletionProtectionEnabled',
      'PointInTimeRecoverySpecification',
      'ResourcePolicy',
      'SSESpecification',
      'Tags',
    ],
  ),
  queue: served(
    'AWS::SQS::Queue',
    z.object({
      QueueName: z.string().optional(),
      DelaySeconds: count.optional(),
      MaximumMessageSize: count.optional(),
      MessageRetentionPeriod: count.optional(),
      ReceiveMessageWaitTimeSeconds: count.optional(),
      VisibilityTimeout: count.optional(),
      RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: count }).optional(),
    }),
    ['KmsDataKeyReusePeriodSeconds', 'KmsMasterKeyId', 'RedriveAllowPolicy', 'SqsManagedSseEnabled', 'Tags'],
  ),
  bucket: served('AWS::S3::Bucket', z.object({ BucketName: z.string().optional() }), [
    'BucketEncryption',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ]),
  key: served('AWS::KMS::Key', z.object({ KeySpec: z.literal('SYMMETRIC_DEFAULT').optional() }), 'rest'),
  api: served('AWS::ApiGatewayV2::Api', z.object({ ProtocolType: z.literal('HTTP') }), [
    'Description',
    'DisableExecuteApiEndpoint',
    'Name',
    'Tags',
  ]),
  stage: served('AWS::ApiGatewayV2::Stage', z.object({ StageName: z.literal('$default') }), [
    'AccessLogSettings',
    'ApiId',
    'AutoDeploy',
    'DefaultRouteSettings',
    'RouteSettings',
    'Tags',
  ]),
  integration: served(
    'AWS::ApiGatewayV2::Integration',
    z.object({
      IntegrationType: z.literal('AWS_PROXY'),
      IntegrationUri: z.string(),
      PayloadFormatVersion: z.literal('2.0'),
    }),
    ['ApiId', 'Description'],
  ),
  route: served(
    'AWS::ApiGatewayV2::Route',
    z.object({
      RouteKey: z.string(),
      Target: z.string().startsWith('integrations/'),
      AuthorizationType: z.literal('NONE').optional(),
    }),
    ['ApiId', 'OperationName'],
  ),
  schedule: served(
    'AWS::Scheduler::Schedule',
    z.object({
      Name: z.string().optional(),
      ScheduleExpression: z.string(),
      ScheduleExpressionTimezone: z.string().default('UTC'),
      State: z.literal(['ENABLED', 'DISABLED']).default('ENABLED'),
      Target: z.object({ Arn: z.string(), Input: z.string().default('{}') }),
    }),
    ['Description', 'FlexibleTimeWindow', 'GroupName'],
  ),
  userPool: served(
    'AWS::Cognito::UserPool',
    z.object({
      LambdaConfig: z
        .strictObject({
          PreTokenGenerationConfig: z.object({ LambdaArn: z.string(), LambdaVersion: z.literal('V3_0') }).optional(),
        })
        .default({}),
    }),
    'rest',
  ),
  userPoolClient: served(
    'AWS::Cognito::UserPoolClient',
    z.object({
      ClientName: z.string().optional(),
      AllowedOAuthFlows: z.array(z.string()).default([]),
      AllowedOAuthScopes: z.array(z.string()).default([]),
      AccessTokenValidity: count.optional(),
      TokenValidityUnits: z
        .object({ AccessToken: z.enum(['seconds', 'minutes', 'hours', 'days']).optional() })
        .optional(),
    }),
    'rest',
  ),
} as const;

/** Types that only watch, permit or name something: a run on one machine is the same without them. */
export const UNNEEDED_TYPES: ReadonlySet<string> = new Set([
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::ResourcePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::ScheduleGroup',
]);
