import { describe, expect, it } from 'vitest';
import { nightlyDollars } from '../../bench/nightly-dollars.ts';

describe('What a month of nightly checks costs', () => {
  it('is what a night took, for ten thousand due cases and as many nights as a month has', () => {
    const night = {
      dueCases: 2000,
      batches: 40,
      readUnits: 2000,
      writeUnits: 20_000,
      sendingTrips: 60,
      assessingTrips: 4000,
    };
    const quantities = nightlyDollars(night).rows.map(([what, quantity]) => [what, quantity]);
    // Five times as much a night, 30.4375 nights; both functions have a gigabyte, and a request takes 10 ms.
    expect(quantities).toEqual([
      ['read units', '304 375'],
      ['write units', '3 043 750'],
      ['invocations', '6 088'],
      ['gigabyte seconds', '6 179'],
      ['queue requests', '18 263'],
      ['together', ''],
    ]);
  });
});
