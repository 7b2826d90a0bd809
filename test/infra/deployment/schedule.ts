import { describe, expect, test } from 'vitest';
import { only } from './templates.ts';

describe('The nightly check', () => {
  test('runs at 04:15 in Europe/Stockholm', () => {
    expect(only('AWS::Scheduler::Schedule').properties).toMatchObject({
      Name: 'jobbtorg-test-check-deadlines',
      ScheduleExpression: 'cron(15 4 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Stockholm',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  test('is told the time it was scheduled for', () => {
    expect(only('AWS::Scheduler::Schedule').properties).toMatchObject({
      Target: { Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}' },
    });
  });

  test('is tried again, and leaves a dead letter when it cannot be started or keeps failing', () => {
    const { properties } = only('AWS::Scheduler::Schedule');
    expect(properties).toMatchObject({
      Target: {
        RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 4 * 60 * 60 },
        DeadLetterConfig: { Arn: expect.anything() },
      },
    });
    expect(only('AWS::Lambda::EventInvokeConfig').properties).toMatchObject({
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
  });
});
