import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { serviceMetric } from './service-metric.ts';

const PERIOD = Duration.hours(1);
const NIGHT_AND_MARGIN_HOURS = 26;
/** What a night came to stays an alarm throughout the working day after it, and is told anew the next night. */
const UNTIL_EVENING_HOURS = 14;
const OLDEST_DAYS = 2;

export interface CheckAlarmsProps {
  readonly stage: StageConfig;
  /** What a check that does not happen costs a person. */
  readonly impact: string;
}

/** Wakes someone when a night's check did not come to its end, or left someone out. */
export class CheckAlarms extends Construct {
  constructor(scope: Construct, id: string, { stage, impact }: CheckAlarmsProps) {
    super(scope, id);
    new ImpactAlarm(this, 'NotFinished', {
      stage,
      name: 'no-finished-nightly-check',
      metric: serviceMetric(stage, 'NightlyChecksFinished', { period: PERIOD, statistic: 'sum' }),
      threshold: 1,
      periods: NIGHT_AND_MARGIN_HOURS,
      onAbsence: true,
      happened: `No check of the deadlines has come to its end for ${NIGHT_AND_MARGIN_HOURS} hours.`,
      impact,
      runbook: 'alarm-no-finished-nightly-check',
    });
    new ImpactAlarm(this, 'NotAssessed', {
      stage,
      name: 'cases-not-assessed',
      metric: serviceMetric(stage, 'CasesNotAssessed', { period: PERIOD, statistic: 'sum' }),
      threshold: 1,
      periods: UNTIL_EVENING_HOURS,
      lasting: true,
      happened: 'The nightly check could not judge a case that it found.',
      impact: 'A person whose promise may break is on no list, and nobody is told to help.',
      runbook: 'alarm-cases-not-assessed',
    });
    new ImpactAlarm(this, 'Oldest', {
      stage,
      name: 'oldest-unassessed',
      metric: serviceMetric(stage, 'OldestUnassessedDays', { period: PERIOD, statistic: 'max' }),
      threshold: OLDEST_DAYS,
      periods: UNTIL_EVENING_HOURS,
      lasting: true,
      happened: `A case that was due for a check had waited for it ${OLDEST_DAYS} days or longer.`,
      impact: 'A person whose promise broke or was about to was on no list all that time.',
      runbook: 'alarm-oldest-unassessed',
    });
  }
}
