import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseWorld, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan } from '../../support/referrals.ts';
import { caseDesk, clockStates } from '../cases/case-desk.ts';
import { clockOf, explained, FIVE_DAYS, findingsOf, saying } from './told.ts';

/** Bromma refers to Vällingby. */
const home = { as: district('bromma') };
const vallingby = { as: office('vallingby') };

describe('Worked example', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  /** Refers a person on Monday 2 March 2026: the promise is to be kept by Monday the 9th. */
  const referred = async (localId: string, told = {}) => {
    desk.on('2026-03-02');
    const answer = await desk.refer(localId, told, home);
    expect(answer.status).toBe(201);
    return answer;
  };
  const read = (id: string) => desk.get(`/v1/cases/${id}`, vallingby);

  test('the aspirant who wanted the benefit decision first', async () => {
    const opened = await referred('decision-first', { benefitDecision: 'awaited' });
    const id = opened.body.id;
    expect(opened.body).toMatchObject({ status: 'held', office: 'vallingby' });
    expect(clockOf(opened, 'guarantee/1')).toMatchObject({
      state: 'not-started',
      startedOn: null,
      warnOn: null,
      dueOn: null,
      waitingFor: 'district',
    });
    expect(explained(opened, 'guarantee/1')).toEqual([
      '2026-03-02 Fristen har inte börjat: personen väntar på biståndsbeslutet, som den har rätt att få först.',
      `2026-03-02 ${FIVE_DAYS}`,
    ]);

    desk.on('2026-03-04');
    const tooEarly = await desk.enrol(id, '2026-03-04', vallingby);
    expect([tooEarly.status, tooEarly.body.state]).toEqual([409, 'held']);
    expect(tooEarly.body.possible).toContain('hold-releases');
    await world.night('2026-03-16');
    expect(findingsOf(await read(id))).toEqual([]);

    desk.on('2026-03-17');
    const release = { on: '2026-03-17', reason: 'decision-made' };
    expect((await desk.post(id, 'hold-releases', release, vallingby)).status).toBe(403);
    const released = await desk.post(id, 'hold-releases', release, home);
    expect(released.body.status).toBe('referred');
    expect(clockOf(released, 'guarantee/1')).toMatchObject({
      state: 'running',
      startedOn: '2026-03-17',
      warnOn: '2026-03-19',
      dueOn: '2026-03-23',
      waitingFor: 'office',
    });
    expect(explained(released, 'guarantee/1')).toEqual([
      '2026-03-17 Väntan på biståndsbeslutet är över. Dagen räknas som dag noll.',
      '2026-03-22 5 kalenderdagar räknade.',
      '2026-03-22 Hoppas över: söndag.',
      '2026-03-23 Sista dagen att hålla löftet; hela dagen räknas.',
      '2026-03-19 Från denna dag varnas för att fristen löper ut.',
      `2026-03-17 ${FIVE_DAYS}`,
    ]);

    desk.on('2026-03-18');
    await desk.enrol(id, '2026-03-18', vallingby);
    await desk.post(id, 'plans', aPlan('2026-03-18'), vallingby);
    const answered = await desk.post(id, 'plans/1/answers', saying('approved', '2026-03-18'), vallingby);
    expect(clockOf(answered, 'guarantee/1')).toMatchObject({
      state: 'met',
      stoppedOn: '2026-03-18',
      stoppedBy: 'plan',
    });
    await world.night('2026-03-24');
    expect(findingsOf(await read(id))).toEqual([]);
  });

  describe('the plan approved on the due day but registered the day after', () => {
    /** Enrolled on the 4th, planned on the 9th, the last day, and approved that day on paper. */
    const planned = async (localId: string) => {
      const id = (await referred(localId)).body.id;
      desk.on('2026-03-04');
      await desk.enrol(id, '2026-03-04', vallingby);
      await world.night('2026-03-05');
      desk.on('2026-03-09');
      await desk.post(id, 'plans', aPlan('2026-03-09'), vallingby);
      return id;
    };
    const approve = (id: string) =>
      desk.post(id, 'plans/1/answers', saying('approved', '2026-03-09', { method: 'paper' }), vallingby);

    test('after the nightly check: met, and the breach stands with both dates', async () => {
      const id = await planned('due-day-late');
      await world.night('2026-03-10');
      const missed = await read(id);
      expect(clockOf(missed, 'guarantee/1')).toMatchObject({ state: 'missed', waitingFor: 'aspirant' });
      expect(findingsOf(missed)).toEqual(['guarantee/1 warned 2026-03-05', 'guarantee/1 missed 2026-03-10']);

      world.setClock('2026-03-10T08:00:00.000Z');
      const approved = await approve(id);
      expect(clockOf(approved, 'guarantee/1')).toMatchObject({
        state: 'met',
        dueOn: '2026-03-09',
        stoppedOn: '2026-03-09',
        stoppedBy: 'plan',
        registeredOn: '2026-03-10',
      });
      expect(explained(approved, 'guarantee/1')).toEqual([
        '2026-03-02 Hänvisningen togs emot. Dagen räknas som dag noll.',
        '2026-03-07 5 kalenderdagar räknade.',
        '2026-03-07 Hoppas över: lördag.',
        '2026-03-08 Hoppas över: söndag.',
        '2026-03-09 Sista dagen att hålla löftet; hela dagen räknas.',
        '2026-03-05 Från denna dag varnas för att fristen löper ut.',
        '2026-03-09 Aspiranten godkände planen: löftet hölls.',
        `2026-03-02 ${FIVE_DAYS}`,
      ]);
      expect(findingsOf(approved)).toEqual([
        'guarantee/1 warned 2026-03-05',
        'guarantee/1 missed 2026-03-10 met-but-registered-late',
      ]);
      const late = (await desk.facts(id, vallingby)).find(({ type }: { type: string }) => type === 'plan.answered');
      expect(late).toMatchObject({
        occurredOn: '2026-03-09',
        recordedAt: '2026-03-10T08:00:00.000Z',
        registeredLate: true,
      });
    });

    test('before the nightly check, at three in the morning: met, and no breach was ever found', async () => {
      const id = await planned('due-day-night');
      world.setClock('2026-03-10T02:00:00.000Z');
      await approve(id);
      await world.night('2026-03-10');
      const after = await read(id);
      expect(clockOf(after, 'guarantee/1')).toMatchObject({ state: 'met', registeredOn: '2026-03-10' });
      expect(findingsOf(after)).toEqual(['guarantee/1 warned 2026-03-05']);
    });
  });

  test('the objection followed by a new version', async () => {
    const id = (await referred('objection')).body.id;
    desk.on('2026-03-03');
    await desk.enrol(id, '2026-03-03', vallingby);
    await desk.post(id, 'plans', aPlan('2026-03-03'), vallingby);
    desk.on('2026-03-04');
    const why = 'Jag vill hellre läsa svenska.';
    const objected = await desk.post(id, 'plans/1/answers', saying('objected', '2026-03-04', { text: why }), vallingby);
    expect(objected.body).toMatchObject({ status: 'planned', plan: { version: 1, answer: 'objected' } });
    expect(clockOf(objected, 'guarantee/1')).toMatchObject({ state: 'running', stoppedOn: null, waitingFor: 'office' });
    expect(clockStates(objected.body)).toEqual(['guarantee/1 running']);

    const changedMind = await desk.post(id, 'plans/1/answers', saying('approved', '2026-03-04'), vallingby);
    expect([changedMind.status, changedMind.body.state]).toEqual([409, 'planned']);
    expect(changedMind.body.possible).toContain('plans');
    const receipt = { kind: 'objection', on: '2026-03-04', text: 'Enheten ser det likadant.' };
    expect((await desk.post(id, 'plans/1/receipts', receipt, home)).status).toBe(201);

    desk.on('2026-03-06');
    const drawnUp = await desk.post(id, 'plans', { ...aPlan('2026-03-06'), goal: 'Svenska, sedan arbete' }, vallingby);
    expect(drawnUp.body.plan).toMatchObject({ version: 2, answer: null, receipts: {} });
    expect(drawnUp.body.plan.hash).not.toBe(objected.body.plan.hash);
    expect(clockOf(drawnUp, 'guarantee/1')).toMatchObject({ state: 'at-risk', waitingFor: 'aspirant' });

    desk.on('2026-03-09');
    const answer = saying('approved-with-reservation', '2026-03-09', { interpreter: 'ar', text: 'Gärna kvällstid.' });
    const approved = await desk.post(id, 'plans/2/answers', answer, vallingby);
    expect(clockOf(approved, 'guarantee/1')).toMatchObject({
      state: 'met',
      stoppedOn: '2026-03-09',
      stoppedBy: 'plan',
      waitingFor: null,
    });
    expect(clockOf(approved, 'review/1')).toMatchObject({
      state: 'running',
      startedOn: '2026-03-09',
      warnOn: '2026-05-26',
      dueOn: '2026-06-09',
      waitingFor: 'office',
    });
    const answers = (await desk.facts(id, vallingby)).filter(({ type }: { type: string }) => type === 'plan.answered');
    expect(answers.map(({ data }: { data: unknown }) => data)).toEqual([
      { version: 1, answer: 'objected', method: 'in-person', hash: objected.body.plan.hash },
      { version: 2, answer: 'approved-with-reservation', method: 'in-person', hash: drawnUp.body.plan.hash },
    ]);
    expect(JSON.stringify(await desk.facts(id, vallingby))).not.toContain('svenska');
  });

  describe('the closure by mistake, reopened', () => {
    const close = (id: string) => desk.post(id, 'closures', { on: '2026-03-04', outcome: 'moved' }, vallingby);
    const reopen = (id: string, on: string) =>
      desk.post(id, 'reopenings', { on, reason: 'Fel ärende avslutades.' }, vallingby);

    test('in time: the promise runs on as if nothing had happened', async () => {
      const opened = await referred('mistake-in-time');
      const id = opened.body.id;
      desk.on('2026-03-04');
      const closed = await close(id);
      expect(closed.body).toMatchObject({ status: 'closed', closure: { on: '2026-03-04', outcome: 'moved' } });
      expect(clockStates(closed.body)).toEqual(['guarantee/1 void']);

      desk.on('2026-03-06');
      const reopened = await reopen(id, '2026-03-06');
      expect(reopened.body).toMatchObject({ status: 'referred', closure: null });
      expect(clockOf(reopened, 'guarantee/1')).toMatchObject({
        state: 'at-risk',
        startedOn: '2026-03-02',
        dueOn: '2026-03-09',
        waitingFor: 'office',
      });
      expect(explained(reopened, 'guarantee/1')).toEqual(explained(opened, 'guarantee/1'));
      expect(await desk.factTypes(id)).toEqual(['case.received', 'case.closed', 'case.reopened']);

      const approved = await desk.approve(id, '2026-03-06');
      expect(clockOf(approved, 'guarantee/1')).toMatchObject({ state: 'met', stoppedOn: '2026-03-06' });
    });

    test('after the last day: the promise was broken on its day, and is found the night after', async () => {
      const id = (await referred('mistake-too-late')).body.id;
      desk.on('2026-03-04');
      await close(id);
      await world.night('2026-03-10');
      expect(findingsOf(await read(id))).toEqual([]);

      desk.on('2026-03-16');
      expect(clockStates((await reopen(id, '2026-03-16')).body)).toEqual(['guarantee/1 missed']);
      await world.night('2026-03-17');
      expect(findingsOf(await read(id))).toEqual(['guarantee/1 warned 2026-03-05', 'guarantee/1 missed 2026-03-10']);
    });

    test('but not while the person has another open case', async () => {
      const id = (await referred('mistake-referred-anew')).body.id;
      desk.on('2026-03-04');
      await close(id);
      const anew = await desk.refer('mistake-referred-anew', {}, home);
      expect(anew.status).toBe(201);
      const refused = await reopen(id, '2026-03-04');
      expect([refused.status, refused.body.type]).toEqual([409, '/v1/problems/open-case-exists']);
      expect(refused.body.caseId).toBe(anew.body.id);
      await desk.post(anew.body.id, 'closures', { on: '2026-03-04', outcome: 'opened-by-mistake' }, vallingby);
      expect((await reopen(id, '2026-03-04')).body.status).toBe('referred');
    });
  });
});
