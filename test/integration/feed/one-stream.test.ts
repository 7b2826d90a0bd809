import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CITY } from '../../support/case-world.ts';
import { aReferral } from '../../support/referrals.ts';
import { type FeedWorld, idsOf, startFeedWorld } from './feed-world.ts';

describe('What is recorded and what is to be done', () => {
  let world: FeedWorld;
  beforeAll(async () => {
    world = await startFeedWorld();
  });
  afterAll(() => world.stop());

  it('come by one stream: a night’s work goes to its queue, what was recorded and found into the feed', async () => {
    world.setClock('2026-03-02T09:00:00.000Z');
    const { body } = await world.call('POST', '/v1/referrals', aReferral('one'), { key: 'refer-one-1' });
    await world.night('2026-03-05');
    await world.night('2026-03-10');
    await world.publish();
    expect(world.sent).toMatchObject([
      { kind: 'dispatch-check', asOf: '2026-03-05', part: 1 },
      { kind: 'assess-cases', asOf: '2026-03-05', cases: [body.id] },
      { kind: 'dispatch-check', asOf: '2026-03-10', part: 1 },
      { kind: 'assess-cases', asOf: '2026-03-10', cases: [body.id] },
    ]);
    const events = await world.readAll(CITY);
    expect(idsOf(events)).toEqual([`${body.id}/1`, `${body.id}/2`, `${body.id}/3`]);
    expect(events.map(({ type }) => type)).toEqual(['case.received', 'deadline.warned', 'deadline.missed']);
  });

  it('bring back nothing of what the feed itself writes', async () => {
    expect(await world.newRecords()).toEqual([]);
  });
});
