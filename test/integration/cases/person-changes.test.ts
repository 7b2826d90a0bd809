import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type CaseWorld, CITY, district, office, startCaseWorld } from '../../support/case-world.ts';
import { accessLogOf } from './access-log.ts';
import { aPerson, caseDesk, errorsOf, idOf, problemOf } from './case-desk.ts';
import { everythingIn } from './stored-items.ts';

const DAY = '2026-03-02';
const vallingby = office('vallingby');

describe('A person turns out to be', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
    desk.on(DAY);
  });
  afterAll(() => world.stop());

  const change = (caseId: string, changes: object, options = {}) =>
    desk.post(caseId, 'person-changes', { on: DAY, ...changes }, { as: vallingby, ...options });
  const everything = () => everythingIn(world);
  const locksOf = async (caseId: string) =>
    (await everything()).filter((item) => item['sk'] === 'LOCK' && item['caseId'] === caseId).length;
  const rowOf = async (caseId: string) => {
    const query = { of: 'office', codes: ['vallingby'], rosters: ['open', 'closed', 'protected'] } as const;
    return (await world.deps.store.list(query)).find(({ row }) => row.id === caseId)?.row;
  };
  const referred = (identityNumber: string, told = {}, options = {}) =>
    desk.refer('', { person: aPerson({ identityNumber }), ...told }, options);

  describe('known by another number', () => {
    const [old, other] = ['19900118-9811', '20190101-2391'];
    let id: string;
    let earlier: string;
    beforeAll(async () => {
      id = idOf(await referred(old));
      const changed = await change(id, { identityNumber: other });
      expect(changed.body.person.identityNumber).toBe(other);
      earlier = idOf(await referred(old));
    });

    it('under which a second case cannot be opened', async () => {
      expect(problemOf(await referred(other))).toMatchObject({ status: 409, caseId: id });
      expect(problemOf(await referred('190101-2391'))).toMatchObject({ status: 409, caseId: id });
    });

    it('while the one before belongs to whom it belongs to, and opens a case of its own', async () => {
      expect(earlier).not.toBe(id);
      expect([await locksOf(id), await locksOf(earlier)]).toEqual([1, 1]);
    });

    it('and not back to one under which another case has been opened since', async () => {
      const refused = await change(id, { identityNumber: old });
      expect(problemOf(refused)).toMatchObject({ status: 409, type: '/v1/problems/open-case-exists', caseId: earlier });
      expect(await desk.seen(id)).toMatchObject({ version: 2, person: { identityNumber: other } });
      expect([await locksOf(id), await locksOf(earlier)]).toEqual([1, 1]);
    });

    it('written differently, which moves nothing', async () => {
      const again = await change(id, { identityNumber: '190101-2391' });
      expect([again.status, await locksOf(id)]).toEqual([201, 1]);
      expect((await referred(other)).status).toBe(409);
    });
  });

  it('someone with an open case elsewhere, which is not told, but noted with that case', async () => {
    const elsewhere = idOf(await referred('19800060-2394', { district: 'farsta' }, { as: district('farsta') }));
    const id = await desk.open('same-as-elsewhere');
    const refused = await change(id, { identityNumber: '19800060-2394' }, { officer: 'trying' });
    expect(problemOf(refused)).toMatchObject({ status: 409, type: '/v1/problems/open-case-exists' });
    expect(JSON.stringify(refused.body)).not.toContain(elsewhere);
    expect(await accessLogOf(world, elsewhere)).toContainEqual(
      expect.objectContaining({ client: 'office-vallingby', officer: 'trying', refusal: 'open-case-exists' }),
    );
    const told = await change(id, { identityNumber: '19800060-2394' }, { as: CITY });
    expect(told.body.caseId).toBe(elsewhere);
  });

  it('known by a number at last: the district’s own id is forgotten', async () => {
    const id = await desk.open('without-number');
    const changed = await change(id, { identityNumber: '19031204-9802' });
    expect(changed.body.person).toMatchObject({ identityNumber: '19031204-9802', givenName: 'Test' });
    expect(changed.body.person).not.toHaveProperty('localId');
    expect((await referred('19031204-9802')).status).toBe(409);
    expect(await locksOf(id)).toBe(1);
  });

  it('another while the case is closed: the number then known is the one that reopening takes', async () => {
    const [before, after] = ['19031101-9814', '20190524-2382'];
    const id = idOf(await referred(before));
    await desk.post(id, 'closures', { on: DAY, outcome: 'moved' });
    await change(id, { identityNumber: after });
    expect(await locksOf(id)).toBe(0);
    await desk.post(id, 'reopenings', { on: DAY, reason: 'Av misstag.' });
    expect(await locksOf(id)).toBe(1);
    expect(problemOf(await referred(after))).toMatchObject({ status: 409, caseId: id });
    expect((await referred(before)).status).toBe(201);
  });

  describe('in need of protection', () => {
    const trusted = { officer: 'trusted' };
    const protect = {
      protection: 'secrecy-marking',
      namedOfficers: [{ client: 'office-vallingby', officer: 'trusted' }],
    };
    const listedFor = async (caseId: string, options = {}) => {
      const { items } = (await desk.get('/v1/cases', { as: vallingby, query: { limit: '100' }, ...options })).body;
      return items.some((item: { id: string }) => item.id === caseId);
    };
    let id: string;
    let first: Awaited<ReturnType<typeof change>>;
    beforeAll(async () => {
      id = await desk.open('to-be-protected');
      await desk.post(id, 'coaches', { coach: 'Coach Ett', from: DAY });
      first = await change(id, protect, { key: 'to-be-protected' });
    });

    it('by someone who is not named, and is not shown the person any more', async () => {
      expect([first.status, first.body.person, first.body.coach]).toEqual([201, null, null]);
      const again = await change(id, protect, { key: 'to-be-protected' });
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect(again.body).toEqual(first.body);
    });

    it('and the case does not exist but for those named', async () => {
      const absent = problemOf(await desk.get('/v1/cases/absent', { as: vallingby }));
      for (const options of [{ as: vallingby }, { as: CITY, ...trusted }, { as: district('bromma'), ...trusted }]) {
        expect(problemOf(await desk.get(`/v1/cases/${id}`, options))).toEqual(absent);
        expect(problemOf(await desk.get(`/v1/cases/${id}/facts`, options))).toEqual(absent);
        expect(await listedFor(id, options)).toBe(false);
      }
      const read = await desk.get(`/v1/cases/${id}`, { as: vallingby, ...trusted });
      expect(read.body.person.protection).toBe('secrecy-marking');
      expect(await listedFor(id, trusted)).toBe(true);
    });

    it('no longer, and everyone who holds the case sees it again', async () => {
      const lifted = await change(id, { protection: 'none' }, trusted);
      expect(lifted.status).toBe(201);
      for (const as of [vallingby, CITY, district('bromma')]) {
        expect((await desk.get(`/v1/cases/${id}`, { as })).status).toBe(200);
        expect(await listedFor(id, { as })).toBe(true);
      }
    });

    it('without anyone named, and whoever says so is told to name someone', async () => {
      const open = await desk.open('nobody-named');
      const refused = await change(open, { protection: 'protected-registration' });
      expect(errorsOf(refused)).toEqual(['/namedOfficers named-officers-required']);
    });
  });

  it('otherwise named, born and reached; what was said before is kept sealed in the table', async () => {
    const id = await desk.open('renamed');
    const contact = { phone: '070-000 00 00' };
    const changed = await change(id, { givenName: 'Kim', familyName: 'Exempel', birthDate: '2004-05-06', contact });
    expect(changed.body.person).toMatchObject({
      givenName: 'Kim',
      familyName: 'Exempel',
      birthDate: '2004-05-06',
      contact,
    });
    const [fact] = (await desk.facts(id)).slice(-1);
    expect([fact.type, fact.data]).toEqual(['person.changed', { sex: 'woman', ageAtReceipt: 21 }]);
    const before = await (await world.deps.store.readHistory(id, 1))?.secrets();
    expect(before?.referral.person).toMatchObject({ givenName: 'Test', familyName: 'Person', birthDate: '1990-01-18' });
    const kept = (await everything()).filter(({ pk, sk }) => pk === `CASE#${id}` && String(sk).startsWith('PERSON'));
    expect(kept.map(({ sk }) => sk).toSorted()).toEqual(['PERSON', 'PERSON#00000002']);
    for (const { sealed } of kept) expect(Buffer.from(z.instanceof(Uint8Array).parse(sealed))).not.toContain('Exempel');
  });

  it('changed twice, and each earlier answer repeats the person of its time', async () => {
    const id = await desk.open('changed-twice');
    const once = await change(id, { familyName: 'Ett' }, { key: 'changed-once' });
    await change(id, { familyName: 'Två' });
    const again = await change(id, { familyName: 'Ett' }, { key: 'changed-once' });
    expect(again.body).toEqual(once.body);
    expect((await desk.seen(id)).person.familyName).toBe('Två');
  });

  it('of another sex and age, by which lists and reports count from then on', async () => {
    const id = await desk.open('another-sex');
    expect(await rowOf(id)).toMatchObject({ sex: 'woman', ageAtReceipt: 36 });
    await change(id, { sex: 'man', birthDate: '2002-03-03' });
    expect(await rowOf(id)).toMatchObject({ sex: 'man', ageAtReceipt: 23, targetGroup: 'unemployment-2018' });
  });

  it.each([
    ['nothing at all', {}, ' nothing-changed'],
    ['known by what is no number', { identityNumber: '19900118-9812' }, '/identityNumber check-digit'],
    ['born after the referral', { birthDate: '2026-03-03' }, '/birthDate after-referral'],
    ['changed on a day to come', { on: '2026-03-03', sex: 'man' }, '/on in-the-future'],
    ['changed before the referral', { on: '2026-03-01', sex: 'man' }, '/on before-referral'],
    ['known by the id of a district', { localId: 'B-2' }, '/localId unknown-field'],
  ])('%s, and nothing is written but that it was refused', async (about, changes, error) => {
    const id = await desk.open(`refused ${about}`);
    const unlogged = async () => (await everything()).filter(({ pk }) => !String(pk).startsWith('ACCESS#'));
    const before = await unlogged();
    expect(errorsOf(await change(id, changes))).toEqual([error]);
    expect(await unlogged()).toEqual(before);
  });
});
