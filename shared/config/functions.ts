/** Every deployed function, named verb-noun as its folder is. */
export const FUNCTION_NAMES = [
  'receive-referral',
  'handle-case',
  'receive-history',
  'check-deadlines',
  'assess-cases',
  'publish-events',
  'read-feed',
  'request-reports',
  'build-report',
  'print-report',
  'apply-retention',
  'describe-api',
  'issue-claims',
] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];
