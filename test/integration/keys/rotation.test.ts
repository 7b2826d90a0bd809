import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { office } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import { type Container, type Containers, startContainers } from './containers.ts';
import { startTown, type Town } from './town.ts';

const vallingby = office('vallingby');
const PEOPLE = 10;
/** How long requests are at least remembered. */
const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;

describe('The keys under which people are recognised are rotated while everything goes on', () => {
  let suite: Containers;
  let town: Town;
  /** Goes by the keys of before for as long as a container may. */
  let early: Container;
  let late: Container;
  const requests: Array<{ readonly key: string; readonly caseId: string; readonly at: string }> = [];
  const hidden: Record<'open' | 'closed' | 'imported', string> = { open: '', closed: '', imported: '' };
  let imported: unknown;

  beforeAll(async () => {
    suite = await startContainers();
    town = startTown(suite, PEOPLE);
    early = suite.startContainer();
    late = early;
  });
  afterAll(() => suite.stop());

  const requested = (key: string, container: Container) =>
    container.call('POST', '/v1/referrals', aReferral(`requested-${key}`), { key });
  const remember = async (key: string, container: Container) => {
    const { body } = await requested(key, container);
    requests.push({ key, caseId: body.id, at: suite.now() });
  };
  const protectedPerson = (localId: string, officer: string) => ({
    ...aReferral(localId).person,
    protection: 'secrecy-marking',
    namedOfficers: [{ client: 'office-vallingby', officer }],
  });
  const seen = async (caseId: string, officer: string, container: Container, as = vallingby) =>
    (await container.call('GET', `/v1/cases/${caseId}`, undefined, { as, officer })).status;
  const line = (key: string, changes = {}) => ({
    key,
    referral: {
      ...aReferral(key),
      receivedOn: '2008-03-03',
      disclosure: { basis: 'consent', givenOn: '2008-03-03' },
      ...changes,
    },
    // biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
    then: [
      ['enrolments', { heldOn: '2008-03-04', form: 'group-information' }],
      ['plans', aPlan('2008-03-05')],
    ],
  });

  /** What must be so at every moment, whichever container is asked. */
  async function expectAllAsBefore(containers: ReadonlyArray<Container>) {
    await town.expectOneOpenCaseEach(containers);
    const fresh = requests.filter(({ at }) => Date.parse(suite.now()) - Date.parse(at) <= SEVEN_DAYS);
    for (const container of containers) {
      for (const { key, caseId } of fresh) {
        const again = await requested(key, container);
        expect([again.status, again.headers['idempotency-replayed'], again.body.id]).toEqual([201, 'true', caseId]);
      }
      for (const caseId of [hidden.open, hidden.closed]) {
        expect(await seen(caseId, 'trusted', container)).toBe(200);
        expect(await seen(caseId, 'someone', container)).toBe(404);
        expect(await seen(caseId, 'removed', container)).toBe(404);
        expect(await seen(caseId, 'passing', container)).toBe(404);
      }
      expect(
        (await container.call('GET', `/v1/cases/${hidden.imported}`, undefined, { officer: 'importer' })).status,
      ).toBe(200);
    }
    const before = await notLooks();
    for (const container of containers) {
      const again = await container.call('POST', '/v1/history', imported, { officer: 'importer' });
      expect([again.status, again.body.id]).toEqual([200, hidden.imported]);
    }
    expect(await notLooks()).toEqual(before);
  }
  const name = async (officers: ReadonlyArray<string>, container: Container) => {
    const namedOfficers = officers.map((officer) => ({ client: 'office-vallingby', officer }));
    const change = { on: suite.now().slice(0, 'YYYY-MM-DD'.length), namedOfficers };
    const as = { as: vallingby, officer: 'trusted' };
    return (await container.call('POST', `/v1/cases/${hidden.open}/person-changes`, change, as)).status;
  };
  /** Somebody is named by one container and no longer by another. */
  async function namePassing(one: Container, other: Container) {
    expect(await name(['trusted', 'passing'], one)).toBe(201);
    for (const container of [one, other]) expect(await seen(hidden.open, 'passing', container)).toBe(200);
    expect(await name(['trusted'], other)).toBe(201);
  }
  const notLooks = async () =>
    new Map(
      (await suite.everything())
        .filter(({ pk }) => !pk.startsWith('ACCESS#'))
        .map((item) => [`${item.pk} ${item.sk}`, item]),
    );

  it('before: nobody has more than one open case', async () => {
    await town.live([early], 9);
    await remember('made-under-the-old-key', early);
    for (const state of ['open', 'closed'] as const) {
      const person = protectedPerson(`hidden-${state}`, 'removed');
      const { body } = await early.call('POST', '/v1/referrals', aReferral('', { person }), { key: `hidden-${state}` });
      hidden[state] = body.id;
      await early.call(
        'POST',
        `/v1/cases/${body.id}/person-changes`,
        { on: '2026-03-02', namedOfficers: [{ client: 'office-vallingby', officer: 'trusted' }] },
        { as: vallingby, officer: 'removed' },
      );
    }
    await early.call(
      'POST',
      `/v1/cases/${hidden.closed}/closures`,
      { on: '2026-03-02', outcome: 'moved' },
      { as: vallingby, officer: 'trusted' },
    );
    imported = line('imported', { person: { ...aReferral('imported').person, protection: 'protected-registration' } });
    const { status, body } = await early.call('POST', '/v1/history', imported, { officer: 'importer' });
    expect(status).toBe(201);
    hidden.imported = body.id;
    await expectAllAsBefore([early]);
  });

  it('begin: a second key is used by containers that know it, beside such that do not', async () => {
    expect((await suite.operate('rehash')).complained).toContain('npm run rotate-hash-keys -- begin');
    const run = await suite.operate('begin');
    expect(run).toMatchObject({ status: 0, complained: '' });
    expect(run.said).toBe(
      'k2 is made: from now on everything is written under it too.\n' +
        'Next: npm run rotate-hash-keys -- rehash, from 2026-03-02T10:05:00.000Z.\n',
    );
    late = suite.startContainer();
    await town.live([early, late], 9);
    await remember('made-under-both-keys', late);
    await namePassing(late, early);
    await namePassing(early, late);
    await expectAllAsBefore([early, late]);
    suite.after({ minutes: 50 });
    await town.live([early, late], 9);
    await expectAllAsBefore([early, late]);
    expect(await suite.operate('begin')).toMatchObject({ status: 0 });
    expect((await suite.operate('status')).said).toMatch(/^k2: made .*in force\nk1: made .*in force\n/);
  });

  it('rehash: not before every container knows the new key', async () => {
    const run = await suite.operate('rehash');
    expect(run.status).toBe(2);
    expect(run.complained).toBe(
      'Not everyone may know k2 yet: run the same command again from 2026-03-02T10:05:00.000Z.\n',
    );
    expect((await suite.operate('finish')).complained).toMatch(/again from 2026-03-11T09:00:00\.000Z/);
  });

  it('rehash: cases of before are put under both keys while people are referred, closed, reopened and renumbered', async () => {
    suite.after({ minutes: 16 });
    const [run] = await Promise.all([suite.operate('rehash'), town.live([early, late], 9)]);
    expect(run).toMatchObject({ status: 0, complained: '' });
    expect(run.said).toMatch(/\d+ cases: \d+ were under both keys, [1-9]\d* now are, 0 are gone, 0 are left\./);
    expect(run.said).toContain('Next: npm run rotate-hash-keys -- finish, from 2026-03-11T09:00:00.000Z.');
    await expectAllAsBefore([early, late, suite.startContainer()]);
    expect((await suite.operate('rehash')).said).toMatch(/, 0 now are, 0 are gone, 0 are left\./);
  });

  it('finish: not before requests made under the old key alone are forgotten', async () => {
    suite.after({ days: 5 });
    await town.live([early, late], 9);
    await remember('made-in-between', early);
    await expectAllAsBefore([early, late]);
    const run = await suite.operate('finish');
    expect(run).toMatchObject({ status: 2 });
    expect(run.complained).toMatch(
      /^Requests may be remembered under k1 alone: .* from 2026-03-11T09:00:00\.000Z\.\n$/,
    );
  });

  it('finish: the old key is retired, and containers that do not know it yet go on beside those that do', async () => {
    suite.after({ days: 4 });
    await town.live([early, late], 9);
    const run = await suite.operate('finish');
    expect(run).toMatchObject({ status: 0, complained: '' });
    expect(run.said).toMatch(/^k1 is retired\.\nNext: npm run rotate-hash-keys -- finish, from 2026-03-11T/);
    late = suite.startContainer();
    await town.live([early, late], 9);
    await remember('made-after-it-was-retired', early);
    await namePassing(late, early);
    await namePassing(early, late);
    await expectAllAsBefore([early, late]);
    suite.after({ minutes: 40 });
    await town.live([early, late], 9);
    await expectAllAsBefore([early, late]);
    const soon = await suite.operate('finish');
    expect(soon).toMatchObject({ status: 2, complained: expect.stringMatching(/^k1 may still be written under:/) });
    expect(await suite.operate('rehash')).toMatchObject({ status: 2 });
    expect((await suite.operate('status')).said).toMatch(/\nk1: made .*, retired 2026-03-11T/);
  });

  it('finish: and then dropped, with all that lay under it', async () => {
    suite.after({ minutes: 30 });
    const [run] = await Promise.all([suite.operate('finish'), town.live([early, late], 9)]);
    expect(run).toMatchObject({ status: 0, complained: '' });
    expect(run.said).toMatch(/\d+ cases: \d+ were under k2 alone, [1-9]\d* now are, 0 are gone, 0 are left\.\n/);
    expect(run.said).toMatch(/k1 is dropped, with 0 locks and [1-9]\d* forgotten requests that lay under it\.\n$/);
    await expectAllAsBefore([early, late]);
    expect((await suite.operate('finish')).said).toMatch(/^k2 is the only key\./);
  });

  it('after: nothing in the table is under the old key, and life goes on', async () => {
    const items = await suite.everything();
    const under = (key: RegExp) => items.filter((item) => key.test(JSON.stringify(item))).map(({ pk, sk }) => [pk, sk]);
    expect(under(/\bk1\b/)).toEqual([]);
    expect(under(/\bk2[:#]/).length).toBeGreaterThan(PEOPLE);
    await town.live([early, late, suite.startContainer()], 9);
    await expectAllAsBefore([early, late]);
    for (const times of Object.values(town.deeds)) expect(times).toBeGreaterThan(10);
  });

  it('after: a case that was closed before is reopened under the new key', async () => {
    const reopening = { on: '2026-03-11', reason: 'Fel' };
    const as = { as: vallingby, officer: 'trusted' };
    const answer = await late.call('POST', `/v1/cases/${hidden.closed}/reopenings`, reopening, as);
    expect(answer.status).toBe(201);
    const person = protectedPerson('hidden-closed', 'trusted');
    const again = await early.call('POST', '/v1/referrals', aReferral('', { person }), { key: 'hidden-again' });
    expect(again.status).toBe(409);
    await expectAllAsBefore([early, late]);
  });
});
