import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { INDEXES } from '../../shared/adapters/table/keys.ts';
import { FUNCTION_NAMES } from '../../shared/config/functions.ts';
import type { MetricName } from '../../shared/observability/metrics.ts';
import { deployedName, type StageConfig } from '../config.ts';
import { DASHBOARD_ROWS, type DashboardRow, type RowName } from './dashboard-rows.ts';
import { ImpactAlarm, runbookPage } from './impact-alarm.ts';
import { serviceMetric } from './service-metric.ts';

/** The dashboard's own measure. */
const WHOLE_WIDTH = 24;
const TEXT_HEIGHT = 5;
const GRAPH_HEIGHT = 6;
const ALARMS_PER_LINE = 4;
const FIVE_MINUTES = Duration.minutes(5);
const ONE_HOUR = Duration.hours(1);
const SHOWN = Duration.days(3);

const TITLE =
  '# Jobbtorg i drift · Jobbtorg in operation\nUppifrån och ned i den ordning man tittar när det larmar. Ingenting här pekar ut någon. · From the top down, in the order to look when an alarm rings. Nothing here points anyone out.';

export interface OperationsDashboardProps {
  readonly stage: StageConfig;
  readonly api: HttpApi;
  readonly table: Table;
}

interface Graph {
  readonly title: string;
  readonly metrics: ReadonlyArray<IMetric>;
}

/**
 * What someone on call looks at, in the order to look: each row says what it shows and where its alarms' chapters are.
 * It shows every alarm of the deployment and every queue of its stack, so it is set up after all of them.
 */
export class OperationsDashboard extends Construct {
  private readonly stage: StageConfig;

  constructor(scope: Construct, id: string, { stage, api, table }: OperationsDashboardProps) {
    super(scope, id);
    this.stage = stage;
    const graphs: Readonly<Record<RowName, ReadonlyArray<Graph>>> = {
      promises: this.promises(),
      calls: this.calls(api),
      queues: this.queues(),
      stream: [
        {
          title: 'Efter tabellen, ms · Behind the table, ms',
          metrics: [this.ofFunction('publish-events', 'IteratorAge', 'max')],
        },
      ],
      table: tableGraphs(table),
    };
    const alarms = this.node.root.node.findAll().filter((construct) => construct instanceof ImpactAlarm);
    new Dashboard(this, 'Dashboard', {
      dashboardName: deployedName(stage, 'operations'),
      defaultInterval: SHOWN,
      widgets: [
        [new TextWidget({ markdown: TITLE, width: WHOLE_WIDTH, height: 2 })],
        ...DASHBOARD_ROWS.flatMap((row) => this.row(row, alarms, graphs[row.name])),
      ],
    });
  }

  private row(
    row: DashboardRow,
    alarms: ReadonlyArray<ImpactAlarm>,
    graphs: ReadonlyArray<Graph>,
  ): Array<Array<IWidget>> {
    const own = alarms.filter(({ runbook }) => row.runbook.includes(runbook));
    const width = WHOLE_WIDTH / graphs.length;
    return [
      [new TextWidget({ markdown: explained(row), width: WHOLE_WIDTH, height: TEXT_HEIGHT })],
      ...(own.length === 0 ? [] : [[this.states(own)]]),
      graphs.map(({ title, metrics }) => new GraphWidget({ title, left: [...metrics], width, height: GRAPH_HEIGHT })),
    ];
  }

  /** Alarms by their names: some are of another stack, which is not to be tied to this one. */
  private states(alarms: ReadonlyArray<ImpactAlarm>): IWidget {
    return new AlarmStatusWidget({
      title: 'Larm · Alarms',
      alarms: alarms.map(({ alarmName }) => Alarm.fromAlarmName(this, alarmName, alarmName)),
      width: WHOLE_WIDTH,
      height: 1 + Math.ceil(alarms.length / ALARMS_PER_LINE),
    });
  }

  private promises(): ReadonlyArray<Graph> {
    const told = (name: MetricName, statistic: 'sum' | 'max' = 'sum') =>
      serviceMetric(this.stage, name, { period: ONE_HOUR, statistic });
    return [
      {
        title: 'Ärenden i nattens kontroll · Cases in the nightly check',
        metrics: [told('CasesDue'), told('DeadlinesWarned'), told('DeadlinesMissed'), told('CasesNotAssessed')],
      },
      {
        title: 'Äldsta okontrollerade ärende, dygn · Oldest unassessed case, days',
        metrics: [told('OldestUnassessedDays', 'max')],
      },
      { title: 'Kontrollens längd, s · How long the check took, s', metrics: [told('CheckDurationSeconds', 'max')] },
      {
        title: 'Kontroller påbörjade och avslutade · Checks started and finished',
        metrics: [told('NightlyChecksStarted'), told('NightlyChecksFinished')],
      },
    ];
  }

  private calls(api: HttpApi): ReadonlyArray<Graph> {
    const counted = { period: FIVE_MINUTES, statistic: 'sum' } as const;
    const perFunction = (metricName: string, statistic: string) =>
      FUNCTION_NAMES.map((name) => this.ofFunction(name, metricName, statistic));
    return [
      {
        title: 'Anrop · Calls',
        metrics: [api.metricCount(counted), api.metricClientError(counted), api.metricServerError(counted)],
      },
      { title: 'Funktionernas tid p95, ms · Functions, p95, ms', metrics: perFunction('Duration', 'p95') },
      {
        title: 'Funktionernas fel · Errors of functions',
        metrics: [...perFunction('Errors', 'sum'), ...perFunction('Throttles', 'sum')],
      },
      {
        title: 'Remisser, tokens utan part · Referrals, tokens without a party',
        metrics: [
          serviceMetric(this.stage, 'ReferralsReceived', counted),
          serviceMetric(this.stage, 'TokensWithoutParty', counted),
        ],
      },
    ];
  }

  private queues(): ReadonlyArray<Graph> {
    const queues = Stack.of(this)
      .node.findAll()
      .filter((construct) => construct instanceof Queue);
    const working = queues.filter(({ deadLetterQueue }) => deadLetterQueue !== undefined);
    const deadLetters = queues.filter(({ deadLetterQueue }) => deadLetterQueue === undefined);
    const largest = { period: FIVE_MINUTES, statistic: 'max' } as const;
    const waiting = (queue: Queue) => queue.metricApproximateNumberOfMessagesVisible(largest);
    return [
      { title: 'Väntande meddelanden · Messages that wait', metrics: working.map(waiting) },
      {
        title: 'Det äldsta, s · The oldest, s',
        metrics: working.map((queue) => queue.metricApproximateAgeOfOldestMessage(largest)),
      },
      { title: 'Undanlagda meddelanden · Dead letters', metrics: deadLetters.map(waiting) },
    ];
  }

  private ofFunction(name: (typeof FUNCTION_NAMES)[number], metricName: string, statistic: string): Metric {
    const dimensionsMap = { FunctionName: deployedName(this.stage, name) };
    return new Metric({ namespace: 'AWS/Lambda', metricName, dimensionsMap, period: FIVE_MINUTES, statistic });
  }
}

function tableGraphs({ tableName: TableName }: Table): ReadonlyArray<Graph> {
  const ofTable = (metricName: string, GlobalSecondaryIndexName?: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName, ...(GlobalSecondaryIndexName === undefined ? {} : { GlobalSecondaryIndexName }) },
      period: FIVE_MINUTES,
      statistic: 'sum',
    });
  const withIndexes = (metricName: string) => [
    ofTable(metricName),
    ...Object.values(INDEXES).map(({ name }) => ofTable(metricName, name)),
  ];
  return [
    {
      title: 'Förbrukad kapacitet · Consumed capacity',
      metrics: [...withIndexes('ConsumedReadCapacityUnits'), ...withIndexes('ConsumedWriteCapacityUnits')],
    },
    {
      title: 'Strypta anrop · Throttled requests',
      metrics: [...withIndexes('ReadThrottleEvents'), ...withIndexes('WriteThrottleEvents')],
    },
    {
      title: 'Villkor som inte höll · Conditions that failed',
      metrics: [ofTable('ConditionalCheckFailedRequests'), ofTable('TransactionConflict')],
    },
  ];
}

function explained({ title, explanation, runbook }: DashboardRow): string {
  const chapters = runbook.map((anchor) => `\`${runbookPage(anchor)}\``).join(', ');
  return [
    `## ${title.sv} · ${title.en}`,
    explanation.sv,
    explanation.en,
    ...(chapters === '' ? [] : [`Handbok · Runbook: ${chapters}`]),
  ].join('\n\n');
}
