import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, district, office, startCaseWorld } from '../../support/case-world.ts';
import { caseDesk, errorsOf, problemOf } from './case-desk.ts';
import { legibleIn } from './stored-items.ts';

const vallingby = { as: office('vallingby') };

describe('A person says how the data may be used', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  const aCase = async (localId: string): Promise<string> => {
    desk.on('2026-03-02');
    const id = await desk.open(localId);
    desk.on('2026-03-04');
    return id;
  };
  const withdraw = (id: string, body: object = {}, options = {}) =>
    desk.post(id, 'disclosure-withdrawals', { on: '2026-03-04', ...body }, { ...vallingby, ...options });
  const restrict = (id: string, body: object = {}) =>
    desk.post(id, 'restrictions', { on: '2026-03-04', scope: 'Kontaktuppgifter', ...body }, vallingby);

  const lift = (id: string, body: object = {}, options = {}) =>
    desk.post(id, 'restriction-liftings', { on: '2026-03-04', ...body }, { ...vallingby, ...options });

  it('withdraws the consent to disclose them: it is noted, nothing is erased, and the case goes on', async () => {
    const id = await aCase('withdrawn');
    const before = await desk.seen(id);
    const { status, body } = await withdraw(id);
    expect(status).toBe(201);
    expect(body).toEqual({
      ...before,
      version: 2,
      disclosure: { basis: 'consent', givenOn: '2008-01-01', withdrawnOn: '2026-03-04' },
    });
    expect((await desk.enrol(id, '2026-03-04', vallingby)).status).toBe(201);
    expect(await desk.factTypes(id)).toEqual(['case.received', 'disclosure.withdrawn', 'case.enrolled']);
  });

  it('withdraws it once, and what was withdrawn cannot be withdrawn again', async () => {
    const id = await aCase('withdrawn-twice');
    await withdraw(id);
    const again = problemOf(await withdraw(id));
    expect(again).toMatchObject({ status: 409, state: 'referred' });
    expect(again['possible']).not.toContain('disclosure-withdrawals');
  });

  it('asks that they be used for less: it is shown with the case, and can be asked again', async () => {
    const id = await aCase('restricted');
    expect((await desk.seen(id)).restrictedOn).toBe(null);
    expect((await restrict(id, { on: '2026-03-03' })).body.restrictedOn).toBe('2026-03-03');
    expect((await restrict(id, { scope: 'Statistik' })).body).toMatchObject({
      restrictedOn: '2026-03-04',
      status: 'referred',
    });
    expect(await desk.factTypes(id)).toEqual(['case.received', 'processing.restricted', 'processing.restricted']);
  });

  it('asks for it no longer: the person is shown again, what was decided stands, and it can be asked for anew', async () => {
    const id = await aCase('lifted');
    await desk.post(id, 'coaches', { coach: 'Coach Ett', from: '2026-03-04' }, vallingby);
    expect(problemOf(await lift(id))).toMatchObject({ status: 409, type: '/v1/problems/not-restricted' });
    const before = await desk.seen(id, vallingby);
    await restrict(id, { on: '2026-03-03' });
    expect(await desk.seen(id, vallingby)).toMatchObject({ restrictedOn: '2026-03-03', person: null, coach: null });
    expect(errorsOf(await lift(id, { on: '2026-03-02' }))).toEqual(['/on before-restriction']);
    const { status, body } = await lift(id, { text: 'MARKED-lifting' });
    expect(status).toBe(201);
    expect(body).toEqual({ ...before, version: 4 });
    expect(await desk.seen(id, vallingby)).toEqual(body);
    expect(body).toMatchObject({ restrictedOn: null, coach: 'Coach Ett', person: { givenName: 'Test' } });
    expect(problemOf(await lift(id))).toMatchObject({ status: 409, type: '/v1/problems/not-restricted' });
    expect((await restrict(id)).body).toMatchObject({ restrictedOn: '2026-03-04', person: null });
    const told = ['case.received', 'coach.assigned', 'processing.restricted', 'restriction.lifted'];
    expect(await desk.factTypes(id)).toEqual([...told, 'processing.restricted']);
    expect(JSON.stringify([body, await desk.facts(id)])).not.toContain('MARKED');
    expect(await legibleIn(world)).not.toContain('MARKED-lifting');
  });

  it('does either also when the case is held, interrupted or closed', async () => {
    desk.on('2026-03-04');
    const held = await desk.open('held', { benefitDecision: 'awaited' });
    const interrupted = await aCase('interrupted');
    await desk.post(interrupted, 'interruptions', { from: '2026-03-04', reason: 'other' });
    const closed = await aCase('closed');
    await desk.post(closed, 'closures', { on: '2026-03-04', outcome: 'own-wish' });
    for (const [id, status] of [
      [held, 'held'],
      [interrupted, 'interrupted'],
      [closed, 'closed'],
    ] as const) {
      expect((await withdraw(id)).body.status).toBe(status);
      expect((await restrict(id)).body.status).toBe(status);
      expect((await lift(id)).body).toMatchObject({ status, restrictedOn: null });
    }
  });

  it('to the office that has the case; a district has no such command', async () => {
    const id = await aCase('by-whom');
    expect((await withdraw(id, {}, { as: district('bromma') })).status).toBe(403);
    expect((await withdraw(id, {}, { as: office('kista') })).status).toBe(404);
    expect((await lift(id, {}, { as: district('bromma') })).status).toBe(403);
    expect((await lift(id, {}, { as: office('kista') })).status).toBe(404);
  });

  it('on a day that can be, and says what is to be restricted', async () => {
    const id = await aCase('form');
    expect(errorsOf(await withdraw(id, { on: '2026-03-01' }))).toEqual(['/on before-referral']);
    expect(errorsOf(await restrict(id, { on: '2026-03-05' }))).toEqual(['/on in-the-future']);
    expect(errorsOf(await restrict(id, { scope: undefined }))).toEqual(['/scope missing-field']);
  });

  it('in words that no fact tells and nobody reads in the table', async () => {
    const id = await aCase('words');
    await withdraw(id, { text: 'MARKED-withdrawal' });
    const { body } = await restrict(id, { scope: 'MARKED-scope', text: 'MARKED-restriction' });
    expect(JSON.stringify([body, await desk.facts(id)])).not.toContain('MARKED');
    expect(await legibleIn(world)).not.toContain('MARKED');
  });
});
