import { expect } from 'vitest';
import { isTransient } from '../../shared/ports/failures.ts';
import { DELIVERIES } from '../../shared/ports/work.ts';
import type { StartedRun } from '../support/case-world.ts';
import type { FaultWorld } from '../support/fault-world.ts';
import type { Deed } from './deeds.ts';
import { PATIENCE } from './sending.ts';

export type Deliveries = Extract<Deed, { do: 'nights' }>['deliveries'];

/** Does something as a queue or a schedule would: again when it failed by bad luck. */
async function persistently<T>(act: (time: number) => Promise<T>): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await act(time);
    } catch (error) {
      if (!isTransient(error) || time === PATIENCE) throw error;
    }
  }
}

/** Starts a run as of a day, as the schedule would. */
export function startRun(world: FaultWorld, asOf: string): Promise<StartedRun> {
  return world.startRun(asOf, persistently);
}

/** Delivers the batches of a run, each until it is assessed, as often as it is said. */
export async function deliver(world: FaultWorld, run: StartedRun, deliveries: Deliveries): Promise<void> {
  for (const batch of run.batches) {
    const assess = () => persistently((time) => world.assess(run, batch, Math.min(time, DELIVERIES - 1)));
    if (deliveries === 'at-once') await Promise.all([assess(), assess()]);
    if (deliveries === 'once' || deliveries === 'twice') await assess();
    if (deliveries === 'twice') await assess();
  }
}

/** What the batches of some runs have counted together, once they have all been delivered. */
export async function counted({ deps }: FaultWorld, runs: ReadonlyArray<StartedRun>): Promise<number> {
  const results = await Promise.all(
    runs.map(
      async ({ id }) => (await persistently(() => deps.runs.get(id)))?.batches.map(({ result }) => result) ?? [],
    ),
  );
  return results.flat().reduce((sum, result) => {
    expect(result?.failed).toEqual([]);
    return sum + (result?.warned ?? 0) + (result?.missed ?? 0);
  }, 0);
}
