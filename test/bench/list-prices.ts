/**
 * AWS's public list prices for Europe (Stockholm), eu-north-1, in US dollars: on demand, before tax, free tier and any
 * agreement. As they stood on the pricing pages of DynamoDB (since it halved them in November 2024), Lambda (arm64, first
 * tier) and SQS (standard queues) in the middle of 2025, and not read again since: look them up before a budget rests on
 * them.
 */
export const LIST_PRICES = {
  asOf: '2025-07-01',
  region: 'eu-north-1',
  /** For a million read request units. */
  readUnits: 0.1342,
  /** For a million write request units. */
  writeUnits: 0.671,
  /** For a million invocations. */
  invocations: 0.2,
  /** For a second of one gigabyte. */
  gigabyteSecond: 0.0000133334,
  /** For a million requests of up to 64 KB. */
  queueRequests: 0.4,
} as const;
