import { FUNCTIONS } from '../../infra/stacks/functions.ts';
import { LIST_PRICES } from './list-prices.ts';
import { figure, type Results } from './printing.ts';

/** What a night's check of some due cases took. */
export interface Night {
  readonly dueCases: number;
  readonly batches: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Requests to the table, by who makes them. */
  readonly sendingTrips: number;
  readonly assessingTrips: number;
}

const OPEN_CASES = 1_000_000;
const DUE_PART = 0.01;
const NIGHTS_A_MONTH = 365.25 / 12;
const MILLION = 1_000_000;
/** Assumed of a request to a table in the same region, the function's own work included; the embedded engine cannot say. */
const TRIP_SECONDS = 0.01;
/** A batch is sent, received and deleted. */
const QUEUE_REQUESTS = 3;

/** What the check costs a month with a million open cases, one in a hundred due each night. */
export function nightlyDollars(night: Night): Results {
  const nights = ((OPEN_CASES * DUE_PART) / night.dueCases) * NIGHTS_A_MONTH;
  const memory = (name: 'check-deadlines' | 'assess-cases') => FUNCTIONS[name].memoryMegabytes / 1024;
  const gigabyteSeconds =
    TRIP_SECONDS * (night.sendingTrips * memory('check-deadlines') + night.assessingTrips * memory('assess-cases'));
  const posts: ReadonlyArray<readonly [what: string, quantity: number, dollars: number]> = [
    ['read units', night.readUnits, LIST_PRICES.readUnits / MILLION],
    ['write units', night.writeUnits, LIST_PRICES.writeUnits / MILLION],
    ['invocations', night.batches, LIST_PRICES.invocations / MILLION],
    ['gigabyte seconds', gigabyteSeconds, LIST_PRICES.gigabyteSecond],
    ['queue requests', night.batches * QUEUE_REQUESTS, LIST_PRICES.queueRequests / MILLION],
  ];
  const rows = posts.map(
    ([what, quantity, dollars]) => [what, quantity * nights, quantity * nights * dollars] as const,
  );
  const sum = rows.reduce((total, [, , dollars]) => total + dollars, 0);
  return {
    title: 'A month of nightly checks with a million open cases, one in a hundred due each night',
    head: ['', 'a month', 'dollars'],
    rows: [
      ...rows.map(([what, quantity, dollars]) => [what, figure(quantity), figure(dollars, 2)]),
      ['together', '', figure(sum, 2)],
    ],
    notes: [
      `List prices of ${LIST_PRICES.region} as of ${LIST_PRICES.asOf}, on demand, without tax and free tier. Units as the ` +
        `engine counts them; ${TRIP_SECONDS * 1000} ms a request to the table are assumed. The feed's events, storage ` +
        'and the polling of empty queues are not counted.',
    ],
  };
}
