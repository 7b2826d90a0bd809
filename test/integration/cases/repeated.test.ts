import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, type CaseWorld, CITY, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aReferral } from '../../support/referrals.ts';

const DAY = '2026-03-02';
const vallingby = office('vallingby');
const onlyTheBoss = {
  protection: 'secrecy-marking',
  namedOfficers: [{ client: 'office-vallingby', officer: 'boss' }],
};

describe('A request that comes again is answered as the first was', () => {
  let world: CaseWorld;
  let keys = 0;
  beforeAll(async () => {
    world = await startCaseWorld();
    world.setClock(`${DAY}T09:00:00.000Z`);
  });
  afterAll(() => world.stop());

  const newKey = () => `again-key-${keys++}`;
  const refer = (key: string) => world.call('POST', '/v1/referrals', aReferral(key), { as: district('bromma'), key });
  const aCase = async (): Promise<string> => (await refer(newKey())).body.id;
  const post = (id: string, path: string, body: unknown, options: CallOptions = {}) =>
    world.call('POST', `/v1/cases/${id}/${path}`, body, { as: vallingby, key: newKey(), ...options });
  const coach = (id: string, key: string, options: CallOptions = {}) =>
    post(id, 'coaches', { coach: 'Coach Ett', from: DAY }, { key, ...options });

  it('with the person as then, whatever has been learnt of the person since', async () => {
    const key = newKey();
    const first = await refer(key);
    const { id } = first.body;
    const appointed = await coach(id, key);
    await post(id, 'person-changes', { on: DAY, familyName: 'Gift', contact: { address: 'Ny gata 1' } });
    const renamed = await coach(id, 'again-later');
    await post(id, 'person-changes', { on: DAY, givenName: 'Annat' });
    expect((await refer(key)).body).toEqual(first.body);
    expect((await coach(id, key)).body).toEqual(appointed.body);
    const between = await coach(id, 'again-later');
    expect(between.body).toEqual(renamed.body);
    expect(between.body.person).toMatchObject({ givenName: 'Test', familyName: 'Gift' });
  });

  it('but not to whoever is not named since the person has been protected: to them the case is not there', async () => {
    const id = await aCase();
    const key = newKey();
    expect((await coach(id, key)).body.person).not.toBeNull();
    const change = { on: DAY, ...onlyTheBoss, contact: { address: 'Hemlig gata 1' } };
    await post(id, 'person-changes', change, { as: CITY });
    const again = await coach(id, key);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([404, undefined]);
    expect(JSON.stringify(again.body)).not.toContain('Hemlig');
    expect((await coach(id, key, { officer: 'boss' })).body.person).toMatchObject({ protection: 'none' });
  });

  it('but without the person and free text once their use is restricted, unless for what the law allows', async () => {
    const [referred, key] = [newKey(), newKey()];
    const { id } = (await refer(referred)).body;
    expect((await coach(id, key)).body).toMatchObject({ coach: 'Coach Ett', person: { givenName: 'Test' } });
    await post(id, 'restrictions', { on: DAY, scope: 'allt' });
    expect((await coach(id, key)).body).toMatchObject({ id, version: 2, coach: null, person: null });
    expect((await refer(referred)).body).toMatchObject({ id, version: 1, person: null });
    const lawful = await coach(id, key, { headers: { 'access-purpose': 'legal-claims' } });
    expect(lawful.body).toMatchObject({ version: 2, coach: 'Coach Ett', person: { givenName: 'Test' } });
  });

  it('and whoever protects a person without being named is not shown the person either', async () => {
    const id = await aCase();
    const changed = await post(id, 'person-changes', { on: DAY, ...onlyTheBoss }, { as: CITY });
    expect([changed.status, changed.body.person]).toEqual([201, null]);
    expect((await world.call('GET', `/v1/cases/${id}`, undefined, { as: CITY })).status).toBe(404);
  });
});
