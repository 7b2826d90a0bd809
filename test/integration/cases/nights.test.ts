import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, startCaseWorld } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';

/** Refers people on 2 March 2026, whose promises fall due on 9 March, and does some of what was promised. */
async function aWeekInMarch(world: CaseWorld) {
  world.setClock('2026-03-02T09:00:00.000Z');
  const refer = async (localId: string) => {
    const answer = await world.call('POST', '/v1/referrals', aReferral(localId), { key: `key-${localId}` });
    return String(answer.body.id);
  };
  const [kept, broken, late] = [
    await refer('kept-in-time'),
    await refer('broken-promise'),
    await refer('kept-too-late'),
  ];
  const approve = async (caseId: string, on: string, at: string) => {
    world.setClock(at);
    const post = (path: string, body: unknown) => world.call('POST', `/v1/cases/${caseId}/${path}`, body);
    await post('enrolments', { heldOn: on, form: 'group-information' });
    await post('plans', aPlan(on));
    const answered = { answer: 'approved', answeredOn: on, method: 'in-person', language: 'sv' };
    return post('plans/1/answers', answered);
  };
  await approve(kept, '2026-03-04', '2026-03-04T12:00:00.000Z');
  return { kept, broken, late, approve };
}

const findingsOf = async (world: CaseWorld) =>
  (await world.call('GET', '/v1/findings', undefined, { query: { limit: '100' } })).body.items.map(
    (finding: { caseId: string; kind: string; asOf: string; annotation: string | null }) => [
      finding.caseId,
      finding.kind,
      finding.asOf,
      finding.annotation,
    ],
  );

describe('The nightly check', () => {
  const worlds: Array<CaseWorld> = [];
  const newWorld = async () => {
    const world = await startCaseWorld();
    worlds.push(world);
    return world;
  };
  afterAll(() => Promise.all(worlds.map((world) => world.stop())));
  let nightly: CaseWorld;
  beforeAll(async () => {
    nightly = await newWorld();
  });

  it('warns two working days before the promise breaks and finds it broken the day after, each once', async () => {
    const { broken, late } = await aWeekInMarch(nightly);
    const nights: Record<string, unknown> = {};
    for (const asOf of ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10', '2026-03-11']) {
      const { found, warned, missed } = await nightly.night(asOf);
      nights[asOf] = [found, warned, missed];
    }
    expect(nights).toEqual({
      '2026-03-04': [0, 0, 0],
      '2026-03-05': [2, 2, 0],
      '2026-03-06': [0, 0, 0],
      '2026-03-09': [0, 0, 0],
      '2026-03-10': [2, 0, 2],
      '2026-03-11': [0, 0, 0],
    });
    expect(await findingsOf(nightly)).toEqual(
      expect.arrayContaining([
        [broken, 'warned', '2026-03-05', null],
        [broken, 'missed', '2026-03-10', null],
        [late, 'warned', '2026-03-05', null],
        [late, 'missed', '2026-03-10', null],
      ]),
    );
    expect((await findingsOf(nightly)).length).toBe(4);
  });

  it('finds after skipped nights what those nights would have, with the same dates', async () => {
    const skipped = await newWorld();
    await aWeekInMarch(skipped);
    const run = await skipped.night('2026-03-11');
    expect([run.found, run.assessed, run.warned, run.missed, run.failed]).toEqual([2, 2, 2, 2, 0]);
    const dates = (items: ReadonlyArray<ReadonlyArray<unknown>>) => items.map(([, kind, asOf]) => [kind, asOf]);
    expect(dates(await findingsOf(skipped))).toEqual(dates(await findingsOf(nightly)));
  });

  it('says beside a finding when a fact registered later shows that the promise was kept', async () => {
    const world = await newWorld();
    const { late, approve } = await aWeekInMarch(world);
    await world.night('2026-03-10');
    const answer = await approve(late, '2026-03-09', '2026-03-10T13:00:00.000Z');
    expect(answer.body.clocks[0]).toMatchObject({ state: 'met', stoppedOn: '2026-03-09', registeredOn: '2026-03-10' });
    const own = (await findingsOf(world)).filter(([caseId]: [string]) => caseId === late);
    expect(own).toEqual([
      [late, 'warned', '2026-03-05', null],
      [late, 'missed', '2026-03-10', 'met-but-registered-late'],
    ]);
  });

  it('counts the same when its batches are delivered twice', async () => {
    const world = await newWorld();
    await aWeekInMarch(world);
    const run = await world.night('2026-03-10', () => 2);
    expect([run.found, run.assessed, run.warned, run.missed, run.unchanged]).toEqual([2, 2, 2, 2, 0]);
    expect((await findingsOf(world)).length).toBe(4);
  });

  it('goes on with the nights that follow when a batch is never delivered', async () => {
    const world = await newWorld();
    await aWeekInMarch(world);
    const lost = await world.night('2026-03-10', () => 0);
    expect([lost.found, lost.assessed, lost.finishedAt]).toEqual([2, 0, null]);
    const next = await world.night('2026-03-11');
    expect([next.found, next.warned, next.missed]).toEqual([2, 2, 2]);
    expect(new Set((await findingsOf(world)).map(([, , asOf]: [string, string, string]) => asOf))).toEqual(
      new Set(['2026-03-05', '2026-03-10']),
    );
  });

  it('asked for by hand may look at today and before, never at a day to come', async () => {
    nightly.setClock('2026-03-12T09:00:00.000Z');
    const ahead = await nightly.call('POST', '/v1/check-runs', { asOf: '2026-03-13' });
    expect(ahead.status).toBe(422);
    expect(ahead.body.errors).toMatchObject([{ pointer: '/asOf', code: 'in-the-future' }]);
    const run = await nightly.call('POST', '/v1/check-runs', { asOf: '2026-03-12' }, { key: 'check-key' });
    expect(run.status).toBe(202);
    expect(run.headers['location']).toBe(`/v1/check-runs/${run.body.id}`);
    const again = await nightly.call('POST', '/v1/check-runs', { asOf: '2026-03-12' }, { key: 'check-key' });
    expect(again.body.id).toBe(run.body.id);
    const other = await nightly.call('POST', '/v1/check-runs', { asOf: '2026-03-11' }, { key: 'check-key' });
    expect(other.body.type).toBe('/v1/problems/idempotency-key-reused');
  });
});
