import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { invokeAsynchronously } from './asynchronous.ts';
import { clientOptions, type ServicePlaces } from './aws-environment.ts';
import { checkpointFile } from './checkpoint.ts';
import type { DataFolder } from './data-folder.ts';
import { type Deployment, queueNameOf } from './deployment.ts';
import type { CreatedTable } from './engines/dynamodb.ts';
import type { FunctionPool } from './function-pool.ts';
import { LOCAL_ACCOUNT } from './intrinsics.ts';
import { pause } from './pause.ts';
import { reasonOf, StartRefusal } from './refusal.ts';
import { runSchedule } from './schedules.ts';
import { pollQueue, type Running, sqsQueue } from './sqs-poller.ts';
import { pollStream } from './stream-poller.ts';
import { tableStream } from './table-stream.ts';

/** Lambda's own defaults. */
const QUEUE_BATCH = 10;
const STREAM_BATCH = 100;
const DEFAULT_CONCURRENCY = 2;

export interface EventSourceOptions {
  readonly deployment: Deployment;
  readonly places: ServicePlaces;
  readonly folder: DataFolder;
  readonly tables: ReadonlyArray<CreatedTable>;
  readonly poolOf: (functionName: string) => FunctionPool;
  /** The most messages of one queue that are handled side by side, whatever the template allows. */
  readonly concurrency: number;
  readonly report: (problem: string) => void;
}

/** Starts everything that calls functions without being asked over HTTP: queues, streams and schedules. */
export function startEventSources(options: EventSourceOptions): Running {
  const { places } = options;
  const sqs = new SQSClient(clientOptions(places.region, places.queuesUrl));
  const streams = new DynamoDBStreamsClient(clientOptions(places.region, places.dynamodbUrl));
  const stopping = new AbortController();
  const running = [
    ...queueConsumers(options, sqs),
    ...streamConsumers(options, sqs, streams),
    ...schedules(options, sqs, stopping.signal),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(running.map((one) => one.stop()));
      sqs.destroy();
      streams.destroy();
    },
  };
}

function queueConsumers(options: EventSourceOptions, sqs: SQSClient): ReadonlyArray<Running> {
  const { deployment, places, poolOf, concurrency, report } = options;
  return deployment.queueSources.map(({ functionName, queueName, properties }) =>
    pollQueue({
      queue: sqsQueue(sqs, queueUrl(places, queueName), properties.EventSourceArn),
      pool: poolOf(functionName),
      region: places.region,
      batchSize: properties.BatchSize ?? QUEUE_BATCH,
      concurrency: Math.min(properties.ScalingConfig.MaximumConcurrency ?? DEFAULT_CONCURRENCY, concurrency),
      reportsItemFailures: properties.FunctionResponseTypes.length > 0,
      report,
    }),
  );
}

function streamConsumers(
  options: EventSourceOptions,
  sqs: SQSClient,
  streams: DynamoDBStreamsClient,
): ReadonlyArray<Running> {
  const { deployment, places, folder, tables, poolOf, report } = options;
  return deployment.streamSources.map(({ functionName, tableName, filter, properties }) => {
    const arn = tables.find(({ name }) => name === tableName)?.streamArn;
    if (arn === undefined) throw new StartRefusal(`The table ${tableName} has no stream for ${functionName} to read.`);
    return pollStream({
      table: tableName,
      stream: tableStream(streams, arn, places.region),
      pool: poolOf(functionName),
      checkpoint: checkpointFile(folder.at('checkpoints', `${tableName}.${functionName}.json`)),
      filter,
      batchSize: properties.BatchSize ?? STREAM_BATCH,
      rules: {
        reportsItemFailures: properties.FunctionResponseTypes.length > 0,
        bisects: properties.BisectBatchOnFunctionError,
        retries: properties.MaximumRetryAttempts,
        maximumAgeSeconds: properties.MaximumRecordAgeInSeconds,
      },
      sendFailure: failureSender(sqs, places, properties.DestinationConfig?.OnFailure?.Destination),
      report,
    });
  });
}

function schedules(options: EventSourceOptions, sqs: SQSClient, signal: AbortSignal): ReadonlyArray<Running> {
  const { deployment, places, poolOf, report } = options;
  return deployment.schedules.map(({ name, functionName, next, input }) => {
    const pool = poolOf(functionName);
    const sendFailure = failureSender(sqs, places, pool.deployed.asynchronous.failureQueueArn);
    return runSchedule({
      arn: `arn:aws:scheduler:${places.region}:${LOCAL_ACCOUNT}:schedule/default/${name}`,
      next,
      input,
      run: (event) => {
        invokeAsynchronously(event, { pool, sendFailure, report, signal, pause }).catch((error) => {
          report(`${name}: ${reasonOf(error)}`);
        });
      },
    });
  });
}

/** Sends to a failure destination; every one in the template is a queue. */
function failureSender(
  sqs: SQSClient,
  places: ServicePlaces,
  arn: string | undefined,
): ((body: string) => Promise<void>) | undefined {
  if (arn === undefined) return undefined;
  const QueueUrl = queueUrl(places, queueNameOf(arn));
  return async (MessageBody) => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };
}

function queueUrl({ queuesUrl }: ServicePlaces, name: string): string {
  return `${queuesUrl}/${LOCAL_ACCOUNT}/${name}`;
}
