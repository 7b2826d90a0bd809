import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, CITY, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan } from '../../support/referrals.ts';
import { aPerson, caseDesk, clockStates, errorsOf, problemOf } from './case-desk.ts';

type Desk = ReturnType<typeof caseDesk>;

const move = (day: string, to: { readonly toOffice?: string; readonly toDistrict?: string }) => ({
  on: day,
  ...to,
  reason: 'Har flyttat.',
});

describe('A case is handed on', () => {
  let world: CaseWorld;
  let desk: Desk;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  /** A case of Bromma's at Vällingby with a coach and an approved plan, on 3 March 2026. */
  const aCase = async (localId: string): Promise<string> => {
    desk.on('2026-03-02');
    const id = await desk.open(localId);
    await desk.post(id, 'coaches', { coach: 'Coach Ett', from: '2026-03-02' });
    await desk.approve(id, '2026-03-02');
    desk.on('2026-03-03');
    return id;
  };
  const transfer = (id: string, to: Parameters<typeof move>[1], options = {}) =>
    desk.post(id, 'transfers', move('2026-03-03', to), options);

  describe('by its district, to another district', () => {
    const bromma = district('bromma');
    const handedOn = { key: 'handing-on', as: bromma };
    let id: string;
    let first: Awaited<ReturnType<Desk['post']>>;
    let before: Record<string, unknown>;
    beforeAll(async () => {
      id = await aCase('handed-on');
      before = await desk.seen(id);
      first = await transfer(id, { toDistrict: 'skarholmen' }, handedOn);
    });

    it('which is then told that it has been transferred, and nothing else', async () => {
      expect([first.status, first.body]).toEqual([201, { id, status: 'transferred' }]);
      expect(first.headers['etag']).toBeUndefined();
      const read = await desk.get(`/v1/cases/${id}`, { as: bromma });
      expect([read.status, read.body]).toEqual([200, { id, status: 'transferred' }]);
    });

    it('and gets the same answer when it sends the same transfer again', async () => {
      const again = await transfer(id, { toDistrict: 'skarholmen' }, handedOn);
      expect([again.status, again.body]).toEqual([first.status, first.body]);
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect((await desk.factTypes(id)).filter((type) => type === 'case.transferred')).toHaveLength(1);
    });

    it('and is otherwise answered as if there were no such case', async () => {
      const absent = problemOf(await desk.get('/v1/cases/absent/facts', { as: bromma }));
      for (const path of ['facts', 'occasions']) {
        expect(problemOf(await desk.get(`/v1/cases/${id}/${path}`, { as: bromma }))).toEqual(absent);
      }
      expect(problemOf(await transfer(id, { toDistrict: 'farsta' }, { as: bromma }))).toEqual(absent);
      const receipt = { kind: 'opened', on: '2026-03-03' };
      expect(problemOf(await desk.post(id, 'plans/1/receipts', receipt, { as: bromma }))).toEqual(absent);
      expect((await desk.get('/v1/cases', { as: bromma, query: { limit: '100' } })).body.items).not.toContainEqual(
        expect.objectContaining({ id }),
      );
    });

    it('while a district that never had it is not even told that', async () => {
      expect((await desk.get(`/v1/cases/${id}`, { as: district('farsta') })).status).toBe(404);
    });

    it('with everything but the coach: plan, clocks, enrolment and facts are with the new district and its office', async () => {
      for (const as of [district('skarholmen'), office('skarholmen')]) {
        const read = await desk.seen(id, { as });
        const { version: _, district: __, office: ___, coach: ____, ...rest } = before;
        expect(read).toMatchObject({ ...rest, district: 'skarholmen', office: 'skarholmen', coach: null });
      }
      expect((await desk.get(`/v1/cases/${id}`, { as: office('vallingby') })).status).toBe(404);
      const facts = await desk.facts(id, { as: office('skarholmen') });
      expect(facts.map(({ type }: { type: string }) => type)).toEqual([
        'case.received',
        'coach.assigned',
        'case.enrolled',
        'plan.drawn-up',
        'plan.answered',
        'case.transferred',
      ]);
      expect(facts.at(-1)).toMatchObject({
        occurredOn: '2026-03-03',
        data: {
          from: { district: 'bromma', office: 'vallingby' },
          to: { district: 'skarholmen', office: 'skarholmen' },
        },
      });
    });

    it('and sees the whole of it again when it comes back', async () => {
      const back = await transfer(id, { toDistrict: 'bromma' }, { as: district('skarholmen') });
      expect(back.body).toEqual({ id, status: 'transferred' });
      expect(await desk.seen(id, { as: bromma })).toMatchObject({ id, status: 'planned', office: 'vallingby' });
    });
  });

  it('by its office, to another office of the same district: the coach stays behind, and the old office sees no more', async () => {
    const id = await aCase('office-move');
    const before = await desk.seen(id);
    const moved = await transfer(id, { toOffice: 'kista' }, { as: office('vallingby') });
    expect(moved.body).toMatchObject({ id, office: 'kista', district: 'bromma', coach: null, plan: before.plan });
    expect(moved.body.clocks).toEqual(before.clocks);
    expect((await desk.get(`/v1/cases/${id}`, { as: office('vallingby') })).status).toBe(404);
    const enrolment = await desk.enrol(id, '2026-03-03', { as: office('vallingby') });
    expect(enrolment.status).toBe(404);
    const coach = { coach: 'Coach Två', from: '2026-03-03' };
    const coached = await desk.post(id, 'coaches', coach, { as: office('kista') });
    expect(coached.body.coach).toBe('Coach Två');
    expect((await desk.factTypes(id)).filter((type) => type === 'coach.assigned')).toHaveLength(2);
  });

  it('to another district of the same office: the coach goes on', async () => {
    const id = await aCase('same-office');
    await transfer(id, { toDistrict: 'hasselby-vallingby' });
    expect(await desk.seen(id)).toMatchObject({
      office: 'vallingby',
      district: 'hasselby-vallingby',
      coach: 'Coach Ett',
    });
  });

  it('to the youth branch, when a person of its ages moves to its district', async () => {
    desk.on('2026-03-03');
    const id = await desk.open('', { person: aPerson({ localId: 'young', birthDate: '2004-05-06' }) });
    expect((await transfer(id, { toDistrict: 'jarva' })).body).toMatchObject({
      district: 'jarva',
      office: 'kista-youth',
    });
  });

  it('with a protected person: the former district is not told even that it has moved', async () => {
    const namedOfficers = [{ client: 'district-bromma', officer: 'trusted' }];
    const person = aPerson({ localId: 'protected', protection: 'secrecy-marking', namedOfficers });
    const id = await desk.open('', { person });
    const trusted = { as: district('bromma'), officer: 'trusted' };
    expect((await transfer(id, { toDistrict: 'farsta' }, trusted)).body).toEqual({ id, status: 'transferred' });
    expect((await desk.get(`/v1/cases/${id}`, trusted)).status).toBe(404);
  });

  it.each([
    ['nowhere', {}, '/toOffice destination-missing'],
    ['where it is', { toOffice: 'vallingby' }, '/toOffice already-there'],
    ['to its own district', { toDistrict: 'bromma' }, '/toDistrict already-there'],
    ['to a district that was merged away', { toDistrict: 'rinkeby-kista' }, '/toDistrict unknown-district'],
    ['to an office that is none', { toOffice: 'globen' }, '/toOffice unknown-office'],
  ])('%s, and is told what cannot be', async (about, to, error) => {
    const id = await aCase(`refused ${about}`);
    expect(errorsOf(await transfer(id, to))).toEqual([error]);
  });

  it('not before it last moved, not on a day to come, not when it is closed', async () => {
    const id = await aCase('wrong-days');
    await transfer(id, { toDistrict: 'farsta' });
    const on = (day: string) => desk.post(id, 'transfers', move(day, { toDistrict: 'bromma' }));
    expect(errorsOf(await on('2026-03-02'))).toEqual(['/on before-transfer']);
    expect(errorsOf(await on('2026-03-04'))).toEqual(['/on in-the-future']);
    await desk.post(id, 'closures', { on: '2026-03-03', outcome: 'moved' });
    expect(problemOf(await on('2026-03-03'))).toMatchObject({ status: 409, state: 'closed' });
  });

  it('by a district to a district alone: which office takes it is for offices and the city to say', async () => {
    const id = await aCase('office-by-district');
    const refused = await transfer(id, { toOffice: 'kista' }, { as: district('bromma') });
    expect(problemOf(refused)).toMatchObject({ status: 403, scope: 'cases:write' });
    expect((await desk.seen(id)).office).toBe('vallingby');
  });
});

describe('A second district refers a person who has an open case', () => {
  let world: CaseWorld;
  let desk: Desk;
  let id: string;
  const person = aPerson({ identityNumber: '19900118-9811' });
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
    desk.on('2026-03-02');
    id = await desk.open('', { person });
  });
  afterAll(() => world.stop());

  const referBy = (code: string, told = {}, as = district(code)) =>
    desk.refer('', { person, district: code, ...told }, { as });
  const requests = async () =>
    (await desk.facts(id))
      .filter(({ type }: { type: string }) => type === 'transfer.requested')
      .map(({ data }: { data: { district: string } }) => data.district);
  const listed = async (code: string) =>
    (await desk.get('/v1/worklists/transfer-requested', { as: office(code) })).body.items.map(
      (item: { id: string }) => item.id,
    );

  it('and is refused without being told of the case, which is put on the worklist of its office', async () => {
    expect(await listed('vallingby')).toEqual([]);
    const refused = await referBy('farsta');
    expect(problemOf(refused)).toMatchObject({ status: 409, type: '/v1/problems/open-case-exists' });
    expect(JSON.stringify(refused.body)).not.toContain(id);
    expect(await listed('vallingby')).toEqual([id]);
    expect(await requests()).toEqual(['farsta']);
  });

  it('again, and no second fact is written', async () => {
    expect((await referBy('farsta')).status).toBe(409);
    expect(await requests()).toEqual(['farsta']);
  });

  it('as its own district does: told which case it is, and nothing is written', async () => {
    expect((await referBy('bromma')).body).toMatchObject({ caseId: id, case: `/v1/cases/${id}` });
    expect(await requests()).toEqual(['farsta']);
  });

  it('under a name from before a merger, and is known as the one it was merged into', async () => {
    const before2023 = { receivedOn: '2023-06-30', disclosure: { basis: 'consent', givenOn: '2023-06-30' } };
    await referBy('norrmalm', before2023, CITY);
    await referBy('ostermalm', before2023, CITY);
    await referBy('norrmalm', before2023, CITY);
    await referBy('norra-innerstaden');
    expect(await requests()).toEqual(['farsta', 'norrmalm']);
  });

  it('and has it when the case is transferred: the worklist is cleared, the facts are not', async () => {
    const moved = await desk.post(id, 'transfers', move('2026-03-02', { toDistrict: 'farsta' }), {
      as: office('vallingby'),
    });
    expect(moved.body).toMatchObject({ district: 'farsta', office: 'vantor' });
    expect([await listed('vallingby'), await listed('vantor')]).toEqual([[], []]);
    expect(await requests()).toEqual(['farsta', 'norrmalm']);
    expect((await referBy('farsta')).body.caseId).toBe(id);
    expect((await referBy('bromma')).body.caseId).toBeUndefined();
    expect(await listed('vantor')).toEqual([id]);
  });
});

describe('A refugee moves from Rinkeby-Kista to Skärholmen and on to Bromma', () => {
  let world: CaseWorld;
  beforeAll(async () => {
    world = await startCaseWorld();
  });
  afterAll(() => world.stop());

  it('and keeps what has been begun: services, plan, clocks; each move is told, and each district sees its own', async () => {
    const desk = caseDesk(world);
    desk.on('2009-02-02');
    const id = await desk.open('', {
      district: 'rinkeby-kista',
      unit: 'refugee-reception',
      ground: 'introduction-compensation',
      person: aPerson({ localId: 'RK-2009-1', birthDate: '1970-05-05' }),
      circumstances: { refugeeOrFamilyImmigrant: true },
    });
    expect(await desk.seen(id)).toMatchObject({
      office: 'kista',
      targetGroup: { code: 'refugee-or-family-immigrant' },
      services: [],
    });
    await desk.enrol(id, '2009-02-02');
    await desk.post(id, 'coaches', { coach: 'Coach i Kista', from: '2009-02-02' });
    await desk.post(id, 'plans', aPlan('2009-02-02'));
    await desk.answer(id, '2009-02-02');
    await desk.post(id, 'measures', { kind: 'other-measure', startedOn: '2009-02-02', service: 'sfi' });
    const before = await desk.seen(id);
    expect(clockStates(before)).toEqual(['guarantee/1 met', 'review/1 running']);

    desk.on('2009-03-02');
    await desk.post(id, 'transfers', move('2009-03-02', { toDistrict: 'skarholmen' }), {
      as: district('rinkeby-kista'),
    });
    const inSkarholmen = { as: office('skarholmen') };
    const expected = { date: '2009-03-02', kind: 'course', service: 'civic-information' };
    const { body } = await desk.post(id, 'occasions', expected, inSkarholmen);
    const present = { occasion: body.occasion.id, presence: 'present' };
    await desk.post(id, 'attendances', present, inSkarholmen);
    await desk.post(id, 'measures', { kind: 'other-measure', startedOn: '2009-03-02', service: 'sfi' }, inSkarholmen);

    desk.on('2009-04-01');
    await desk.post(id, 'transfers', move('2009-04-01', { toDistrict: 'bromma' }), { as: district('skarholmen') });
    const after = await desk.seen(id, { as: office('vallingby') });
    expect(after).toMatchObject({ district: 'bromma', office: 'vallingby', coach: null, plan: before.plan });
    expect(after.services).toEqual([
      { service: 'sfi', startedOn: '2009-02-02', district: 'rinkeby-kista' },
      { service: 'civic-information', startedOn: '2009-03-02', district: 'skarholmen' },
    ]);
    expect(after.clocks).toEqual(before.clocks);
    for (const code of ['rinkeby-kista', 'skarholmen']) {
      expect(await desk.seen(id, { as: district(code) })).toEqual({ id, status: 'transferred' });
    }
    const moves = (await desk.facts(id)).filter(({ type }: { type: string }) => type === 'case.transferred');
    expect(moves.map(({ data }: { data: { from: object; to: object } }) => [data.from, data.to])).toEqual([
      [
        { district: 'rinkeby-kista', office: 'kista' },
        { district: 'skarholmen', office: 'skarholmen' },
      ],
      [
        { district: 'skarholmen', office: 'skarholmen' },
        { district: 'bromma', office: 'vallingby' },
      ],
    ]);
    const reviewed = await desk.post(
      id,
      'reviews',
      { planVersion: 1, heldOn: '2009-04-01', outcome: 'kept', participants: ['aspirant'] },
      { as: office('vallingby') },
    );
    expect(clockStates(reviewed.body)).toEqual(['guarantee/1 met', 'review/1 met', 'review/2 running']);
  });

  it('and what was begun in a district that has since been merged is told under the name of its time', async () => {
    const desk = caseDesk(world);
    desk.on('2023-06-26');
    const id = await desk.open('merging', { district: 'spanga-tensta' });
    await desk.post(id, 'measures', { kind: 'other-measure', startedOn: '2023-06-26', service: 'sfi' });
    desk.on('2023-07-03');
    expect(await desk.seen(id, { as: district('jarva') })).toMatchObject({
      district: 'jarva',
      services: [{ service: 'sfi', startedOn: '2023-06-26', district: 'spanga-tensta' }],
    });
    expect((await desk.get(`/v1/cases/${id}`, { as: district('spanga-tensta') })).status).toBe(404);
    const within = await desk.post(id, 'transfers', move('2023-07-03', { toDistrict: 'jarva' }));
    expect(errorsOf(within)).toEqual(['/toDistrict already-there']);
  });
});
