/** How many examples each property is tried on: a few hundred on every change, many with `JOBBTORG_DEEP`. */
export const RUNS = { numRuns: process.env['JOBBTORG_DEEP'] === undefined ? 500 : 20_000 } as const;
