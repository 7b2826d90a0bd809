import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { RUNBOOK_ANCHORS } from '../../../infra/constructs/impact-alarm.ts';
import { FUNCTION_NAMES } from '../../../shared/config/functions.ts';
import { METRICS } from '../../../shared/observability/metrics.ts';
import { read as readSource } from '../../architecture/source-files.ts';
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

/** The runbook's chapters on alarms, by their headings, and what is written in each. */
const chapters = readSource('README.md')
  .text.split(/^### /m)
  .filter((chapter) => chapter.startsWith('alarm-'))
  .map((chapter) => ({
    anchor: chapter.slice(0, chapter.indexOf('\n')),
    text: chapter.slice(chapter.indexOf('\n')).split(/^#/m)[0]?.trim() ?? '',
  }));

/** The only alarm on a metric. */
function alarmOn(metric: keyof typeof METRICS) {
  const [found, ...others] = alarms.filter(({ read: alarm }) => alarm.MetricName === metric);
  expect(others).toEqual([]);
  return found;
}

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
    expect(chapters.map(({ anchor }) => anchor).toSorted()).toEqual(RUNBOOK_ANCHORS.toSorted());
  });

  test.each(chapters)('$anchor says in the runbook what it means and what to do', ({ text }) => {
    expect(text.split(/\.\s/).length).toBeGreaterThanOrEqual(2);
  });

  test("those on the functions' own numbers watch a number that is told, where it is told", () => {
    const own = alarms.filter(({ read: alarm }) => alarm.Namespace === 'jobbtorg-test');
    expect(own.map(({ read: { MetricName, Dimensions } }) => [MetricName, Dimensions]).toSorted()).toEqual([
      ['CasesNotAssessed', [{ Name: 'service', Value: METRICS.CasesNotAssessed.of }]],
      ['NightlyChecksFinished', [{ Name: 'service', Value: METRICS.NightlyChecksFinished.of }]],
      ['OldestUnassessedDays', [{ Name: 'service', Value: METRICS.OldestUnassessedDays.of }]],
    ]);
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

  test('one rings when no check has come to its end for 26 hours, even if nothing at all is heard', () => {
    const absence = alarmOn('NightlyChecksFinished');
    expect(absence?.properties).toMatchObject({
      AlarmName: 'jobbtorg-test-no-finished-nightly-check',
      Statistic: 'Sum',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
    expect(absence?.properties).not.toHaveProperty('DatapointsToAlarm');
    expect((absence?.read.Period ?? 0) * (absence?.read.EvaluationPeriods ?? 0)).toBe(26 * 60 * 60);
  });

  test.each([
    ['CasesNotAssessed', 'one case that could not be assessed', { Statistic: 'Sum', Threshold: 1 }],
    ['OldestUnassessedDays', 'a case that had waited for two days', { Statistic: 'Maximum', Threshold: 2 }],
  ] as const)('one on %s rings at %s and lasts into the evening, but not until the next night', (metric, _, how) => {
    const alarm = alarmOn(metric);
    expect(alarm?.properties).toMatchObject({
      ...how,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      DatapointsToAlarm: 1,
      TreatMissingData: 'notBreaching',
    });
    const hours = ((alarm?.read.Period ?? 0) * (alarm?.read.EvaluationPeriods ?? 0)) / 3600;
    expect(hours).toBeGreaterThanOrEqual(12);
    expect(hours).toBeLessThan(23);
  });
});
