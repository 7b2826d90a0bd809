import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { all, read, target } from './templates.ts';

const queues = read(
  'AWS::SQS::Queue',
  z.object({
    QueueName: z.string(),
    MessageRetentionPeriod: z.number(),
    VisibilityTimeout: z.number().optional(),
    RedrivePolicy: z
      .object({ deadLetterTargetArn: z.unknown().transform(target), maxReceiveCount: z.number() })
      .optional(),
  }),
);
const working = queues.filter(({ read: queue }) => queue.RedrivePolicy !== undefined);
const deadLetters = queues.filter(({ read: queue }) => queue.RedrivePolicy === undefined);

const mappings = read(
  'AWS::Lambda::EventSourceMapping',
  z.object({ EventSourceArn: z.unknown(), FunctionName: z.unknown().transform(target), BatchSize: z.number() }),
);

describe('Queues', () => {
  test('every queue has a dead-letter queue that keeps messages longer', () => {
    expect(working.map(({ read: { QueueName } }) => QueueName).toSorted()).toEqual([
      'jobbtorg-test-assess-cases',
      'jobbtorg-test-build-report',
      'jobbtorg-test-carry-out-retention',
      'jobbtorg-test-dispatch-check',
      'jobbtorg-test-print-report',
    ]);
    for (const { read: queue } of working) {
      const dead = deadLetters.find(({ id }) => id === queue.RedrivePolicy?.deadLetterTargetArn);
      expect(dead?.read.QueueName).toBe(`${queue.QueueName}-dead-letters`);
      expect(dead?.read.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
    }
  });

  test('every dead-letter queue keeps its letters for 14 days, and something sends to it', () => {
    expect(deadLetters).toHaveLength(9);
    const senders = JSON.stringify([
      ...working.map(({ properties }) => properties),
      ...['AWS::Lambda::EventSourceMapping', 'AWS::Scheduler::Schedule', 'AWS::Lambda::EventInvokeConfig'].flatMap(
        (type) => all(type).map(({ properties }) => properties),
      ),
    ]);
    for (const { id, read: queue } of deadLetters) {
      expect(queue.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
      expect(senders).toContain(`"Fn::GetAtt":["${id}","Arn"]`);
    }
  });

  test('every queue is encrypted and refuses calls without TLS', () => {
    const refusing = JSON.stringify(all('AWS::SQS::QueuePolicy').map(({ properties }) => properties));
    for (const { id, properties } of queues) {
      expect(properties).toMatchObject({ SqsManagedSseEnabled: true });
      expect(refusing).toContain(
        `"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny","Principal":{"AWS":"*"},"Resource":{"Fn::GetAtt":["${id}","Arn"]}`,
      );
    }
  });

  test("a message is hidden for six times its consumer's timeout, tried five times, and failed alone", () => {
    const functions = read('AWS::Lambda::Function', z.object({ Timeout: z.number() }));
    for (const { id, read: queue } of working) {
      const mapping = mappings.find(({ read: { EventSourceArn } }) =>
        JSON.stringify(EventSourceArn).includes(`"${id}"`),
      );
      const consumer = functions.find((fn) => fn.stack === 'service' && fn.id === mapping?.read.FunctionName);
      expect(queue.VisibilityTimeout).toBe(6 * (consumer?.read.Timeout ?? Number.NaN));
      expect(queue.RedrivePolicy?.maxReceiveCount).toBe(5);
      expect(mapping?.properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: expect.any(Number) },
      });
    }
  });
});

describe('The stream', () => {
  test('passes on new work items and facts only, and one bad record cannot hold up the rest', () => {
    const streams = mappings.filter(({ properties }) => properties['StartingPosition'] !== undefined);
    expect(streams).toHaveLength(1);
    expect(streams[0]?.properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      FilterCriteria: {
        Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"stream":{"S":["work","facts"]}}}}' }],
      },
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 6 * 60 * 60,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
  });
});
