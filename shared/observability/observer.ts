import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { LOG_CODES, type LogCode, type LogFields } from './log-codes.ts';
import { METRICS, type MetricName, type MetricUnitName } from './metrics.ts';

/** What a function may tell about itself: catalogued log lines and counted things, never whole objects. */
export interface Observer {
  log<C extends LogCode>(code: C, fields: LogFields<C>): void;
  /** An error of ours: its class and its place in the code, never its message, which may hold what it failed on. */
  failed<C extends LogCode>(code: C, error: unknown, fields: LogFields<C>): void;
  /** A number of the catalogue, told under the function whose work it measures. */
  count(metric: MetricName, value: number): void;
  /** Starts an invocation with nothing left of the one before. */
  begin(): void;
  /** Writes out the invocation's metrics. */
  end(): void;
}

const UNITS = {
  Count: MetricUnit.Count,
  Seconds: MetricUnit.Seconds,
  Days: MetricUnit.NoUnit,
} as const satisfies Record<MetricUnitName, string>;

/** The observer of a deployed function, writing to CloudWatch's formats on standard output; the stage names its metrics. */
export function lambdaObserver(serviceName: string): Observer {
  const logger = new Logger({ serviceName });
  const metricsOf = new Map<string, Metrics>();
  const write = (code: LogCode, extra: Readonly<Record<string, unknown>>) => {
    const { level, sentence } = LOG_CODES[code];
    logger[level](sentence, { code, ...extra });
  };
  return {
    log: (code, fields) => write(code, fields),
    failed: (code, error, fields) => write(code, { ...fields, ...describe(error) }),
    count: (metric, value) => {
      const { unit, of } = METRICS[metric];
      const metrics = metricsOf.get(of) ?? new Metrics({ serviceName: of });
      metricsOf.set(of, metrics);
      metrics.addMetric(metric, UNITS[unit], value);
    },
    begin: () => logger.resetKeys(),
    end: () => {
      for (const metrics of metricsOf.values()) if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

function describe(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    error: error.name,
    at: frames
      .slice(0, 6)
      .map((frame) => frame.trim())
      .join(' < '),
  };
}
