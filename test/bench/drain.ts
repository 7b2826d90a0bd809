import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { bundleFolder, bundleFunctions } from '../../infra/bundle.ts';
import { deployedName, metricsNamespace, STAGES } from '../../infra/config.ts';
import { clientOptions, serviceVariables } from '../../infra/local/aws-environment.ts';
import { openDataFolder } from '../../infra/local/data-folder.ts';
import { startQueues } from '../../infra/local/engines/queues.ts';
import { type FunctionPool, functionPool } from '../../infra/local/function-pool.ts';
import { LOCAL_ACCOUNT } from '../../infra/local/intrinsics.ts';
import { pollQueue, sqsQueue } from '../../infra/local/sqs-poller.ts';
import { FUNCTIONS } from '../../infra/stacks/functions.ts';

const NAME = 'assess-cases';
const MESSAGES_PER_CALL = 10;
const VISIBILITY_SECONDS = 360;
const GRACE_MILLISECONDS = 1000;

/** The embedded queue of batches, on a folder that goes with it. */
export interface BenchQueue {
  /** Puts messages into the queue, then has a consumer take all of them; gives the seconds from first to last. */
  drain(bodies: ReadonlyArray<string>, consumer: Pick<FunctionPool, 'invoke'>): Promise<number>;
  /** The deployed function in as many containers as are used at a time, warm. */
  assessors(databaseUrl: string, table: string): Promise<Assessors>;
  stop(): Promise<void>;
}

export interface Assessors extends Pick<FunctionPool, 'invoke'> {
  stop(): Promise<void>;
}

/** Who takes every message and does nothing with it. */
export const EMPTY_CONSUMER: Pick<FunctionPool, 'invoke'> = {
  invoke: async () => ({ kind: 'done', result: { batchItemFailures: [] } }),
};

/** Starts the embedded queues, with as many consumers of batches at a time as a deployment has. */
export async function startBenchQueue(concurrency: number): Promise<BenchQueue> {
  const root = mkdtempSync(join(tmpdir(), 'jobbtorg-bench-'));
  const folder = openDataFolder(join(root, 'data'), { fresh: true });
  const { region } = STAGES.local;
  const engine = await startQueues(folder, region, { queuesUrl: undefined, bucketsUrl: undefined });
  const sqs = new SQSClient(clientOptions(region, engine.queuesUrl));
  const Attributes = { VisibilityTimeout: `${VISIBILITY_SECONDS}` };
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: NAME, Attributes }));
  const arn = `arn:aws:sqs:${region}:${LOCAL_ACCOUNT}:${NAME}`;

  async function send(bodies: ReadonlyArray<string>): Promise<void> {
    for (let from = 0; from < bodies.length; from += MESSAGES_PER_CALL) {
      const some = bodies.slice(from, from + MESSAGES_PER_CALL);
      const Entries = some.map((MessageBody, index) => ({ Id: `${index}`, MessageBody }));
      await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    }
  }

  /** A message that is sent while someone waits goes to them at once: until all are there, nobody gets any further. */
  let gate = Promise.withResolvers<void>();
  let consumer = EMPTY_CONSUMER;
  let left = 0;
  let emptied = Promise.withResolvers<void>();
  const queue = sqsQueue(sqs, QueueUrl, arn);
  const polling = pollQueue({
    queue: {
      ...queue,
      delete: async (messages) => {
        await queue.delete(messages);
        left -= messages.length;
        if (left === 0) emptied.resolve();
      },
    },
    pool: { invoke: (event) => gate.promise.then(() => consumer.invoke(event)) },
    region,
    batchSize: 1,
    concurrency,
    reportsItemFailures: true,
    report: (problem) => emptied.reject(new Error(problem)),
  });

  return {
    drain: async (bodies, by) => {
      gate = Promise.withResolvers();
      emptied = Promise.withResolvers();
      consumer = by;
      left = bodies.length;
      await send(bodies);
      const from = performance.now();
      gate.resolve();
      await emptied.promise;
      return (performance.now() - from) / 1000;
    },
    assessors: async (dynamodbUrl, table) => {
      const bundles = join(root, 'bundles');
      bundleFunctions(bundles, [NAME]);
      const { queuesUrl, bucketsUrl } = engine;
      const pool = functionPool(
        {
          name: deployedName(STAGES.local, NAME),
          arn: `arn:aws:lambda:${region}:${LOCAL_ACCOUNT}:function:${NAME}`,
          file: join(bundleFolder(NAME, bundles), 'index.mjs'),
          handler: 'handler',
          environment: {
            TABLE_NAME: table,
            POWERTOOLS_SERVICE_NAME: NAME,
            POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(STAGES.local),
          },
          timeoutSeconds: FUNCTIONS[NAME].timeoutSeconds,
          memoryMegabytes: FUNCTIONS[NAME].memoryMegabytes,
          asynchronous: { retries: 0, failureQueueArn: undefined },
        },
        {
          variables: serviceVariables({ region, dynamodbUrl, queuesUrl, bucketsUrl, kmsUrl: queuesUrl }),
          overrides: {},
          size: concurrency,
          log: { write: () => {}, close: async () => {} },
          report: (problem) => console.error(problem),
        },
      );
      await Promise.all(Array.from({ length: concurrency }, () => pool.invoke({ Records: [] })));
      return { invoke: pool.invoke, stop: () => pool.stop(GRACE_MILLISECONDS) };
    },
    stop: async () => {
      await polling.stop();
      sqs.destroy();
      await engine.stop();
      folder.release();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
