import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan } from '../../support/referrals.ts';
import { caseDesk, clockStates, errorsOf, problemOf } from './case-desk.ts';
import { legibleIn } from './stored-items.ts';

const vallingby = { as: office('vallingby') };

describe('A case is interrupted', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  /** Referred on Monday 2 March 2026: the promise is due on Monday the 9th. */
  const aCase = async (localId: string): Promise<string> => {
    desk.on('2026-03-02');
    return desk.open(localId);
  };
  const interrupt = (id: string, from: string) =>
    desk.post(id, 'interruptions', { from, reason: 'illness' }, vallingby);
  const restart = (id: string, on: string) => desk.post(id, 'restarts', { on }, vallingby);

  it('and the promise of a plan runs on, while nobody at Jobbtorg has the next move', async () => {
    const id = await aCase('runs-on');
    desk.on('2026-03-04');
    const { status, body } = await interrupt(id, '2026-03-04');
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'interrupted', interruption: { from: '2026-03-04' } });
    expect(body.clocks).toMatchObject([{ state: 'running', dueOn: '2026-03-09', waitingFor: 'other' }]);
    desk.on('2026-03-10');
    expect((await desk.seen(id)).clocks).toMatchObject([{ state: 'missed' }]);
  });

  it('and goes on from where it was after a restart, with a new promise from that day', async () => {
    const id = await aCase('restarted-in-time');
    desk.on('2026-03-04');
    await interrupt(id, '2026-03-04');
    desk.on('2026-03-06');
    const { body } = await restart(id, '2026-03-06');
    expect(body).toMatchObject({ status: 'referred', interruption: null });
    expect(body.clocks).toMatchObject([
      { id: 'guarantee/1', state: 'void', waitingFor: null },
      { id: 'guarantee/2', state: 'running', startedOn: '2026-03-06', dueOn: '2026-03-11', waitingFor: 'office' },
    ]);
    const enrolled = await desk.enrol(id, '2026-03-06', vallingby);
    expect(enrolled.body.status).toBe('enrolled');
  });

  it('too late to hide a promise already broken: the first clock stays missed beside the second', async () => {
    const id = await aCase('restarted-late');
    await desk.enrol(id, '2026-03-02', vallingby);
    desk.on('2026-03-05');
    await interrupt(id, '2026-03-05');
    desk.on('2026-03-16');
    const { body } = await restart(id, '2026-03-16');
    expect(clockStates(body)).toEqual(['guarantee/1 missed', 'guarantee/2 running']);
    await desk.post(id, 'plans', aPlan('2026-03-16'));
    const approved = await desk.answer(id, '2026-03-16');
    expect(clockStates(approved.body)).toEqual(['guarantee/1 missed', 'guarantee/2 met', 'review/1 running']);
  });

  it('and only what comes after the restart keeps the new promise, not the plan approved before', async () => {
    const id = await aCase('approved-before');
    await desk.approve(id, '2026-03-02');
    desk.on('2026-03-04');
    expect(clockStates((await interrupt(id, '2026-03-04')).body)).toEqual(['guarantee/1 met', 'review/1 void']);
    desk.on('2026-04-07');
    const back = await restart(id, '2026-04-07');
    expect(back.body).toMatchObject({ status: 'planned', plan: { version: 1, answer: 'approved' } });
    expect(clockStates(back.body)).toEqual(['guarantee/1 met', 'guarantee/2 running', 'review/1 void']);
    await desk.post(id, 'plans', aPlan('2026-04-07'));
    const approved = await desk.answer(id, '2026-04-07', 'approved', 2);
    expect(clockStates(approved.body)).toEqual([
      'guarantee/1 met',
      'guarantee/2 met',
      'review/1 void',
      'review/2 running',
    ]);
  });

  it('before its review is due, and the nights find nothing to say of that review', async () => {
    const id = await aCase('review-voided');
    await desk.approve(id, '2026-03-02');
    desk.on('2026-05-18');
    const { body } = await interrupt(id, '2026-05-18');
    expect(body.clocks.at(-1)).toMatchObject({ id: 'review/1', state: 'void', dueOn: '2026-06-02' });
    await world.night('2026-05-20');
    await world.night('2026-06-03');
    expect((await desk.seen(id)).findings).toEqual([]);
  });

  it('from a day before the review was due, but entered only after it: the review was missed and stays so', async () => {
    const id = await aCase('review-missed');
    await desk.approve(id, '2026-03-02');
    await world.night('2026-06-03');
    desk.on('2026-06-03');
    const { body } = await interrupt(id, '2026-05-18');
    expect(body.status).toBe('interrupted');
    expect(clockStates(body)).toEqual(['guarantee/1 met', 'review/1 missed']);
    expect(body.findings).toMatchObject([
      { clock: 'review/1', kind: 'warned', asOf: '2026-05-19', annotation: null },
      { clock: 'review/1', kind: 'missed', asOf: '2026-06-03', annotation: null },
    ]);
    expect((await desk.facts(id)).findLast((fact: { type: string }) => fact.type === 'case.interrupted')).toMatchObject(
      {
        occurredOn: '2026-05-18',
        registeredLate: true,
      },
    );
  });

  it('and restarted a day that was entered late: the new promise counts from the day itself', async () => {
    const id = await aCase('restart-entered-late');
    desk.on('2026-03-04');
    await interrupt(id, '2026-03-04');
    desk.on('2026-03-20');
    const { body } = await restart(id, '2026-03-06');
    expect(clockStates(body)).toEqual(['guarantee/1 void', 'guarantee/2 missed']);
    expect(body.clocks[1]).toMatchObject({ startedOn: '2026-03-06', dueOn: '2026-03-11' });
  });

  it('several times, each restart with a promise of its own', async () => {
    const id = await aCase('again-and-again');
    for (const [from, to] of [
      ['2026-03-03', '2026-03-04'],
      ['2026-03-05', '2026-03-06'],
    ] as const) {
      desk.on(from);
      await interrupt(id, from);
      desk.on(to);
      await restart(id, to);
    }
    expect(clockStates(await desk.seen(id))).toEqual(['guarantee/1 void', 'guarantee/2 void', 'guarantee/3 running']);
  });

  it('and can meanwhile be given a coach, a measure or an end, but no plan', async () => {
    const id = await aCase('meanwhile');
    await interrupt(id, '2026-03-02');
    const refused = await desk.post(id, 'plans', aPlan('2026-03-02'), vallingby);
    expect(problemOf(refused)).toMatchObject({
      status: 409,
      state: 'interrupted',
      possible: [
        'coaches',
        'receipts',
        'measures',
        'attendances',
        'restarts',
        'transfers',
        'person-changes',
        'disclosure-withdrawals',
        'restrictions',
        'restriction-liftings',
        'statements',
        'closures',
      ],
    });
    expect(problemOf(await interrupt(id, '2026-03-02'))).toMatchObject({ status: 409 });
    const working = await desk.post(id, 'measures', { kind: 'work', startedOn: '2026-03-02' }, vallingby);
    expect(working.body).toMatchObject({ status: 'interrupted', clocks: [{ state: 'met', stoppedBy: 'work' }] });
    const closed = await desk.post(id, 'closures', { on: '2026-03-02', outcome: 'work' }, vallingby);
    expect(closed.body.status).toBe('closed');
  });

  it('and restarted neither before that nor when it was not', async () => {
    const id = await aCase('not-before');
    expect(problemOf(await restart(id, '2026-03-02'))).toMatchObject({ status: 409, state: 'referred' });
    desk.on('2026-03-05');
    await interrupt(id, '2026-03-05');
    expect(errorsOf(await restart(id, '2026-03-04'))).toEqual(['/on before-interruption']);
    expect(errorsOf(await restart(id, '2026-03-06'))).toEqual(['/on in-the-future']);
  });

  it('for a reason that no fact tells and nobody reads in the table', async () => {
    const id = await aCase('reason');
    const marked = { from: '2026-03-02', reason: 'parental-leave' };
    const { body } = await desk.post(id, 'interruptions', marked, vallingby);
    expect((await desk.facts(id)).at(-1)).toMatchObject({ type: 'case.interrupted', data: {} });
    expect(JSON.stringify(body)).not.toContain('parental');
    expect(await legibleIn(world)).not.toContain('parental');
  });
});
