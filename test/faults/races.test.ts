import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../shared/http/caller.ts';
import { type Answer, type CallOptions, CITY, district, office } from '../support/case-world.ts';
import { always, CALM, type Sent } from '../support/fault-plans.ts';
import { type FaultWorld, type FaultWorlds, startFaultWorlds } from '../support/fault-world.ts';
import { aReferral } from '../support/referrals.ts';
import { brokenRules, casesAmong, everythingIn } from '../support/stored-cases.ts';

const DAY = '2026-03-02';
const NUMBER = '19900118-9811';
const enrolment = { heldOn: DAY, form: 'group-information' };
const isTransaction = ({ operation }: Sent) => operation === 'TransactWriteItems';
const isReadOfHead = ({ operation, text }: Sent) => operation === 'Query' && text.includes('"HEAD"');

describe('Two who act on the same at the same moment', () => {
  let worlds: FaultWorlds;
  let world: FaultWorld;
  let keys = 0;
  beforeAll(async () => {
    worlds = await startFaultWorlds();
  });
  beforeEach(async () => {
    world = await worlds.create();
    world.setClock(`${DAY}T09:00:00.000Z`);
  });
  afterEach(async () => {
    world.proxy.follow(CALM);
    expect(brokenRules(await everythingIn(world.table))).toEqual([]);
  });
  afterAll(() => worlds.stop());

  const newKey = () => `race-key-${keys++}`;
  const refer = (changes: object = {}, as: Caller = CITY) =>
    world.call('POST', '/v1/referrals', aReferral(newKey(), { ...changes }), { as, key: newKey() });
  const byNumber = (home = 'bromma') => {
    const { localId: _, ...person } = aReferral('').person;
    return { district: home, person: { ...person, identityNumber: NUMBER } };
  };
  const aCase = async (changes: object = {}): Promise<string> => {
    const { status, body } = await refer(changes);
    expect(status).toBe(201);
    return body.id;
  };
  const post = (id: string, path: string, body: unknown, options: CallOptions = {}) =>
    world.call('POST', `/v1/cases/${id}/${path}`, body, { key: newKey(), ...options });
  const stored = async (id: string) => {
    const found = casesAmong(await everythingIn(world.table)).find((one) => one.id === id);
    if (found === undefined) throw new Error('no such case');
    return found;
  };
  const facts = async (id: string) => (await stored(id)).facts;
  const codeOf = ({ body }: Answer) => String(body.type ?? '').replace('/v1/problems/', '');
  /** The first call waits where the gate stands until the second is through. */
  const overtaken = async (
    first: () => Promise<Answer>,
    gate: (sent: Sent) => boolean,
    second: () => Promise<unknown>,
  ) => {
    const { held, release } = world.proxy.hold(gate);
    const slow = first();
    await held;
    await second();
    release();
    return slow;
  };

  it('note two occasions alike, and each gets an id of its own', async () => {
    const id = await aCase();
    const note = () => post(id, 'occasions', { date: DAY, kind: 'meeting' });
    const slow = await overtaken(note, isReadOfHead, note);
    expect(slow.body.occasion.id).toBe(`${DAY}.meeting.2`);
  });

  it('register how an occasion went, and the later statement corrects the earlier', async () => {
    const id = await aCase();
    await post(id, 'occasions', { date: DAY, kind: 'meeting' });
    const attendance = (presence: string) => () => post(id, 'attendances', { occasion: `${DAY}.meeting.1`, presence });
    const slow = await overtaken(attendance('present'), isReadOfHead, attendance('absent-with-notice'));
    expect(slow.body.occasion.presence).toBe('present');
    const registered = (await facts(id)).flatMap((fact) =>
      fact.type === 'attendance.registered' ? [fact.data.corrects] : [],
    );
    expect(registered).toEqual([null, 3]);
  });

  it('reopen a case and refer the person anew: one of them is open', async () => {
    const id = await aCase(byNumber());
    await post(id, 'closures', { on: DAY, outcome: 'moved' });
    const reopen = () => post(id, 'reopenings', { on: DAY, reason: 'Av misstag' });
    const tooLate = await overtaken(reopen, isTransaction, () => refer(byNumber()));
    expect([tooLate.status, codeOf(tooLate)]).toEqual([409, 'open-case-exists']);
    const again = await reopen();
    expect([again.status, codeOf(again)]).toEqual([409, 'open-case-exists']);
  });

  it('reopen the same case, and it is reopened once', async () => {
    const id = await aCase(byNumber());
    await post(id, 'closures', { on: DAY, outcome: 'moved' });
    const reopen = () => post(id, 'reopenings', { on: DAY, reason: 'Av misstag' });
    const second = await overtaken(reopen, isTransaction, reopen);
    expect([second.status, codeOf(second)]).toEqual([409, 'not-possible-now']);
  });

  it('give a person a number and refer whoever has that number: one of them is open', async () => {
    const id = await aCase();
    const change = () => post(id, 'person-changes', { on: DAY, identityNumber: NUMBER });
    const tooLate = await overtaken(change, isTransaction, () => refer(byNumber('farsta')));
    expect([tooLate.status, codeOf(tooLate)]).toEqual([409, 'open-case-exists']);
    expect(tooLate.body.caseId).toBeDefined();
  });

  it('refer whoever has a number and give a person that number: the same the other way round', async () => {
    const id = await aCase();
    const change = () => post(id, 'person-changes', { on: DAY, identityNumber: NUMBER });
    const tooLate = await overtaken(() => refer(byNumber('farsta'), district('farsta')), isTransaction, change);
    expect([tooLate.status, codeOf(tooLate), tooLate.body.caseId]).toEqual([409, 'open-case-exists', undefined]);
    expect((await facts(id)).at(-1)).toMatchObject({ type: 'transfer.requested', data: { district: 'farsta' } });
  });

  it('close a case and give its person another number: no lock is left behind', async () => {
    const id = await aCase();
    const change = () => post(id, 'person-changes', { on: DAY, identityNumber: NUMBER });
    const close = () => post(id, 'closures', { on: DAY, outcome: 'moved' });
    expect((await overtaken(change, isTransaction, close)).status).toBe(201);
    expect((await refer(byNumber())).status).toBe(201);
  });

  it('transfer a case and enrol its aspirant at the office it leaves, which has nothing to say any more', async () => {
    const id = await aCase();
    const enrol = () => post(id, 'enrolments', enrolment, { as: office('vallingby') });
    const move = () => post(id, 'transfers', { on: DAY, toDistrict: 'farsta', reason: 'Flytt' });
    expect((await overtaken(enrol, isTransaction, move)).status).toBe(404);
    expect((await facts(id)).map(({ type }) => type)).toEqual(['case.received', 'case.transferred']);
  });

  it('change a case that a check looks at, on the version that was read, which the check has left as it was', async () => {
    const id = await aCase();
    const head = await world.deps.store.readHead(id);
    if (head === undefined) throw new Error('a case that was opened can be read');
    const coach = () => post(id, 'coaches', { coach: 'A', from: DAY }, { ifMatch: '"1"' });
    const answer = await overtaken(coach, isTransaction, () => world.deps.store.noteCheck(head, null));
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  });

  it('change the same version, and the second is told that it has changed', async () => {
    const id = await aCase();
    const coach = () => post(id, 'coaches', { coach: 'A', from: DAY }, { ifMatch: '"1"' });
    const second = await overtaken(coach, isTransaction, coach);
    expect([second.status, codeOf(second)]).toEqual([412, 'stale-version']);
  });

  it('act and send the same again: both are told the same, and it is done once', async () => {
    const id = await aCase();
    const key = newKey();
    const coach = () => post(id, 'coaches', { coach: 'A', from: DAY }, { key, ifMatch: '"1"' });
    const second = await overtaken(coach, isTransaction, coach);
    expect([second.status, second.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(await facts(id)).toHaveLength(2);
  });

  it('refer a person whom another district has, and its office is told of it however busy the case is', async () => {
    const id = await aCase(byNumber());
    const key = newKey();
    const theirs = () =>
      world.call('POST', '/v1/referrals', aReferral('', byNumber('farsta')), { as: district('farsta'), key });
    world.proxy.follow(always('conflicted', (sent) => isTransaction(sent) && sent.alike > 0));
    const busy = await theirs();
    expect([busy.status, codeOf(busy)]).toEqual([409, 'request-in-progress']);
    world.proxy.follow(CALM);
    expect(codeOf(await theirs())).toBe('open-case-exists');
    expect((await facts(id)).at(-1)?.type).toBe('transfer.requested');
  });

  it('check the same day, and a batch that comes again counts what it counted the first time', async () => {
    await aCase();
    world.setClock('2026-03-05T09:00:00.000Z');
    const [first, second] = [await world.startRun('2026-03-05'), await world.startRun('2026-03-05')];
    for (const run of [first, second, first, second]) for (const batch of run.batches) await world.assess(run, batch);
    const counts = [first, second].map(async ({ id }) => {
      const { body } = await world.call('GET', `/v1/check-runs/${id}`);
      return [body.found, body.assessed, body.warned, body.failed];
    });
    expect(await Promise.all(counts)).toEqual([
      [1, 1, 1, 0],
      [1, 1, 0, 0],
    ]);
  });

  it('are both outside the rules, and both are counted however busy the counters are', async () => {
    const key = newKey();
    const outside = () => world.call('POST', '/v1/referrals', aReferral(key, { ground: 'none' }), { key });
    world.proxy.follow(always('conflicted'));
    expect((await outside()).status).toBe(503);
    world.proxy.follow(CALM);
    for (let time = 0; time < 3; time++) expect(codeOf(await outside())).toBe('not-eligible');
    const counters = (await everythingIn(world.table)).filter(({ pk }) => pk.startsWith('REFUSALS#'));
    expect(counters.map(({ sk, refused }) => [sk, refused])).toEqual([['outside-target-group', 1]]);
  });
});
