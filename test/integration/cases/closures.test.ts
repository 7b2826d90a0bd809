import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan } from '../../support/referrals.ts';
import { aPerson, caseDesk, clockStates, errorsOf, problemOf } from './case-desk.ts';
import { everythingIn, legibleIn } from './stored-items.ts';

const vallingby = { as: office('vallingby') };

describe('A case is closed', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  /** Referred on Monday 2 March 2026: the promise is due on Monday the 9th. */
  const aCase = async (localId: string, told = {}): Promise<string> => {
    desk.on('2026-03-02');
    return desk.open(localId, told);
  };
  const close = (id: string, on: string, outcome: string, options = {}) =>
    desk.post(id, 'closures', { on, outcome }, { ...vallingby, ...options });
  const reopen = (id: string, on: string, options = {}) =>
    desk.post(id, 'reopenings', { on, reason: 'Av misstag.' }, { ...vallingby, ...options });

  it.each([
    ['moved', 'void', null],
    ['non-attendance', 'void', null],
    ['opened-by-mistake', 'void', null],
    ['declined-by-aspirant', 'void', null],
    ['work', 'met', 'work'],
    ['subsidised-work', 'met', 'work'],
    ['declined-by-office', 'running', null],
  ])('as %s: the promise is then %s', async (outcome, state, stoppedBy) => {
    const id = await aCase(`closed as ${outcome}`);
    const { body } = await close(id, '2026-03-02', outcome);
    expect(body).toMatchObject({ status: 'closed', closure: { on: '2026-03-02', outcome } });
    expect(body.clocks).toMatchObject([{ state, stoppedBy, waitingFor: null }]);
  });

  it('by the office declining, which does not free it of the promise', async () => {
    const id = await aCase('declined');
    await close(id, '2026-03-02', 'declined-by-office');
    await world.night('2026-03-10');
    const { clocks, findings } = await desk.seen(id);
    expect(clocks).toMatchObject([{ state: 'missed' }]);
    expect(findings.at(-1)).toMatchObject({ kind: 'missed', asOf: '2026-03-10' });
  });

  it('after the promise was broken, which stays broken whatever the outcome', async () => {
    const id = await aCase('closed-late');
    desk.on('2026-03-16');
    expect(clockStates((await close(id, '2026-03-16', 'work')).body)).toEqual(['guarantee/1 missed']);
  });

  it('and the only things left to do are those that a closed case allows', async () => {
    const id = await aCase('nothing-left');
    await close(id, '2026-03-02', 'moved');
    expect(problemOf(await close(id, '2026-03-02', 'moved'))).toMatchObject({
      status: 409,
      state: 'closed',
      possible: [
        'receipts',
        'attendances',
        'person-changes',
        'disclosure-withdrawals',
        'restrictions',
        'restriction-liftings',
        'statements',
        'reopenings',
      ],
    });
  });

  it('with a detail that no fact tells and nobody reads in the table', async () => {
    const id = await aCase('detail');
    const body = { on: '2026-03-02', outcome: 'moved', detail: 'MARKED-detail' };
    await desk.post(id, 'closures', body, vallingby);
    await desk.post(id, 'reopenings', { on: '2026-03-02', reason: 'MARKED-reason' }, vallingby);
    expect((await desk.facts(id)).slice(-2)).toMatchObject([
      { type: 'case.closed', data: { outcome: 'moved' } },
      { type: 'case.reopened', data: {} },
    ]);
    expect(await legibleIn(world)).not.toContain('MARKED');
  });

  describe('by mistake, and reopened', () => {
    it('stands as if it had never been closed, its clocks to the letter', async () => {
      const id = await aCase('mistake');
      await desk.approve(id, '2026-03-02');
      desk.on('2026-03-03');
      const before = await desk.seen(id);
      await close(id, '2026-03-03', 'own-wish');
      const { status, body } = await reopen(id, '2026-03-03');
      expect(status).toBe(201);
      expect(body).toEqual({ ...before, version: before.version + 2 });
      expect((await desk.factTypes(id)).slice(-2)).toEqual(['case.closed', 'case.reopened']);
    });

    it('after the promise fell due: it was broken on its day, and the night says so', async () => {
      const id = await aCase('fell-due-while-closed');
      desk.on('2026-03-04');
      await close(id, '2026-03-04', 'moved');
      await world.night('2026-03-10');
      expect((await desk.seen(id)).findings).toEqual([]);
      desk.on('2026-03-12');
      expect(clockStates((await reopen(id, '2026-03-12')).body)).toEqual(['guarantee/1 missed']);
      await world.night('2026-03-13');
      const { findings } = await desk.seen(id);
      expect(findings.map(({ kind, asOf }: Record<string, unknown>) => [kind, asOf])).toEqual([
        ['warned', '2026-03-05'],
        ['missed', '2026-03-10'],
      ]);
    });

    it.each([
      ['held', { benefitDecision: 'awaited' }, []],
      ['interrupted', {}, ['interruptions']],
      ['planned', {}, ['enrolments', 'plans']],
    ])('is %s again if it was', async (status, told, commands) => {
      const id = await aCase(`again ${status}`, told);
      const bodies: Record<string, object> = {
        interruptions: { from: '2026-03-02', reason: 'travel' },
        enrolments: { heldOn: '2026-03-02', form: 'group-information' },
        plans: aPlan('2026-03-02'),
      };
      for (const name of commands) await desk.post(id, name, bodies[name], vallingby);
      const before = await desk.seen(id);
      expect(before.status).toBe(status);
      await close(id, '2026-03-02', 'unknown');
      expect((await reopen(id, '2026-03-02')).body).toEqual({ ...before, version: before.version + 2 });
    });

    it('can be closed again, and reopened again', async () => {
      const id = await aCase('twice');
      for (const outcome of ['moved', 'work']) {
        await close(id, '2026-03-02', outcome);
        expect(clockStates((await reopen(id, '2026-03-02')).body)).toEqual(['guarantee/1 running']);
      }
      expect(clockStates((await close(id, '2026-03-02', 'work')).body)).toEqual(['guarantee/1 met']);
    });

    it('answers the first closing, when it comes once more, as it did then', async () => {
      const id = await aCase('closing-again');
      const first = await close(id, '2026-03-02', 'moved', { key: 'close-once' });
      await reopen(id, '2026-03-02');
      const again = await close(id, '2026-03-02', 'moved', { key: 'close-once' });
      expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
      expect((await desk.seen(id)).status).toBe('referred');
    });

    it('is on its office’s list of open cases and not of closed ones', async () => {
      const id = await aCase('listed');
      const listed = async (status: string) =>
        (await desk.get('/v1/cases', { ...vallingby, query: { status, limit: '100' } })).body.items.some(
          (item: { id: string }) => item.id === id,
        );
      await close(id, '2026-03-02', 'moved');
      expect([await listed('referred'), await listed('closed')]).toEqual([false, true]);
      await reopen(id, '2026-03-02');
      expect([await listed('referred'), await listed('closed')]).toEqual([true, false]);
    });

    it('not before it was closed, not on a day to come, and not when it is open', async () => {
      const id = await aCase('not-reopened');
      expect(problemOf(await reopen(id, '2026-03-02'))).toMatchObject({ status: 409, state: 'referred' });
      desk.on('2026-03-04');
      await close(id, '2026-03-04', 'moved');
      expect(errorsOf(await reopen(id, '2026-03-03'))).toEqual(['/on before-closure']);
      expect(errorsOf(await reopen(id, '2026-03-05'))).toEqual(['/on in-the-future']);
    });
  });

  describe('and its person can have another', () => {
    const person = aPerson({ identityNumber: '19900118-9811' });
    const locks = async () =>
      (await everythingIn(world)).filter(({ pk, caseId }) => String(pk).startsWith('LOCK#') && caseId !== undefined);
    let first: string;
    let second: string;
    beforeAll(async () => {
      first = await aCase('', { person });
      const before = (await locks()).length;
      await close(first, '2026-03-02', 'opened-by-mistake');
      expect(await locks()).toHaveLength(before - 1);
      second = await aCase('', { person });
    });

    it('which stands in the way of reopening the first, and is told to whoever may see it', async () => {
      const refused = await reopen(first, '2026-03-02');
      expect(problemOf(refused)).toMatchObject({
        status: 409,
        type: '/v1/problems/open-case-exists',
        caseId: second,
        case: `/v1/cases/${second}`,
      });
      expect((await desk.seen(first)).version).toBe(2);
    });

    it('but not to others', async () => {
      await desk.post(second, 'transfers', { on: '2026-03-02', toDistrict: 'farsta', reason: 'Flytt.' });
      const refused = await reopen(first, '2026-03-02');
      expect([refused.status, refused.body.caseId]).toEqual([409, undefined]);
      expect(JSON.stringify(refused.body)).not.toContain(second);
    });

    it('until that one is closed: then the first takes the lock back', async () => {
      await close(second, '2026-03-02', 'opened-by-mistake', { as: office('vantor') });
      expect((await reopen(first, '2026-03-02')).body.status).toBe('referred');
      const again = await desk.refer('', { person }, { as: district('bromma') });
      expect([again.status, again.body.caseId]).toEqual([409, first]);
    });
  });
});
