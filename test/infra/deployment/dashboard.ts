import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { FUNCTION_NAMES } from '../../../shared/config/functions.ts';
import { METRICS, type MetricName } from '../../../shared/observability/metrics.ts';
import { typeScriptFiles } from '../../architecture/source-files.ts';
import { all, literal, only, read } from './templates.ts';

const widgetSchema = z.object({
  type: z.string(),
  properties: z.object({
    markdown: z.string().default(''),
    alarms: z.array(z.string()).default([]),
    title: z.string().default(''),
    metrics: z.array(z.array(z.unknown())).default([]),
  }),
});
type Widget = z.infer<typeof widgetSchema>;

const { properties } = only('AWS::CloudWatch::Dashboard');
const { widgets } = z
  .object({ widgets: z.array(widgetSchema) })
  .parse(JSON.parse(literal(properties['DashboardBody'])));
const [heading, ...rest] = widgets;

/** The rows below the heading: each begins with its explanation. */
const rows = rest.flatMap((widget, index) => {
  const next = rest.findIndex(({ type }, later) => later > index && type === 'text');
  return widget.type === 'text' ? [rest.slice(index, next === -1 ? rest.length : next)] : [];
});
const explanationOf = (row: ReadonlyArray<Widget>) => row[0]?.properties.markdown ?? '';
const alarmsOf = (row: ReadonlyArray<Widget>) => row.flatMap((widget) => widget.properties.alarms);

/** What the graphs show: namespace, metric, and the names and values that say of what. */
const shown = widgets.flatMap((widget) =>
  widget.properties.metrics.map((metric) => metric.filter((part) => typeof part === 'string')),
);

const alarms = read('AWS::CloudWatch::Alarm', z.object({ AlarmName: z.string(), AlarmDescription: z.string() }));

describe('The dashboard', () => {
  test('is titled in Swedish with English beside', () => {
    expect(properties['DashboardName']).toBe('jobbtorg-test-operations');
    expect(heading?.properties.markdown).toMatch(/^# Jobbtorg i drift · Jobbtorg in operation\n/);
  });

  test('has its rows in the order in which someone on call looks', () => {
    expect(rows.map((row) => explanationOf(row).split('\n')[0])).toEqual([
      '## Löftena i natt · Promises tonight',
      '## Remisser och anrop · Referrals and calls',
      '## Köer · Queues',
      '## Ström · Stream',
      '## Tabell · Table',
    ]);
  });

  test('explains every row in both languages, and titles every graph in both', () => {
    for (const row of rows) expect(explanationOf(row)).toMatch(/^## .+ · .+\n\n[^\n]{60,}\n\n[^\n]{60,}/);
    const titled = rest.filter(({ type }) => type !== 'text');
    for (const widget of titled) expect(widget.properties.title).toMatch(/^\S.+ · \S.+$/);
  });

  test('shows every alarm there is once, in the row that points at its chapter of the runbook', () => {
    const told = rows.flatMap((row) =>
      alarmsOf(row).map((arn) => ({ name: arn.split(':alarm:').at(-1), explanation: explanationOf(row) })),
    );
    expect(told.map(({ name }) => name).toSorted()).toEqual(
      alarms.map(({ read: { AlarmName } }) => AlarmName).toSorted(),
    );
    for (const { name, explanation } of told) {
      const alarm = alarms.find(({ read: { AlarmName } }) => AlarmName === name);
      const chapter = alarm?.read.AlarmDescription.split(' ').at(-1);
      expect(explanation).toContain(`\`${chapter}\``);
    }
  });

  test('shows every number that the functions tell, where it is told, and none that nobody tells', () => {
    const own = shown.filter(([namespace]) => namespace === 'jobbtorg-test').map((metric) => metric.slice(1));
    const catalogued = Object.entries(METRICS).map(([name, { of }]) => [name, 'service', of]);
    expect(own.toSorted()).toEqual(catalogued.toSorted());
  });

  test('shows how long each function takes, and when it fails', () => {
    for (const name of FUNCTION_NAMES) {
      for (const metric of ['Duration', 'Errors', 'Throttles']) {
        expect(shown).toContainEqual(['AWS/Lambda', metric, 'FunctionName', `jobbtorg-test-${name}`]);
      }
    }
  });

  test('shows every queue, working or of dead letters', () => {
    const body = JSON.stringify(properties['DashboardBody']);
    for (const { id } of all('AWS::SQS::Queue')) expect(body).toContain(`"Fn::GetAtt":["${id}","QueueName"]`);
  });

  test('shows calls, the lag of the stream, and what the table consumes, refuses and contends', () => {
    const names = new Set(shown.map(([namespace, metric]) => `${namespace} ${metric}`));
    expect([...names]).toEqual(
      expect.arrayContaining([
        'AWS/ApiGateway Count',
        'AWS/ApiGateway 4xx',
        'AWS/ApiGateway 5xx',
        'AWS/Lambda IteratorAge',
        'AWS/DynamoDB ConsumedReadCapacityUnits',
        'AWS/DynamoDB ConsumedWriteCapacityUnits',
        'AWS/DynamoDB ReadThrottleEvents',
        'AWS/DynamoDB WriteThrottleEvents',
        'AWS/DynamoDB ConditionalCheckFailedRequests',
      ]),
    );
  });
});

describe('The catalogue of numbers', () => {
  const sources = typeScriptFiles().filter(({ path }) => /^(?:functions|shared)\//.test(path));
  const isMetric = (name: string): name is MetricName => name in METRICS;

  test.each(Object.keys(METRICS).filter(isMetric))('%s is told somewhere in the code', (name) => {
    expect(sources.filter(({ text }) => text.includes(`.count('${name}',`))).not.toEqual([]);
  });
});
