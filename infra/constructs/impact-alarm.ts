import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { deployedName, type StageConfig } from '../config.ts';

/** The runbook's chapters in the README, by the anchors that alarms point at. */
export const RUNBOOK_ANCHORS = [
  'alarm-api-failures',
  'alarm-function-errors',
  'alarm-throttles',
  'alarm-dead-letters',
  'alarm-old-messages',
  'alarm-stream-behind',
  'alarm-no-finished-nightly-check',
  'alarm-cases-not-assessed',
  'alarm-oldest-unassessed',
] as const;
export type RunbookAnchor = (typeof RUNBOOK_ANCHORS)[number];

/** Where a chapter of the runbook is read. */
export function runbookPage(anchor: RunbookAnchor): string {
  return `README.md#${anchor}`;
}

export interface ImpactAlarmProps {
  readonly stage: StageConfig;
  /** The end of the alarm's name, such as `handle-case-errors`. */
  readonly name: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** How many periods of the metric must breach; one unless said. */
  readonly periods?: number;
  /** Whether one breaching period among them is enough, so that the alarm lasts as long as they do. */
  readonly lasting?: boolean;
  /** Whether the alarm rings when the metric is below the threshold or absent, instead of at or above it. */
  readonly onAbsence?: boolean;
  /** What the system sees, as a sentence. */
  readonly happened: string;
  /** What that costs a person, as a sentence. */
  readonly impact: string;
  readonly runbook: RunbookAnchor;
}

/** An alarm that whoever it wakes can understand: what happened, what it costs a person, and where to read on. */
export class ImpactAlarm extends Construct {
  readonly alarmName: string;
  readonly runbook: RunbookAnchor;

  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    super(scope, id);
    const { stage, metric, threshold, periods = 1, lasting = false, onAbsence = false, happened, impact } = props;
    this.alarmName = deployedName(stage, props.name);
    this.runbook = props.runbook;
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: this.alarmName,
      alarmDescription: `${happened} ${impact} Runbook: ${runbookPage(this.runbook)}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      ...(lasting ? { datapointsToAlarm: 1 } : {}),
      comparisonOperator: onAbsence
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: onAbsence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const { alarmTopicArn } = stage;
    if (alarmTopicArn !== null) {
      const wake = { bind: () => ({ alarmActionArn: alarmTopicArn }) };
      alarm.addAlarmAction(wake);
      alarm.addOkAction(wake);
    }
  }
}
