import { describe, expect, test } from 'vitest';
import { all, type Deployed } from './templates.ts';

/** The schedule of a name, and what becomes of runs that its function cannot finish. */
function scheduled(name: string): Deployed {
  const found = all('AWS::Scheduler::Schedule').find(
    ({ properties }) => properties['Name'] === `jobbtorg-test-${name}`,
  );
  if (found === undefined) throw new Error(`nothing runs ${name}`);
  return found;
}

describe('The nightly check', () => {
  test('runs at 04:15 in Europe/Stockholm', () => {
    expect(scheduled('check-deadlines').properties).toMatchObject({
      ScheduleExpression: 'cron(15 4 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Stockholm',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  test('is told the time it was scheduled for', () => {
    expect(scheduled('check-deadlines').properties).toMatchObject({
      Target: { Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}' },
    });
  });
});

describe('The reports of the calendar', () => {
  test('are asked for at 05:15 in Europe/Stockholm on the first of every month, an hour after the check began', () => {
    expect(scheduled('request-reports').properties).toMatchObject({
      ScheduleExpression: 'cron(15 5 1 * ? *)',
      ScheduleExpressionTimezone: 'Europe/Stockholm',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  test('are asked for with the time that was meant, and a dead letter of it says what it is about', () => {
    expect(scheduled('request-reports').properties).toMatchObject({
      Target: { Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>","of":"reports"}' },
    });
  });
});

describe('The retention', () => {
  test('is run at 05:45 in Europe/Stockholm on the second of every month, when the reports of the first are out', () => {
    expect(scheduled('apply-retention').properties).toMatchObject({
      ScheduleExpression: 'cron(45 5 2 * ? *)',
      ScheduleExpressionTimezone: 'Europe/Stockholm',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>","of":"retention"}' },
    });
  });
});

test('What is scheduled is the check, the reports and the retention, and nothing else', () => {
  expect(all('AWS::Scheduler::Schedule')).toHaveLength(3);
});

describe.each(['check-deadlines', 'request-reports', 'apply-retention'])('The schedule of %s', (name) => {
  test('is tried again, and leaves a dead letter when its run cannot be started or keeps failing', () => {
    expect(scheduled(name).properties).toMatchObject({
      Target: {
        RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 4 * 60 * 60 },
        DeadLetterConfig: { Arn: expect.anything() },
      },
    });
    const runs = all('AWS::Lambda::EventInvokeConfig');
    expect(runs).toHaveLength(3);
    for (const { properties } of runs) {
      expect(properties).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
    }
  });
});
