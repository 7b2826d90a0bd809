/**
 * AWS's public list prices in US dollars: on demand, before tax, free tier and any agreement. DynamoDB's are those of US East
 * (N. Virginia) in its Price List of 2026-09-11, which other regions differ from: Stockholm's own list is to be looked up
 * before a budget rests on them. Lambda's (arm64, first tier, the same in both regions) and SQS's (standard queues) are as
 * published in September 2026 and in the years before.
 */
export const LIST_PRICES = {
  asOf: '2026-09-11',
  region: 'us-east-1',
  /** For a million read request units. */
  readUnits: 0.125,
  /** For a million write request units. */
  writeUnits: 0.625,
  /** For a million invocations. */
  invocations: 0.2,
  /** For a second of one gigabyte. */
  gigabyteSecond: 0.0000133334,
  /** For a million requests of up to 64 KB. */
  queueRequests: 0.4,
} as const;
