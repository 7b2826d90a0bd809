import type { FunctionName } from '../config/functions.ts';

/** In what a metric is told. CloudWatch knows no unit of days. */
export type MetricUnitName = 'Count' | 'Seconds' | 'Days';

/** What a metric is told in, and whose work it measures, whichever function tells it. */
interface CataloguedMetric {
  readonly unit: MetricUnitName;
  readonly of: FunctionName;
}

/** Every metric that the functions tell of their own work; alarms and the dashboard can name no others. */
export const METRICS = {
  /** Referrals that became a case. */
  ReferralsReceived: { unit: 'Count', of: 'receive-referral' },
  /** Tokens issued to a client that stands for no district, office or city, and so may do nothing. */
  TokensWithoutParty: { unit: 'Count', of: 'issue-claims' },
  /** Checks that the schedule started. */
  NightlyChecksStarted: { unit: 'Count', of: 'check-deadlines' },
  /** Checks of the latest night, scheduled or asked for, all of whose cases have been looked at. */
  NightlyChecksFinished: { unit: 'Count', of: 'check-deadlines' },
  /** From the start of a check until its last batch was assessed. */
  CheckDurationSeconds: { unit: 'Seconds', of: 'check-deadlines' },
  /** Cases that a check found. */
  CasesDue: { unit: 'Count', of: 'check-deadlines' },
  /** How long the case that has waited longest had waited when a check began; nought on an ordinary night. */
  OldestUnassessedDays: { unit: 'Days', of: 'check-deadlines' },
  DeadlinesWarned: { unit: 'Count', of: 'assess-cases' },
  DeadlinesMissed: { unit: 'Count', of: 'assess-cases' },
  /** Cases that a check found and could not assess. */
  CasesNotAssessed: { unit: 'Count', of: 'assess-cases' },
} as const satisfies Readonly<Record<string, CataloguedMetric>>;

export type MetricName = keyof typeof METRICS;
