import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, CITY, callerFor, district, office, startCaseWorld } from '../../support/case-world.ts';
import { accessLogOf } from './access-log.ts';
import { aPerson, caseDesk, errorsOf, idOf, problemOf } from './case-desk.ts';
import { everythingIn } from './stored-items.ts';
import { type Traffic, watchTraffic } from './table-traffic.ts';

const KNOWN = '19900118-9811';
const PROTECTED = '19800060-2394';
const UNKNOWN = '19031204-9802';

describe('A search for a person by number', () => {
  let world: CaseWorld;
  let caseId: string;
  let protectedId: string;
  let traffic: (call: () => Promise<unknown>) => Promise<Traffic>;
  beforeAll(async () => {
    world = await startCaseWorld();
    const { on, open } = caseDesk(world);
    on('2026-03-02');
    caseId = await open('', { person: aPerson({ identityNumber: KNOWN }) });
    const namedOfficers = [{ client: 'office-vallingby', officer: 'trusted' }];
    protectedId = await open('', {
      person: aPerson({ identityNumber: PROTECTED, protection: 'protected-registration', namedOfficers }),
    });
    traffic = watchTraffic(world);
  });
  afterAll(() => world.stop());

  const search = (identityNumber: string, as = office('vallingby'), options = {}) =>
    world.call('POST', '/v1/persons/searches', { identityNumber }, { as, ...options });
  const searchesOf = async (id: string) =>
    (await accessLogOf(world, id)).filter(({ what }) => String(what).startsWith('POST persons/searches'));

  it('finds the open case, as it is shown when it is read', async () => {
    const { status, body } = await search(KNOWN);
    expect(status).toBe(200);
    const read = await world.call('GET', `/v1/cases/${caseId}`, undefined, { as: office('vallingby') });
    expect(body).toEqual({ case: read.body });
    expect(body.case.person.identityNumber).toBe(KNOWN);
  });

  it.each(['199001189811', '9001189811', '900118-9811'])(
    'finds it however the number is written: %s',
    async (written) => {
      expect((await search(written)).body.case.id).toBe(caseId);
    },
  );

  it('finds it for its office, its home district and the city, and for nobody else', async () => {
    for (const as of [office('vallingby'), district('bromma'), CITY]) {
      expect((await search(KNOWN, as)).body.case.id).toBe(caseId);
    }
    for (const as of [office('kista'), district('farsta')]) {
      expect((await search(KNOWN, as)).body).toEqual({ case: null });
    }
  });

  it('answers about a case of others exactly as about a person whom nobody knows', async () => {
    const hidden = await search(KNOWN, office('kista'));
    const absent = await search(UNKNOWN, office('kista'));
    const { traceparent: _, ...headers } = hidden.headers;
    expect(absent).toMatchObject({ status: hidden.status, body: hidden.body, headers });
    expect(Object.keys(absent.headers)).toEqual(Object.keys(hidden.headers));
    const steps = async (identityNumber: string) =>
      (await traffic(() => search(identityNumber, office('kista')))).inSequence;
    expect([await steps(KNOWN), await steps(PROTECTED), await steps(UNKNOWN)]).toEqual([3, 3, 3]);
  });

  it('finds a protected person’s case for the named pair of system and officer alone', async () => {
    const found = await search(PROTECTED, office('vallingby'), { officer: 'trusted' });
    expect(found.body.case).toMatchObject({ id: protectedId, person: { protection: 'protected-registration' } });
    expect((await search(PROTECTED)).body).toEqual({ case: null });
    expect((await search(PROTECTED, CITY, { officer: 'trusted' })).body).toEqual({ case: null });
  });

  it('is written down with the case it met, whether it was shown or not', async () => {
    const before = (await searchesOf(caseId)).length;
    world.setClock('2026-03-02T10:00:00.000Z');
    await search(KNOWN, office('vallingby'), { officer: 'shown' });
    world.setClock('2026-03-02T10:00:01.000Z');
    await search(KNOWN, office('kista'), { officer: 'curious' });
    expect((await searchesOf(caseId)).slice(before)).toMatchObject([
      { client: 'office-vallingby', officer: 'shown', what: 'POST persons/searches', outcome: 'shown' },
      { client: 'office-kista', officer: 'curious', what: 'POST persons/searches', outcome: 'not-shown' },
    ]);
  });

  it('finds nothing when the case is closed, or when it has gone to another district', async () => {
    const { open, post } = caseDesk(world);
    const id = await open('', { person: aPerson({ identityNumber: '19031101-9814' }) });
    const by = async (as: ReturnType<typeof office>) => (await search('19031101-9814', as)).body.case?.id ?? null;
    expect(await by(district('bromma'))).toBe(id);
    await post(id, 'transfers', { on: '2026-03-02', toDistrict: 'farsta', reason: 'Flytt.' });
    expect([await by(district('bromma')), await by(district('farsta'))]).toEqual([null, id]);
    await post(id, 'closures', { on: '2026-03-02', outcome: 'moved' });
    expect(await by(CITY)).toBe(null);
  });

  it('follows the number that a person has been given', async () => {
    const { refer, post } = caseDesk(world);
    const id = idOf(await refer('no-number-yet'));
    const number = '20260161-2381';
    expect((await search(number)).body).toEqual({ case: null });
    await post(id, 'person-changes', { on: '2026-03-02', identityNumber: number });
    expect((await search(number)).body.case.id).toBe(id);
  });

  it.each(['19900118-9812', '19901318-9811', 'Kim Exempel', '1', ''])(
    'for what is no number is refused, and %j is not repeated',
    async (written) => {
      const answer = await search(written);
      expect(errorsOf(answer)).toEqual(['/identityNumber check-digit']);
      expect(problemOf(answer)).toMatchObject({ status: 422, type: '/v1/problems/invalid-request' });
      if (written.length > 1) expect(JSON.stringify(answer.body)).not.toContain(written);
    },
  );

  it('for anything but one number is refused', async () => {
    const call = (body: unknown) => world.call('POST', '/v1/persons/searches', body);
    expect(errorsOf(await call({}))).toEqual(['/identityNumber missing-field']);
    expect(errorsOf(await call({ identityNumber: 'x'.repeat(14) }))).toEqual(['/identityNumber too-long']);
    expect(errorsOf(await call({ identityNumber: KNOWN, givenName: 'Kim' }))).toEqual(['/givenName unknown-field']);
  });

  it('needs the scope, and the officer behind it', async () => {
    const unscoped = callerFor({ kind: 'office', code: 'vallingby' }, ['cases:write']);
    expect((await search(KNOWN, unscoped)).status).toBe(403);
    expect((await search(KNOWN, office('vallingby'), { officer: null })).status).toBe(400);
  });

  it('may carry an idempotency key, and leaves nothing in the table but who looked', async () => {
    const unlogged = async () => (await everythingIn(world)).filter(({ pk }) => !String(pk).startsWith('ACCESS#'));
    const before = await unlogged();
    for (const number of [KNOWN, KNOWN, UNKNOWN]) {
      expect((await search(number, office('vallingby'), { key: 'the-same-key' })).status).toBe(200);
    }
    expect(await unlogged()).toEqual(before);
    expect(JSON.stringify(world.lines)).not.toMatch(/9811|9802/);
  });
});
