import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS, type MetricName } from '../../shared/observability/metrics.ts';
import { metricsNamespace, type StageConfig } from '../config.ts';

/** A number that the functions of a stage tell of their own work. */
export function serviceMetric(
  stage: StageConfig,
  metricName: MetricName,
  { period, statistic }: { readonly period: Duration; readonly statistic: 'sum' | 'max' },
): Metric {
  const dimensionsMap = { service: METRICS[metricName].of };
  return new Metric({ namespace: metricsNamespace(stage), metricName, dimensionsMap, period, statistic });
}
