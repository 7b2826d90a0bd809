import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, startCaseWorld } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import { accessLogOf } from './access-log.ts';

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

  it('tells how many cases it found, how long the oldest had waited, what came of them, and that the night is done', async () => {
    const world = await newWorld();
    await aWeekInMarch(world);
    const told = new Map<string, number>();
    const count = (metric: string, value: number) => told.set(metric, (told.get(metric) ?? 0) + value);
    world.deps.observer = { ...world.deps.observer, count };
    await world.night('2026-03-10');
    expect(Object.fromEntries(told)).toEqual({
      CasesDue: 2,
      OldestUnassessedDays: 5,
      DeadlinesWarned: 2,
      DeadlinesMissed: 2,
      CasesNotAssessed: 0,
      CheckDurationSeconds: 0,
      NightlyChecksFinished: 1,
    });
    told.clear();
    await world.night('2026-03-11');
    expect(Object.fromEntries(told)).toEqual({
      CasesDue: 0,
      OldestUnassessedDays: 0,
      CheckDurationSeconds: 0,
      NightlyChecksFinished: 1,
    });
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

  it('run again for a night finds nothing more, and two runs of one night find each promise once between them', async () => {
    const world = await newWorld();
    await aWeekInMarch(world);
    world.setClock('2026-03-10T03:30:00.000Z');
    const [first, second] = [await world.startRun('2026-03-10'), await world.startRun('2026-03-10')];
    for (const run of [second, first]) for (const batch of run.batches) await world.assess(run, batch);
    const countsOf = async ({ id }: { id: string }) => {
      const { found, assessed, warned, missed, unchanged } = (await world.call('GET', `/v1/check-runs/${id}`)).body;
      return { found, assessed, warned, missed, unchanged };
    };
    expect(await countsOf(second)).toEqual({ found: 2, assessed: 2, warned: 2, missed: 2, unchanged: 0 });
    expect(await countsOf(first)).toEqual({ found: 2, assessed: 2, warned: 0, missed: 0, unchanged: 2 });
    expect(await world.night('2026-03-10')).toMatchObject({ found: 0, warned: 0, missed: 0 });
    expect((await findingsOf(world)).length).toBe(4);
  });

  it('lists a case that cannot be read, and why, judges the others, and that one once it is mended', async () => {
    const world = await newWorld();
    const { broken, late } = await aWeekInMarch(world);
    const { client, name: TableName } = world.table;
    const Key = { pk: `CASE#${broken}`, sk: 'HEAD' };
    const { Item: head } = await client.send(new GetCommand({ TableName, Key }));
    await client.send(new PutCommand({ TableName, Item: { ...head, state: '{}' } }));
    const run = await world.night('2026-03-10');
    expect(run).toMatchObject({ found: 2, assessed: 1, warned: 1, missed: 1, failed: 1 });
    expect(run.finishedAt).not.toBeNull();
    expect(run.failures).toEqual([{ caseId: broken, reason: 'ZodError' }]);
    const named = async () => (await accessLogOf(world, 'nobody')).filter(({ what }) => what === 'GET check-run');
    expect(await named()).toMatchObject([{ client: 'city-admin', why: 'oversight', outcome: 'shown', cases: 1 }]);
    await client.send(new PutCommand({ TableName, Item: { ...head } }));
    const next = await world.night('2026-03-11');
    expect(next).toMatchObject({ found: 1, assessed: 1, warned: 1, missed: 1, failed: 0, failures: [] });
    expect(await named()).toHaveLength(1);
    const found = (await findingsOf(world)).map(([caseId, kind]: [string, string]) => `${caseId} ${kind}`);
    expect(found.toSorted()).toEqual([broken, late].flatMap((id) => [`${id} missed`, `${id} warned`]).toSorted());
  });

  it('ends a run whose batch is given up with its cases as failed, and takes that back when it succeeds later', async () => {
    const world = await newWorld();
    const { broken, late } = await aWeekInMarch(world);
    world.setClock('2026-03-10T03:30:00.000Z');
    const run = await world.startRun('2026-03-10');
    const read = async () => (await world.call('GET', `/v1/check-runs/${run.id}`)).body;
    const giveUp = async (finishedAt: string) => {
      for (const { number, cases } of run.batches) {
        const none = { assessed: 0, warned: 0, missed: 0, unchanged: 0 };
        const failed = cases.map((caseId) => ({ caseId, reason: 'NotReached' }));
        await world.deps.runs.finish(run.id, number, { finishedAt, ...none, failed });
      }
    };
    await giveUp('2026-03-10T04:00:00.000Z');
    expect(await read()).toMatchObject({ found: 2, failed: 2, finishedAt: '2026-03-10T04:00:00.000Z' });
    expect((await read()).failures.map(({ caseId }: { caseId: string }) => caseId).toSorted()).toEqual(
      [broken, late].toSorted(),
    );
    for (const batch of run.batches) await world.assess(run, batch);
    const taken = await read();
    expect(taken).toMatchObject({ found: 2, assessed: 2, warned: 2, missed: 2, failed: 0, failures: [] });
    await giveUp('2026-03-10T05:00:00.000Z');
    expect(await read()).toEqual(taken);
  });

  const turned = [
    [
      'forward',
      '2026-03-25',
      '2026-03-30',
      '2026-03-29T02:15:00.000Z',
      '2026-03-31T02:14:00.000Z',
      '2026-03-31T02:15:00.000Z',
    ],
    [
      'back',
      '2026-10-21',
      '2026-10-26',
      '2026-10-25T03:15:00.000Z',
      '2026-10-27T03:14:00.000Z',
      '2026-10-27T03:15:00.000Z',
    ],
  ] as const;
  it.each(turned)(
    'heals on the night clocks are turned %s what the night before missed, and from then on begins at 04:15 by the new time',
    async (_, referredOn, dueOn, sunday, before, after) => {
      const world = await newWorld();
      world.setClock(`${referredOn}T09:00:00.000Z`);
      const refer = async (localId: string) => {
        const changes = { disclosure: { basis: 'consent', givenOn: referredOn } };
        return String(
          (await world.call('POST', '/v1/referrals', aReferral(localId, changes), { key: `k-${localId}` })).body.id,
        );
      };
      const [inTime, tooLate] = [await refer('told-before-the-check'), await refer('told-at-the-check')];
      world.setClock(sunday);
      const healed = await world.startRun(sunday.slice(0, 10));
      for (const batch of healed.batches) await world.assess(healed, batch);
      expect((await findingsOf(world)).map(([, kind]: [string, string]) => kind)).toEqual(['warned', 'warned']);
      const startsWork = (caseId: string, at: string) => {
        world.setClock(at);
        return world.call('POST', `/v1/cases/${caseId}/measures`, {
          kind: 'work',
          startedOn: dueOn,
          evidence: 'Avtal',
        });
      };
      expect((await startsWork(inTime, before)).status).toBe(201);
      expect((await startsWork(tooLate, after)).status).toBe(201);
      world.setClock(after);
      const night = await world.startRun(after.slice(0, 10));
      for (const batch of night.batches) await world.assess(night, batch);
      const missed = (await findingsOf(world)).filter(([, kind]: [string, string]) => kind === 'missed');
      expect(missed).toEqual([[tooLate, 'missed', after.slice(0, 10), 'met-but-registered-late']]);
    },
  );

  it('asked for by hand answers at once that it has begun, and does not judge a day before its night', async () => {
    const world = await newWorld();
    await aWeekInMarch(world);
    world.setClock('2026-03-10T03:14:00.000Z');
    const asked = await world.call('POST', '/v1/check-runs', { asOf: '2026-03-10' });
    expect([asked.status, asked.body.found, asked.body.finishedAt, asked.body.failures]).toEqual([202, 0, null, []]);
    const early = await world.startRun('2026-03-10');
    for (const batch of early.batches) await world.assess(early, batch);
    expect((await findingsOf(world)).map(([, kind]: [string, string]) => kind)).toEqual(['warned', 'warned']);
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
