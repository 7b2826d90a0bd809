import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { clientOptions } from '../../../infra/local/aws-environment.ts';
import { LOCAL_ACCOUNT } from '../../../infra/local/intrinsics.ts';
import { embeddedSuite } from '../../support/embedded.ts';
import { fixtureAssembly } from './fixture-assembly.ts';

const SOON = { timeout: 30_000, interval: 50 };

const suite = embeddedSuite({ assembly: fixtureAssembly });

let client: SQSClient | undefined;
afterAll(() => client?.destroy());

async function waitingIn(queue: string): Promise<number> {
  const { region, queuesUrl } = suite.run.places;
  client ??= new SQSClient(clientOptions(region, queuesUrl));
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: `${queuesUrl}/${LOCAL_ACCOUNT}/${queue}`,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
}

const put = (body: Readonly<Record<string, unknown>>) => suite.api('POST', '/items', { body });

const itemSchema = z.object({ attributes: z.array(z.string()) });

async function isDone(id: string): Promise<boolean> {
  const answer = await suite.api('GET', `/items/${id}`);
  return answer.read(itemSchema).attributes.includes('done');
}

test('a write goes by the stream to the queue and from there to its consumer', async () => {
  await put({ id: 'one', stream: 'work' });
  await expect.poll(() => isDone('one'), SOON).toBe(true);
});

test('what the filter stops goes nowhere', async () => {
  await put({ id: 'aside', stream: 'other' });
  await put({ id: 'after', stream: 'work' });
  await expect.poll(() => isDone('after'), SOON).toBe(true);
  expect(await isDone('aside')).toBe(false);
});

test('a record that always fails is given up to the failure destination, and those around it arrive', async () => {
  await Promise.all([
    put({ id: 'before', stream: 'work' }),
    put({ id: 'poisoned', stream: 'work', poison: 'yes' }),
    put({ id: 'behind', stream: 'work' }),
  ]);
  await expect.poll(() => isDone('before'), SOON).toBe(true);
  await expect.poll(() => isDone('behind'), SOON).toBe(true);
  await expect.poll(() => waitingIn('fixture-stream-dead-letters'), SOON).toBe(1);
});

test('a message that fails five times is a dead letter, and the others of its batch are not held up', async () => {
  await Promise.all([put({ id: 'bad-letter', stream: 'work' }), put({ id: 'good-letter', stream: 'work' })]);
  await expect.poll(() => isDone('good-letter'), SOON).toBe(true);
  await expect.poll(() => waitingIn('fixture-dead-letters'), SOON).toBe(1);
  expect(await isDone('bad-letter')).toBe(false);
});

test('a function can be called as a schedule calls it', async () => {
  const invocation = await suite.run.invoke('fixture-consumer', { scheduledTime: '2026-03-29T02:15:00Z' });
  expect(invocation).toEqual({ kind: 'done', result: { batchItemFailures: [] } });
});
