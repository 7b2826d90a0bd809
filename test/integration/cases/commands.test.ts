import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, CITY, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import { accessLogOf } from './access-log.ts';

const vallingby = office('vallingby');
const enrolment = { heldOn: '2026-03-02', form: 'group-information' };

describe('An office works on a case', () => {
  let world: CaseWorld;
  let people = 0;
  beforeAll(async () => {
    world = await startCaseWorld();
    world.setClock('2026-03-02T09:00:00.000Z');
  });
  afterAll(() => world.stop());

  const aCase = async (changes = {}): Promise<string> => {
    const key = `person-${people++}`;
    const answer = await world.call('POST', '/v1/referrals', aReferral(key, changes), { key });
    return answer.body.id;
  };
  const post = (caseId: string, path: string, body: unknown, options = {}) =>
    world.call('POST', `/v1/cases/${caseId}/${path}`, body, { as: vallingby, ...options });
  const get = (path: string, options = {}) => world.call('GET', path, undefined, { as: vallingby, ...options });

  it('from enrolment to closure, each step a fact in sequence', async () => {
    const id = await aCase();
    await post(id, 'enrolments', enrolment);
    await post(id, 'coaches', { coach: 'Coach Ett', from: '2026-03-02' });
    await post(id, 'plans', aPlan('2026-03-02'));
    await post(id, 'plans/1/answers', {
      answer: 'approved',
      answeredOn: '2026-03-02',
      method: 'in-person',
      language: 'sv',
    });
    const review = { planVersion: 1, heldOn: '2026-03-02', outcome: 'kept', participants: ['aspirant', 'coach'] };
    await post(id, 'reviews', review);
    await post(id, 'measures', { kind: 'work', startedOn: '2026-03-02', evidence: 'Anställningsavtal' });
    const closed = await post(id, 'closures', { on: '2026-03-02', outcome: 'work' });
    expect(closed.status).toBe(201);
    expect(closed.body).toMatchObject({ status: 'closed', version: 8, closure: { on: '2026-03-02', outcome: 'work' } });
    const facts = await get(`/v1/cases/${id}/facts`);
    expect(facts.body.items.map(({ sequence, type }: { sequence: number; type: string }) => [sequence, type])).toEqual([
      [1, 'case.received'],
      [2, 'case.enrolled'],
      [3, 'coach.assigned'],
      [4, 'plan.drawn-up'],
      [5, 'plan.answered'],
      [6, 'plan.reviewed'],
      [7, 'measure.started'],
      [8, 'case.closed'],
    ]);
    expect(facts.body.total).toBe(8);
    expect(
      closed.body.clocks.map((clock: { id: string; state: string; stoppedBy: string }) => [clock.id, clock.state]),
    ).toEqual([
      ['guarantee/1', 'met'],
      ['review/1', 'met'],
      ['review/2', 'void'],
    ]);
    expect(closed.body.clocks[0].stoppedBy).toBe('work');
  });

  it('and the state folded from the facts is the stored one to the letter', async () => {
    const id = await aCase();
    await post(id, 'enrolments', enrolment);
    await post(id, 'plans', aPlan('2026-03-02'));
    const history = await world.deps.store.readHistory(id);
    const head = await world.deps.store.readHead(id);
    expect(history?.facts).toHaveLength(3);
    expect(JSON.stringify(history?.state)).toBe(JSON.stringify(head?.state));
  });

  it('in an order that the case does not allow, and is told its state and what is possible', async () => {
    const id = await aCase();
    const answer = await post(id, 'plans', aPlan('2026-03-02'));
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      type: '/v1/problems/not-possible-now',
      state: 'referred',
      possible: [
        'enrolments',
        'coaches',
        'measures',
        'occasions',
        'attendances',
        'interruptions',
        'transfers',
        'person-changes',
        'disclosure-withdrawals',
        'restrictions',
        'restriction-liftings',
        'statements',
        'closures',
      ],
    });
  });

  it('on a day to come or before the referral, and is told which field', async () => {
    const id = await aCase();
    const ahead = await post(id, 'enrolments', { ...enrolment, heldOn: '2026-03-03' });
    expect(ahead.body.errors).toMatchObject([{ pointer: '/heldOn', code: 'in-the-future' }]);
    const before = await post(id, 'enrolments', { ...enrolment, heldOn: '2026-03-01' });
    expect(before.body.errors).toMatchObject([{ pointer: '/heldOn', code: 'before-referral' }]);
  });

  it('on a day that has passed, which shows as registered late', async () => {
    const id = await aCase({ receivedOn: '2026-02-20' });
    await post(id, 'enrolments', { ...enrolment, heldOn: '2026-02-24' });
    const { body } = await get(`/v1/cases/${id}/facts`);
    expect(body.items.map((fact: { registeredLate: boolean }) => fact.registeredLate)).toEqual([true, true]);
  });

  it('on the version it has read, and is refused when someone was there before', async () => {
    const id = await aCase();
    const fresh = await post(id, 'enrolments', enrolment, { ifMatch: '"1"' });
    expect(fresh.headers['etag']).toBe('"2"');
    const stale = await post(id, 'coaches', { coach: 'A', from: '2026-03-02' }, { ifMatch: '"1"' });
    expect(stale.status).toBe(412);
    expect(stale.body.type).toBe('/v1/problems/stale-version');
  });

  it('twice with one key, and the second changes nothing', async () => {
    const id = await aCase();
    const first = await post(id, 'enrolments', enrolment, { key: 'enrol-once' });
    const second = await post(id, 'enrolments', enrolment, { key: 'enrol-once' });
    expect(second.status).toBe(201);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    const other = await post(id, 'coaches', { coach: 'A', from: '2026-03-02' }, { key: 'enrol-once' });
    expect(other.body.type).toBe('/v1/problems/idempotency-key-reused');
  });

  it('at the same moment as others, and every change lands in its own place', async () => {
    const id = await aCase();
    const answers = await Promise.all(
      Array.from({ length: 3 }, (_, n) => post(id, 'coaches', { coach: `Coach ${n}`, from: '2026-03-02' })),
    );
    const accepted = answers.filter(({ status }) => status === 201).length;
    const { body } = await get(`/v1/cases/${id}/facts`);
    expect(body.items.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
      Array.from({ length: accepted + 1 }, (_, n) => n + 1),
    );
    expect(accepted).toBeGreaterThan(0);
  });

  it('with a service that the catalogue of the day lacks, and is told which', async () => {
    const id = await aCase();
    await post(id, 'enrolments', enrolment);
    const plan = aPlan('2026-03-02');
    const odd = { ...plan, activities: [...plan.activities, { ...plan.activities[0], service: 'fishing' }] };
    const answer = await post(id, 'plans', odd);
    expect(answer.body.errors).toMatchObject([{ pointer: '/activities/1/service', code: 'unknown-service' }]);
  });

  describe('and who may see it', () => {
    it('is its office, its home district and the city; to all others it does not exist', async () => {
      const id = await aCase();
      const statuses = await Promise.all(
        [vallingby, district('bromma'), CITY, office('kista'), district('farsta')].map(
          async (as) => (await get(`/v1/cases/${id}`, { as })).status,
        ),
      );
      expect(statuses).toEqual([200, 200, 200, 404, 404]);
      const [hidden, absent] = await Promise.all([
        get(`/v1/cases/${id}`, { as: office('kista') }),
        get('/v1/cases/00000000000000000000000000', { as: office('kista') }),
      ]);
      const shown = ({ status, body }: { status: number; body: Record<string, unknown> }) => ({
        status,
        ...body,
        instance: '',
      });
      expect(shown(hidden)).toEqual(shown(absent));
      const write = await post(id, 'enrolments', enrolment, { as: office('kista') });
      expect(write.status).toBe(404);
    });

    it('is only the named pair of system and officer when the identity is protected', async () => {
      const person = {
        ...aReferral('protected').person,
        protection: 'secrecy-marking',
        namedOfficers: [
          { client: 'office-vallingby', officer: 'trusted' },
          { client: 'district-bromma', officer: 'caseworker' },
        ],
      };
      const key = 'protected-person';
      const opened = await world.call('POST', '/v1/referrals', aReferral(key, { person }), {
        as: district('bromma'),
        key,
      });
      expect(opened.body.person).toBeNull();
      const path = `/v1/cases/${opened.body.id}`;
      expect((await get(path, { officer: 'trusted' })).body.person.protection).toBe('secrecy-marking');
      expect((await get(path, { officer: 'someone' })).status).toBe(404);
      expect((await get(path, { as: CITY, officer: 'trusted' })).status).toBe(404);
      const lists = async (officer: string) => (await get('/v1/cases', { officer, query: { limit: '100' } })).body;
      expect(JSON.stringify(await lists('someone'))).not.toContain(opened.body.id);
      expect(JSON.stringify(await lists('trusted'))).toContain(opened.body.id);
      expect((await lists('trusted')).total).toBe((await lists('someone')).total + 1);
    });

    it('needs the scope, and the officer behind the call', async () => {
      const id = await aCase();
      const write = await post(id, 'enrolments', enrolment, { as: district('bromma') });
      expect(write.status).toBe(403);
      expect(write.body).toMatchObject({ type: '/v1/problems/missing-scope', scope: 'cases:write' });
      expect((await get(`/v1/cases/${id}`, { officer: null })).status).toBe(400);
    });

    it('is written down before the answer, reads and writes alike', async () => {
      const id = await aCase();
      world.setClock('2026-03-02T10:00:00.000Z');
      await get(`/v1/cases/${id}`, { officer: 'curious' });
      const log = await accessLogOf(world, id);
      expect(log.map(({ what, officer }) => [what, officer])).toEqual([
        ['POST referrals', 'officer-1'],
        ['GET case', 'curious'],
      ]);
    });
  });

  it('and lists its cases by state, page by page, with the total of the same read', async () => {
    const all = await get('/v1/cases', { query: { status: 'referred', limit: '2', page: '1' } });
    expect(all.body.items).toHaveLength(2);
    const next = await get('/v1/cases', { query: { status: 'referred', limit: '2', page: '2' } });
    expect(next.body.total).toBe(all.body.total);
    const ids = [...all.body.items, ...next.body.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const theirs = await get('/v1/cases', { as: office('kista') });
    expect(theirs.body.total).toBe(0);
    const tooMany = await get('/v1/cases', { query: { limit: '101' } });
    expect(tooMany.body.errors).toMatchObject([{ pointer: '/limit', code: 'too-long' }]);
  });
});
