import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../support/fault-plans.ts';
import { type FaultWorlds, startFaultWorlds } from '../support/fault-world.ts';
import { story } from './deeds.ts';
import { mishapsOf, RUNS, STEPS } from './runs.ts';
import { live } from './story.ts';
import { newTally } from './tally.ts';

describe('A city whose people are referred, planned for, moved and lost sight of, while everything goes wrong', () => {
  let worlds: FaultWorlds;
  const tally = newTally();
  beforeAll(async () => {
    worlds = await startFaultWorlds();
  });
  afterAll(() => worlds.stop());

  it('is at every step as a far simpler model of it says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), story(STEPS), async (seed, told) => {
        const world = await worlds.create();
        world.proxy.follow(mishapsOf(seed));
        tally.count('runs', 'stories');
        await live(world, told, tally);
        await world.table.stop();
      }),
      RUNS,
    );
    console.info(tally.table(worlds.proxy.met));
    expect([...worlds.proxy.met.keys()].toSorted()).toEqual(FAULTS.toSorted());
  });
});
