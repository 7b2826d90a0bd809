import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CommandName } from '../../shared/domain/case/commands.ts';
import type { Answer, CallOptions } from '../support/case-world.ts';
import { CALM, type Fault, type FaultPlan } from '../support/fault-plans.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import { type FaultWorld, type FaultWorlds, startFaultWorlds } from '../support/fault-world.ts';
import { aPlan, aReferral } from '../support/referrals.ts';
import { brokenRules, everythingIn } from '../support/stored-cases.ts';

const DAY = '2026-03-02';
const enrolment = { heldOn: DAY, form: 'group-information' };
const answer = { answeredOn: DAY, method: 'paper', language: 'sv' };
type Step = readonly [path: string, body: unknown];
const ENROLLED: ReadonlyArray<Step> = [['enrolments', enrolment]];
const PLANNED: ReadonlyArray<Step> = [...ENROLLED, ['plans', aPlan(DAY)]];
const APPROVED: ReadonlyArray<Step> = [...PLANNED, ['plans/1/answers', { ...answer, answer: 'approved' }]];
const EXPECTED: ReadonlyArray<Step> = [['occasions', { date: DAY, kind: 'meeting' }]];
const RESTRICTED: ReadonlyArray<Step> = [['restrictions', { on: DAY, scope: 'statistik' }]];
const CLOSED: ReadonlyArray<Step> = [['closures', { on: DAY, outcome: 'moved' }]];

/** Each command: what came before it, and itself. */
const COMMANDS: Readonly<Record<CommandName, readonly [before: ReadonlyArray<Step>, command: Step]>> = {
  'hold-releases': [[], ['hold-releases', { on: DAY, reason: 'decision-made' }]],
  enrolments: [[], ['enrolments', enrolment]],
  coaches: [[], ['coaches', { coach: 'Coach', from: DAY }]],
  plans: [ENROLLED, ['plans', aPlan(DAY)]],
  answers: [PLANNED, ['plans/1/answers', { ...answer, answer: 'objected', text: 'Nej.' }]],
  receipts: [PLANNED, ['plans/1/receipts', { kind: 'opened', on: DAY }]],
  measures: [[], ['measures', { kind: 'work', startedOn: DAY, evidence: 'Avtal' }]],
  reviews: [APPROVED, ['reviews', { planVersion: 1, heldOn: DAY, outcome: 'kept', participants: ['coach'] }]],
  occasions: [EXPECTED, ['occasions', { date: DAY, kind: 'meeting' }]],
  attendances: [EXPECTED, ['attendances', { occasion: `${DAY}.meeting.1`, presence: 'late' }]],
  interruptions: [[], ['interruptions', { from: DAY, reason: 'illness' }]],
  restarts: [[['interruptions', { from: DAY, reason: 'illness' }]], ['restarts', { on: DAY }]],
  transfers: [[], ['transfers', { on: DAY, toDistrict: 'farsta', reason: 'Flytt' }]],
  'person-changes': [[], ['person-changes', { on: DAY, givenName: 'Nytt', identityNumber: '19900118-9811' }]],
  'disclosure-withdrawals': [[], ['disclosure-withdrawals', { on: DAY, text: 'Vill inte.' }]],
  restrictions: [[], ['restrictions', { on: DAY, scope: 'statistik' }]],
  'restriction-liftings': [RESTRICTED, ['restriction-liftings', { on: DAY, text: 'Underrättad.' }]],
  statements: [[], ['statements', { on: DAY, concerns: 1, text: 'Så var det inte.' }]],
  closures: [APPROVED, ['closures', { on: DAY, outcome: 'work', detail: 'Tillsvidare' }]],
  reopenings: [CLOSED, ['reopenings', { on: DAY, reason: 'Av misstag' }]],
};

const deep = process.env['JOBBTORG_DEEP'] !== undefined;

/** What can go wrong with one request, in every way that it can; on every change of the code, some of it. */
const MISHAPS = (
  [
    ['lost', 0.1],
    ['lost', 0.6],
    ['dropped', 0],
    ['lost', 0.9],
    ['failed', 0],
    ['throttled', 0.2],
    ['failed', 0.9],
    ['throttled', 0.9],
    ['repeated', 0.1],
    ['conflicted', 0],
    ['repeated', 0.9],
  ] as const satisfies ReadonlyArray<readonly [Fault, number]>
).filter((_, index) => deep || index % 4 === 0);

/** The nth request of a call meets a fault, and no other does. */
const atStep =
  (step: number, fault: Fault, lot: number): FaultPlan =>
  ({ before }) =>
    before === step ? { fault, lot } : null;

describe('When one request to the table goes wrong, whichever and however', () => {
  let worlds: FaultWorlds;
  let proxy: FaultProxy;
  let world: FaultWorld;
  let keys = 0;
  beforeAll(async () => {
    worlds = await startFaultWorlds();
    world = await worlds.create();
    world.setClock(`${DAY}T09:00:00.000Z`);
    proxy = world.proxy;
  });
  afterEach(() => proxy.follow(CALM));
  afterAll(() => worlds.stop());

  const newKey = () => `every-step-${keys++}`;
  const refer = (localId: string, changes: object, key: string) =>
    world.call('POST', '/v1/referrals', aReferral(localId, { ...changes }), { key });
  const opened = async (changes = {}): Promise<Answer> => {
    const key = newKey();
    return refer(key, changes, key);
  };
  const post = (caseId: string, [path, body]: Step, options: CallOptions = {}) =>
    world.call('POST', `/v1/cases/${caseId}/${path}`, body, { key: newKey(), ...options });

  /** One call with a mishap on its way, then the same again with nothing in its way: one effect, one answer. */
  const settles = async (call: () => Promise<Answer>, plan: FaultPlan): Promise<Answer> => {
    proxy.follow(plan);
    const first = await call();
    proxy.follow(CALM);
    if (first.status !== 201) expect([409, 503]).toContain(first.status);
    const second = await call();
    expect(second.status, JSON.stringify([first, second])).toBe(201);
    const third = await call();
    expect(third.headers['idempotency-replayed']).toBe('true');
    expect(third.body).toEqual(second.body);
    if (first.status === 201) expect(second.body).toEqual(first.body);
    return third;
  };
  const requestsOf = async (call: () => Promise<Answer>) => {
    proxy.follow(CALM);
    await call();
    return proxy.requests();
  };

  it('a referral opens one case', async () => {
    const key = newKey();
    await opened();
    const requests = await requestsOf(() => refer(key, {}, key));
    expect(requests).toBe(1);
    for (const [fault, lot] of MISHAPS) {
      const own = newKey();
      const { body } = await settles(() => refer(own, {}, own), atStep(0, fault, lot));
      expect(body).toMatchObject({ version: 1, status: 'referred' });
    }
    expect(brokenRules(await everythingIn(world.table))).toEqual([]);
  });

  it.each(Object.entries(COMMANDS))('%s has one effect', async (name, [before, command]) => {
    const prepared = async () => {
      const { body } = await opened(name === 'hold-releases' ? { benefitDecision: 'awaited' } : {});
      for (const step of before) expect((await post(body.id, step)).status, step[0]).toBe(201);
      return String(body.id);
    };
    const finished = (id: string) => post(id, ['closures', { on: DAY, outcome: 'unknown' }]);
    const first = await prepared();
    const requests = await requestsOf(() => post(first, command));
    await finished(first);
    expect(requests).toBeGreaterThan(1);
    for (const [fault, lot] of MISHAPS) {
      for (let step = 0; step < requests; step++) {
        const id = await prepared();
        const key = newKey();
        const { body } = await settles(() => post(id, command, { key }), atStep(step, fault, lot));
        expect(body.version).toBe(before.length + 2);
        await finished(id);
      }
    }
    expect(brokenRules(await everythingIn(world.table))).toEqual([]);
  });

  it('a line of history becomes one case', async () => {
    const line = (key: string) => ({
      key,
      referral: aReferral(key, { receivedOn: '2026-01-12' }),
      // biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
      then: [['closures', { on: '2026-02-02', outcome: 'work' }]],
    });
    for (const [fault, lot] of MISHAPS) {
      const own = newKey();
      const send = () => world.call('POST', '/v1/history', line(own));
      proxy.follow(atStep(0, fault, lot));
      expect([200, 201, 503]).toContain((await send()).status);
      proxy.follow(CALM);
      const [second, third] = [await send(), await send()];
      expect([third.status, third.body]).toEqual([200, second.body]);
    }
    expect(brokenRules(await everythingIn(world.table))).toEqual([]);
  });

  it('a check that is asked for is one run', async () => {
    for (const [fault, lot] of MISHAPS) {
      for (let step = 0; step < 4; step++) {
        const key = newKey();
        const send = () => world.call('POST', '/v1/check-runs', { asOf: DAY }, { key });
        proxy.follow(atStep(step, fault, lot));
        const first = await send();
        expect([202, 503]).toContain(first.status);
        proxy.follow(CALM);
        const second = await send();
        expect(second.status).toBe(202);
        if (first.status === 202) expect(second.body.id).toBe(first.body.id);
      }
    }
  });
});
