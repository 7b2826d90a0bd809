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
  'alarm-no-nightly-check',
] as const;
export type RunbookAnchor = (typeof RUNBOOK_ANCHORS)[number];

export interface ImpactAlarmProps {
  readonly stage: StageConfig;
  /** The end of the alarm's name, such as `handle-case-errors`. */
  readonly name: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** How many periods of the metric must breach; one unless said. */
  readonly periods?: number;
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
  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    super(scope, id);
    const { stage, name, metric, threshold, periods = 1, onAbsence = false, happened, impact, runbook } = props;
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: deployedName(stage, name),
      alarmDescription: `${happened} ${impact} Runbook: README.md#${runbook}`,
      metric,
      threshold,
      evaluationPeriods: periods,
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
