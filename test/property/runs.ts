const deep = process.env['JOBBTORG_DEEP'] !== undefined;

/** How many examples each property is tried on: a few hundred on every change, many with `JOBBTORG_DEEP`. */
export const RUNS = { numRuns: deep ? 20_000 : 500 } as const;
