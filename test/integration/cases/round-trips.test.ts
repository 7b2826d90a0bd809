import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, startCaseWorld } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';

describe('What a call costs in round trips to the table', () => {
  let world: CaseWorld;
  let trips = 0;
  let id = '';
  beforeAll(async () => {
    world = await startCaseWorld();
    await world.call('POST', '/v1/referrals', aReferral('warm-up'), { key: 'warm-up-key' });
    world.table.client.middlewareStack.add(
      (next) => async (given) => {
        trips++;
        return next(given);
      },
      { step: 'build', name: 'countTrips' },
    );
  });
  afterAll(() => world.stop());

  const tripsOf = async (call: () => ReturnType<CaseWorld['call']>): Promise<[status: number, trips: number]> => {
    trips = 0;
    const { status, body } = await call();
    id = body.id ?? id;
    return [status, trips];
  };
  const post = (path: string, body: unknown) => tripsOf(() => world.call('POST', `/v1/cases/${id}/${path}`, body));

  it('is one for a referral', async () => {
    const refer = () => world.call('POST', '/v1/referrals', aReferral('counted'), { key: 'counted-key' });
    expect(await tripsOf(refer)).toEqual([201, 1]);
  });

  it('is two for a command, and two for a read', async () => {
    expect(await post('enrolments', { heldOn: '2026-03-02', form: 'group-information' })).toEqual([201, 2]);
    expect(await post('plans', aPlan('2026-03-02'))).toEqual([201, 2]);
    expect(await tripsOf(() => world.call('GET', `/v1/cases/${id}`))).toEqual([200, 2]);
    expect(await tripsOf(() => world.call('GET', `/v1/cases/${id}/facts`))).toEqual([200, 2]);
  });

  it('is two for each case that a check judges', async () => {
    await world.night('2026-03-05');
    trips = 0;
    const run = await world.night('2026-03-10');
    const spent = trips;
    const casesJudged = 2;
    const shards = Array.from({ length: 8 }, () => ['read', 'ended']);
    const ends = Array.from({ length: 8 }, () => 'end');
    const runItself = ['run', ...shards.flat(), ...ends, 'dispatched', 'read', 'shown'];
    const batches = (await world.deps.runs.get(run.id))?.batches.length ?? 0;
    expect(spent).toBe(runItself.length + 3 * batches + 2 * casesJudged);
  });
});
