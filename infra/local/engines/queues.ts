import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { BucketAlreadyExists, BucketAlreadyOwnedByYou, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueUrlCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import * as z from 'zod';
import { clientOptions } from '../aws-environment.ts';
import { type DataFolder, damaged } from '../data-folder.ts';
import type { Deployment } from '../deployment.ts';
import { reasonOf, StartRefusal } from '../refusal.ts';
import { returnTakenMessages } from './queue-file.ts';

/** An engine's word for a queue that is there with other attributes; the error's class differs from one to another. */
const QUEUE_IS_THERE = /QueueNameExists|QueueAlreadyExists/;

/** Something that answers the calls of SQS and S3. */
export interface QueueEngine {
  readonly queuesUrl: string;
  readonly bucketsUrl: string;
  stop(): Promise<void>;
}

/** Services outside this process, from `AWS_ENDPOINT_URL_SQS` and `AWS_ENDPOINT_URL_S3`. */
export interface ExternalQueues {
  readonly queuesUrl: string | undefined;
  readonly bucketsUrl: string | undefined;
}

/** Starts the embedded queues and buckets on the data folder, unless both are found elsewhere. */
export async function startQueues(folder: DataFolder, region: string, external: ExternalQueues): Promise<QueueEngine> {
  const { queuesUrl, bucketsUrl } = external;
  if (queuesUrl !== undefined && bucketsUrl !== undefined) return { queuesUrl, bucketsUrl, stop: async () => {} };
  const server = await startEmbedded(folder.at('queues'), region);
  const url = `http://127.0.0.1:${server.port}`;
  return { queuesUrl: queuesUrl ?? url, bucketsUrl: bucketsUrl ?? url, stop: () => server.stop() };
}

/** What the engine's HTTP server announces when it is made, before it listens. */
const announcement = z.object({
  fastify: z.custom<{ listen(options: object): unknown }>((value) => typeof value === 'object' && value !== null),
});

/** The engine would listen on every network this machine is on; what lies in its queues is nobody else's business. */
async function startEmbedded(dataDir: string, region: string): Promise<FauxqsServer> {
  const bindToThisMachine = (message: unknown) => {
    const { fastify } = announcement.parse(message);
    const listen = fastify.listen.bind(fastify);
    fastify.listen = (options) => listen({ ...options, host: '127.0.0.1' });
  };
  subscribe('fastify.initialization', bindToThisMachine);
  try {
    returnTakenMessages(dataDir);
    const server = await startFauxqs({ port: 0, logger: false, dataDir, defaultRegion: region });
    if (new URL(server.address).hostname === '127.0.0.1') return server;
    await server.stop();
    throw new StartRefusal(
      'The embedded queues would be open to the network: this version of their engine is not safe.',
    );
  } catch (error) {
    throw error instanceof StartRefusal ? error : damaged(dataDir, error);
  } finally {
    unsubscribe('fastify.initialization', bindToThisMachine);
  }
}

/** Makes the template's queues and buckets that are not there yet, and sets the queues' attributes to the template's. */
export async function createQueuesAndBuckets(
  { queues, buckets }: Pick<Deployment, 'queues' | 'buckets'>,
  region: string,
  engine: QueueEngine,
): Promise<void> {
  const sqs = new SQSClient(clientOptions(region, engine.queuesUrl));
  const s3 = new S3Client({ ...clientOptions(region, engine.bucketsUrl), forcePathStyle: true });
  try {
    const deadLettersFirst = queues.toSorted((one, other) => Number(redrives(one)) - Number(redrives(other)));
    for (const queue of deadLettersFirst) await createQueue(sqs, queue);
    for (const bucket of buckets) await createBucket(s3, bucket);
  } catch (error) {
    throw new StartRefusal(`The queues at ${engine.queuesUrl} cannot be set up: ${reasonOf(error)}`, { cause: error });
  } finally {
    sqs.destroy();
    s3.destroy();
  }
}

const redrives = ({ properties }: Deployment['queues'][number]) => properties.RedrivePolicy !== undefined;

async function createQueue(client: SQSClient, { name, properties }: Deployment['queues'][number]): Promise<void> {
  const attributes = attributesOf(properties);
  try {
    await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  } catch (error) {
    if (!(error instanceof Error) || !QUEUE_IS_THERE.test(error.name)) throw error;
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
  }
}

/** SQS takes every attribute as text, and the redrive policy as JSON in a text. */
function attributesOf(properties: Deployment['queues'][number]['properties']): Record<string, string> {
  const { QueueName: _named, ...rest } = properties;
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : `${value}`]),
  );
}

async function createBucket(client: S3Client, bucket: string): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyExists) && !(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
}
