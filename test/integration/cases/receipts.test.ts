import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, CITY, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan } from '../../support/referrals.ts';
import { caseDesk, clockStates, errorsOf, problemOf } from './case-desk.ts';
import { legibleIn } from './stored-items.ts';

const bromma = district('bromma');

describe('The benefit unit acknowledges a plan', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  /** A case with a plan that waits for the aspirant's answer, on 3 March 2026. */
  const aPlannedCase = async (localId: string): Promise<string> => {
    desk.on('2026-03-02');
    const id = await desk.open(localId);
    await desk.enrol(id, '2026-03-02');
    await desk.post(id, 'plans', aPlan('2026-03-02'));
    desk.on('2026-03-03');
    return id;
  };
  const receive = (id: string, kind: string, { version = 1, on = '2026-03-03', as = bromma } = {}) =>
    desk.post(id, `plans/${version}/receipts`, { kind, on }, { as });

  it('delivered, opened, objected to: each with its day beside the plan', async () => {
    const id = await aPlannedCase('acknowledged');
    await receive(id, 'delivered', { on: '2026-03-02' });
    await receive(id, 'opened');
    const { status, body } = await receive(id, 'objection');
    expect(status).toBe(201);
    expect(body.plan.receipts).toEqual({ delivered: '2026-03-02', opened: '2026-03-03', objection: '2026-03-03' });
    expect((await desk.facts(id)).slice(-3)).toMatchObject([
      {
        type: 'plan.receipted',
        occurredOn: '2026-03-02',
        registeredLate: true,
        data: { version: 1, kind: 'delivered' },
      },
      { type: 'plan.receipted', data: { version: 1, kind: 'opened' } },
      { type: 'plan.receipted', data: { version: 1, kind: 'objection' }, by: { client: 'district-bromma' } },
    ]);
  });

  it('with an objection that stops nothing: the aspirant approves, and the promise is kept', async () => {
    const id = await aPlannedCase('objected');
    const before = await desk.seen(id);
    const { body } = await receive(id, 'objection');
    expect(body).toEqual({
      ...before,
      version: before.version + 1,
      plan: { ...before.plan, receipts: { objection: '2026-03-03' } },
    });
    const approved = await desk.answer(id, '2026-03-03');
    expect(clockStates(approved.body)).toEqual(['guarantee/1 met', 'review/1 running']);
    expect(approved.body.plan).toMatchObject({ answer: 'approved', receipts: { objection: '2026-03-03' } });
  });

  it('of any version, the earlier ones in the timeline only', async () => {
    const id = await aPlannedCase('versions');
    await receive(id, 'delivered');
    await desk.post(id, 'plans', aPlan('2026-03-03'));
    expect((await receive(id, 'opened')).body.plan).toMatchObject({ version: 2, receipts: {} });
    expect((await receive(id, 'delivered', { version: 2 })).body.plan.receipts).toEqual({ delivered: '2026-03-03' });
    const told = (await desk.facts(id))
      .filter(({ type }: { type: string }) => type === 'plan.receipted')
      .map(({ data }: { data: { version: number; kind: string } }) => `${data.version} ${data.kind}`);
    expect(told).toEqual(['1 delivered', '1 opened', '2 delivered']);
  });

  it('also when the case is interrupted, and after it is closed', async () => {
    const id = await aPlannedCase('over');
    await desk.post(id, 'interruptions', { from: '2026-03-03', reason: 'illness' });
    expect((await receive(id, 'delivered')).body.status).toBe('interrupted');
    await desk.post(id, 'closures', { on: '2026-03-03', outcome: 'moved' });
    expect((await receive(id, 'opened')).body.status).toBe('closed');
  });

  it('twice: the last day is shown, both facts stand', async () => {
    const id = await aPlannedCase('twice');
    await receive(id, 'delivered', { on: '2026-03-02' });
    expect((await receive(id, 'delivered')).body.plan.receipts).toEqual({ delivered: '2026-03-03' });
    expect((await desk.factTypes(id)).filter((type) => type === 'plan.receipted')).toHaveLength(2);
  });

  it('which no office does, and no other district; the city may', async () => {
    const id = await aPlannedCase('by-whom');
    const byOffice = await receive(id, 'opened', { as: office('vallingby') });
    expect(problemOf(byOffice)).toMatchObject({ status: 403, scope: 'referrals:write' });
    expect((await receive(id, 'opened', { as: district('farsta') })).status).toBe(404);
    expect((await receive(id, 'opened', { as: CITY })).status).toBe(201);
  });

  it('that is not there, or before it was: and is told so', async () => {
    desk.on('2026-03-03');
    const unplanned = await desk.open('unplanned');
    expect(problemOf(await receive(unplanned, 'opened'))).toMatchObject({ status: 409, state: 'referred' });
    const id = await aPlannedCase('wrong');
    expect(problemOf(await receive(id, 'opened', { version: 2 }))).toMatchObject({ status: 409, state: 'planned' });
    expect((await receive(id, 'opened', { version: 0 })).status).toBe(404);
    expect(errorsOf(await receive(id, 'opened', { on: '2026-03-01' }))).toEqual(['/on before-referral']);
    expect(errorsOf(await receive(id, 'opened', { on: '2026-03-04' }))).toEqual(['/on in-the-future']);
    await desk.post(id, 'plans', aPlan('2026-03-03'));
    expect(errorsOf(await receive(id, 'opened', { version: 2, on: '2026-03-02' }))).toEqual(['/on before-plan']);
    expect(errorsOf(await receive(id, 'approved'))).toEqual(['/kind not-allowed']);
  });

  it('with a text that no fact tells and nobody reads in the table', async () => {
    const id = await aPlannedCase('text');
    const body = { kind: 'objection', on: '2026-03-03', text: 'MARKED-text' };
    const answer = await desk.post(id, 'plans/1/receipts', body, { as: bromma });
    expect(JSON.stringify([answer.body, await desk.facts(id)])).not.toContain('MARKED');
    expect(await legibleIn(world)).not.toContain('MARKED');
  });
});
