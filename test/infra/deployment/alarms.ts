import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { RUNBOOK_ANCHORS } from '../../../infra/constructs/impact-alarm.ts';
import { FUNCTION_NAMES } from '../../../shared/config/functions.ts';
import { all, read } from './templates.ts';

const alarms = read(
  'AWS::CloudWatch::Alarm',
  z.object({
    AlarmName: z.string(),
    AlarmDescription: z.string(),
    Namespace: z.string(),
    MetricName: z.string(),
    Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
    Period: z.number(),
    EvaluationPeriods: z.number(),
    Threshold: z.number(),
    TreatMissingData: z.string(),
  }),
);

/** The logical ids of what alarms on a metric watch. */
function watched(metric: string): ReadonlyArray<string> {
  const found = alarms.filter(({ read: alarm }) => alarm.MetricName === metric);
  return found.flatMap(({ read: alarm }) =>
    alarm.Dimensions.map(
      ({ Value }) => /"([A-Za-z0-9]+)"(?:,"QueueName"\])?\}$/.exec(JSON.stringify(Value))?.[1] ?? '',
    ),
  );
}

describe('Alarms', () => {
  test.each(alarms.map(({ read: alarm }) => [alarm.AlarmName, alarm.AlarmDescription]))(
    '%s says what it means for a person, and where to read on',
    (_, description) => {
      expect(description).toMatch(/^.{20,}\. Runbook: README\.md#[a-z-]+$/);
      expect(description).toMatch(/\b(person|people)\b/);
    },
  );

  test('every chapter of the runbook has its alarm, and every alarm its chapter', () => {
    const anchors = new Set(alarms.map(({ read: alarm }) => alarm.AlarmDescription.split('#').at(-1)));
    expect([...anchors].toSorted()).toEqual(RUNBOOK_ANCHORS.toSorted());
  });

  test.each(['Errors', 'Throttles'])('there is one on the %s of every function', (metric) => {
    const functions = all('AWS::Lambda::Function').map(({ id }) => id);
    expect(functions).toHaveLength(FUNCTION_NAMES.length);
    expect(watched(metric).toSorted()).toEqual(functions.toSorted());
  });

  test('one rings at the first dead letter', () => {
    const dead = all('AWS::SQS::Queue').filter(({ properties }) => properties['RedrivePolicy'] === undefined);
    expect(watched('ApproximateNumberOfMessagesVisible').toSorted()).toEqual(dead.map(({ id }) => id).toSorted());
    const letters = alarms.filter(({ read: alarm }) => alarm.MetricName === 'ApproximateNumberOfMessagesVisible');
    expect(new Set(letters.map(({ read: alarm }) => alarm.Threshold))).toEqual(new Set([1]));
  });

  test('one rings when work waits too long in a queue', () => {
    const working = all('AWS::SQS::Queue').filter(({ properties }) => properties['RedrivePolicy'] !== undefined);
    expect(watched('ApproximateAgeOfOldestMessage').toSorted()).toEqual(working.map(({ id }) => id).toSorted());
  });

  test('one rings when the stream is behind, and one when the API fails', () => {
    expect(watched('IteratorAge')).toHaveLength(1);
    expect(watched('5xx')).toHaveLength(1);
  });

  test('one rings when no check has started for 26 hours, even if nothing at all is heard', () => {
    const [absence, ...others] = alarms.filter(({ read: alarm }) => alarm.MetricName === 'NightlyChecksStarted');
    expect(others).toEqual([]);
    expect(absence?.properties).toMatchObject({
      Namespace: 'jobbtorg-test',
      Dimensions: [{ Name: 'service', Value: 'check-deadlines' }],
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
    expect((absence?.read.Period ?? 0) * (absence?.read.EvaluationPeriods ?? 0)).toBe(26 * 60 * 60);
  });
});
