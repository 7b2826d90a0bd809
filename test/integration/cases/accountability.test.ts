import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CallOptions,
  type CaseWorld,
  CITY,
  callerFor,
  district,
  OFFICE_SCOPES,
  office,
  startCaseWorld,
} from '../../support/case-world.ts';
import { drawingOneId, sendingTwice, watchEntries } from './access-entries.ts';
import { accessLogOf } from './access-log.ts';
import { aPerson, caseDesk, errorsOf, problemOf } from './case-desk.ts';
import { everythingIn } from './stored-items.ts';

const vallingby = { as: office('vallingby'), officer: 'JT-7' };
const kista = { as: office('kista'), officer: 'JK-3' };

interface Entry {
  readonly at: string;
  readonly officer: string;
  readonly party: string;
  readonly what: string;
  readonly why: string;
  readonly outcome: string;
  readonly refusal: string | null;
  readonly sv: string;
  readonly en: string;
}

describe('Who has looked at a case, whose, what, why and when', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  let conditions: ReadonlyArray<string>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
    conditions = watchEntries(world);
  });
  afterAll(() => world.stop());

  let minute = 0;
  /** A minute passes: entries are told in the order of time. */
  const then = <T>(act: () => Promise<T>): Promise<T> => {
    minute++;
    world.setClock(new Date(Date.UTC(2026, 2, 4, 9, minute)).toISOString());
    return act();
  };
  const aCase = (localId: string, told = {}) => then(() => desk.open(localId, told));
  const logOf = async (id: string): Promise<ReadonlyArray<Entry>> =>
    (await then(() => desk.get(`/v1/cases/${id}/access-log`, { query: { limit: '100' }, officer: 'DPO-1' }))).body
      .items;
  const short = ({ officer, what, why, outcome, refusal }: Entry) =>
    `${officer} ${what} ${why} ${outcome}${refusal === null ? '' : ` ${refusal}`}`;

  it('is told for every read, every write and every refusal, the oldest first, this look last', async () => {
    const id = await aCase('everything');
    const path = `/v1/cases/${id}`;
    await then(() => desk.get(path, vallingby));
    await then(() => desk.get(`${path}/facts`, { as: district('bromma'), officer: 'B-2' }));
    await then(() => desk.get(path, { officer: 'C-1', headers: { 'access-purpose': 'complaint' } }));
    await then(() => desk.enrol(id, '2026-03-04', vallingby));
    await then(() => desk.get(path, kista));
    await then(() => desk.enrol(id, '2026-03-04', kista));
    await then(() => desk.enrol(id, '2026-03-04', vallingby));
    await then(() => desk.enrol(id, '2026-03-05', vallingby));
    await then(() => desk.post(id, 'coaches', { coach: 'Kim' }, vallingby));
    await then(() => desk.post(id, 'coaches', {}, { as: district('bromma'), officer: 'B-2' }));
    await then(() => desk.get(`${path}/access-log`, vallingby));
    const log = await logOf(id);
    expect(log.map(short)).toEqual([
      'officer-1 POST referrals opening recorded',
      'JT-7 GET case own-case shown',
      'B-2 GET facts home-district shown',
      'C-1 GET case complaint shown',
      'JT-7 POST enrolments own-case recorded',
      'JK-3 GET case not-theirs refused not-found',
      'JK-3 POST enrolments not-theirs refused not-found',
      'JT-7 POST enrolments own-case refused not-possible-now',
      'JT-7 POST enrolments own-case refused invalid-request',
      'JT-7 POST coaches own-case refused invalid-request',
      'B-2 POST coaches home-district refused missing-scope',
      'JT-7 GET access-log own-case refused missing-scope',
      'DPO-1 GET access-log audit shown',
    ]);
    expect(log[5]).toMatchObject({
      at: '2026-03-04T09:06:00.000Z',
      client: 'office-kista',
      party: 'office:kista',
      sv: 'Läste ärendet: nekades av systemet. Varför: inte deras ärende.',
      en: 'Read the case: refused by the system. Why: not a case of theirs.',
    });
  });

  it('is the city’s to read, page by page', async () => {
    const id = await aCase('paged');
    const page = await then(() => desk.get(`/v1/cases/${id}/access-log`, { query: { limit: '1', page: '2' } }));
    expect(page.body).toMatchObject({ page: 2, limit: 1, total: 2, items: [{ what: 'GET access-log' }] });
    const withScope = callerFor({ kind: 'office', code: 'kista' }, [...OFFICE_SCOPES, 'audit:read']);
    expect((await desk.get(`/v1/cases/${id}/access-log`, { as: withScope })).status).toBe(404);
    expect((await desk.get('/v1/cases/absent/access-log')).status).toBe(404);
  });

  it('of a guessed case is noted with nobody’s, and nothing of the guess', async () => {
    await then(() => desk.get('/v1/cases/19900118-9811', { officer: 'guessing' }));
    await then(() => desk.get(`/v1/cases/${'x'.repeat(100)}`, { officer: 'guessing' }));
    const items = (await everythingIn(world)).filter((item) => JSON.stringify(item).includes('guessing'));
    expect(items.map(({ pk }) => pk)).toEqual(['ACCESS#nobody', 'ACCESS#nobody']);
    expect(JSON.stringify(items)).not.toMatch(/9811|xxx/);
  });

  it('of a refusal that is about no case is noted with nobody’s: by whom, what it was and why not', async () => {
    const by = (officer: string | null, as = office('kista')) => ({ officer, as });
    const search = (identityNumber: string, options: object) =>
      then(() => world.call('POST', '/v1/persons/searches', { identityNumber }, options));
    const tries: ReadonlyArray<readonly [string, () => Promise<{ status: number }>, string]> = [
      [
        'R-1',
        () => search('19900118-9811', by('R-1', callerFor({ kind: 'office', code: 'kista' }, []))),
        '403 POST persons/searches no-case missing-scope',
      ],
      ['R-2', () => search('unreadable', by('R-2')), '422 POST persons/searches no-case invalid-request'],
      [
        'R-3',
        () => then(() => desk.get('/v1/access-reviews', by('R-3'))),
        '403 GET access-reviews no-case missing-scope',
      ],
      [
        'R-4',
        () => then(() => desk.get('/v1/cases', { ...by('R-4'), query: { limit: '0' } })),
        '422 GET cases no-case invalid-request',
      ],
      ['R-5', () => then(() => desk.get('/v1/worklists/unknown', by('R-5'))), '404 GET worklist no-case not-found'],
      [
        'R-6',
        () => then(() => desk.refer('r-6', {}, by('R-6', district('farsta')))),
        '403 POST referrals no-case wrong-district',
      ],
      [
        'R-7',
        () => then(() => desk.refer('r-7', { unit: 'substance-care' }, by('R-7', district('bromma')))),
        '422 POST referrals no-case not-eligible',
      ],
      [
        'R-8',
        () => then(() => desk.get('/v1/feed', { ...by('R-8'), query: { after: 'changed' } })),
        '422 GET feed no-case invalid-request',
      ],
      ['R-9', () => then(() => desk.get('/v1/reports/unknown', by('R-9'))), '404 GET report no-case not-found'],
      ['R-10', () => then(() => desk.get('/v1/check-runs/unknown', by('R-10'))), '404 GET check-run no-case not-found'],
      [
        'R-11',
        () => then(() => desk.get('/v1/retention-runs/unknown', by('R-11', CITY))),
        '404 GET retention-run no-case not-found',
      ],
      [
        'R-12',
        () => then(() => world.call('POST', '/v1/history', {}, by('R-12'))),
        '403 POST history no-case missing-scope',
      ],
      [
        'R-13',
        () => search('unreadable', { ...by('R-13'), headers: { 'access-purpose': 'complaint' } }),
        '422 POST persons/searches complaint invalid-request',
      ],
    ];
    const told: Array<readonly [string, string]> = [];
    for (const [officer, act] of tries) {
      const { status } = await act();
      const [entry, ...more] = (await accessLogOf(world, 'nobody')).filter((one) => one['officer'] === officer);
      expect(more).toEqual([]);
      told.push([officer, `${status} ${entry?.['what']} ${entry?.['why']} ${entry?.['refusal']}`]);
    }
    expect(told).toEqual(tries.map(([officer, , expected]) => [officer, expected]));
    const unnamed = await then(() => search('19900118-9811', { officer: null, as: office('skarpnack') }));
    expect(unnamed.status).toBe(400);
    expect((await accessLogOf(world, 'nobody')).at(-1)).toMatchObject({
      client: 'office-skarpnack',
      officer: null,
      refusal: 'officer-id-missing',
    });
    expect(JSON.stringify(await accessLogOf(world, 'nobody'))).not.toMatch(/19900118|unreadable|unknown|changed/);
  });

  it('of whoever calls without a token that is trusted names nobody, and so is no entry', async () => {
    const before = await accessLogOf(world, 'nobody');
    const stranger = { headers: { authorization: 'Bearer stranger' } };
    expect((await then(() => desk.get('/v1/cases', stranger))).status).toBe(401);
    expect(await accessLogOf(world, 'nobody')).toEqual(before);
  });

  it('of a list is one entry a page, with how many cases it named, however many there are', async () => {
    for (const localId of ['list-1', 'list-2', 'list-3']) await aCase(localId, { district: 'farsta' });
    const as = office('vantor');
    const pages = [
      () => desk.get('/v1/cases', { as, officer: 'L-1', query: { limit: '2' } }),
      () => desk.get('/v1/cases', { as, officer: 'L-1', query: { limit: '2', page: '2' } }),
      () => desk.get('/v1/worklists', { as, officer: 'L-1' }),
      () => desk.get('/v1/worklists/without-coach', { as, officer: null }),
      () => desk.get('/v1/findings', { as, officer: 'L-1', headers: { 'access-purpose': 'follow-up' } }),
      () => desk.get('/v1/disclosure-grounds', { as, officer: 'L-1' }),
    ];
    const from = (await accessLogOf(world, 'nobody')).length;
    for (const page of pages) expect((await then(page)).status).toBe(200);
    const noted = (await accessLogOf(world, 'nobody')).slice(from);
    expect(noted.map(({ officer, what, why, outcome, cases }) => [officer, what, why, outcome, cases])).toEqual([
      ['L-1', 'GET cases', 'own-case', 'shown', 2],
      ['L-1', 'GET cases', 'own-case', 'shown', 1],
      ['L-1', 'GET worklists', 'own-case', 'shown', 3],
      [null, 'GET worklist', 'own-case', 'shown', 3],
      ['L-1', 'GET findings', 'own-case', 'shown', 0],
      ['L-1', 'GET disclosure-grounds', 'own-case', 'shown', 0],
    ]);
  });

  it('of nobody in particular is no case’s log: it is read by the day', async () => {
    expect((await then(() => desk.get('/v1/cases/nobody/access-log'))).status).toBe(404);
  });

  it('takes no entry’s place, even where the same id were drawn again: what could not be noted is not done', async () => {
    const id = await aCase('twice');
    const other = await aCase('twice-written');
    const undo = drawingOneId(world);
    await then(() => desk.get(`/v1/cases/${id}`, { ...vallingby, officer: 'first' }));
    expect((await desk.get(`/v1/cases/${id}`, { ...vallingby, officer: 'second' })).status).toBe(500);
    expect((await desk.get('/v1/cases/absent', vallingby)).status).toBe(404);
    expect((await desk.get('/v1/cases/absent', kista)).status).toBe(500);
    expect((await then(() => desk.enrol(other, '2026-03-04', vallingby))).status).toBe(201);
    const again = () => desk.post(other, 'coaches', { coach: 'Kim', from: '2026-03-04' }, vallingby);
    expect((await again()).status).toBe(500);
    undo();
    expect((await again()).status).toBe(201);
    const entries = await accessLogOf(world, id);
    expect(entries.map(({ officer }) => officer)).toEqual(['officer-1', 'first']);
    expect(await desk.factTypes(other)).toEqual(['case.received', 'case.enrolled', 'coach.assigned']);
  });

  it('is one entry where the table was asked to write it twice because no answer came', async () => {
    const id = await aCase('repeated');
    const undo = sendingTwice(world);
    expect((await then(() => desk.get(`/v1/cases/${id}`, vallingby))).status).toBe(200);
    undo();
    expect(await accessLogOf(world, id)).toHaveLength(2);
  });

  it('is there when the case is gone, and then for the city alone', async () => {
    const id = await aCase('destroyed');
    const own = (await everythingIn(world)).filter(({ pk }) => pk === `CASE#${id}`);
    for (const { pk, sk } of own) {
      await world.table.client.send(new DeleteCommand({ TableName: world.table.name, Key: { pk, sk } }));
    }
    expect((await logOf(id)).map(short)).toEqual([
      'officer-1 POST referrals opening recorded',
      'DPO-1 GET access-log audit shown',
    ]);
    const withScope = callerFor({ kind: 'office', code: 'vallingby' }, [...OFFICE_SCOPES, 'audit:read']);
    expect((await desk.get(`/v1/cases/${id}/access-log`, { as: withScope })).status).toBe(404);
  });

  it('of a protected person is told on lists too, and only to those named', async () => {
    const namedOfficers = [
      { client: 'city-admin', officer: 'named' },
      { client: 'office-vallingby', officer: 'trusted' },
    ];
    const person = aPerson({ localId: 'protected', protection: 'secrecy-marking', namedOfficers });
    const id = await aCase('', { person });
    const trusted = { as: office('vallingby'), officer: 'trusted' };
    await then(() => desk.get('/v1/cases', trusted));
    await then(() => desk.get('/v1/worklists/without-coach', trusted));
    await then(() => desk.get('/v1/cases', vallingby));
    expect((await desk.get(`/v1/cases/${id}/access-log`)).status).toBe(404);
    const seen = await then(() => desk.get(`/v1/cases/${id}/access-log`, { officer: 'named' }));
    expect(seen.body.items.map(short)).toEqual([
      'officer-1 POST referrals opening recorded',
      'trusted GET cases own-case shown',
      'trusted GET worklist own-case shown',
      'officer-1 GET access-log oversight refused not-found',
      'named GET access-log audit shown',
    ]);
    const reviewed = async (officer: string) =>
      (await desk.get('/v1/access-reviews', { officer, query: { day: '2026-03-04', limit: '100' } })).body.items
        .filter(({ caseId }: { caseId: string }) => caseId === id)
        .map(({ reasons }: { reasons: ReadonlyArray<string> }) => reasons.includes('protected-person'));
    expect(await reviewed('somebody')).toEqual([]);
    expect(await reviewed('named')).toEqual([true, true, true, true, true]);
  });

  it('is reviewed by the city the day after, the same list every time', async () => {
    const id = await aCase('reviewed');
    await then(() => desk.get(`/v1/cases/${id}`, { officer: 'C-9' }));
    for (let tries = 0; tries < 5; tries++)
      await then(() => desk.get(`/v1/cases/${id}`, { ...kista, officer: 'JK-9' }));
    desk.on('2026-03-05');
    const review = () => desk.get('/v1/access-reviews', { query: { limit: '100' } });
    const { body } = await review();
    const here = body.items.filter(({ caseId }: { caseId: string }) => caseId === id);
    expect(here).toMatchObject([
      { officer: 'C-9', why: 'oversight', reasons: expect.arrayContaining(['oversight-unstated']) },
      ...Array.from({ length: 5 }, () => ({
        officer: 'JK-9',
        refusal: 'not-found',
        reasons: expect.arrayContaining(['refused-repeatedly']),
      })),
    ]);
    expect((await review()).body).toEqual(body);
    const withScope = callerFor({ kind: 'office', code: 'kista' }, ['audit:read']);
    expect(problemOf(await desk.get('/v1/access-reviews', { as: withScope }))).toMatchObject({ status: 403 });
  });

  it('is reviewed for numbers tried one after another, each of them, though nobody was found', async () => {
    const as = office('kista');
    for (let tries = 0; tries < 30; tries++) {
      await then(() =>
        world.call('POST', '/v1/persons/searches', { identityNumber: '19031204-9802' }, { as, officer: 'JK-8' }),
      );
    }
    const query = { day: '2026-03-04', limit: '100' };
    const { body } = await then(() => desk.get('/v1/access-reviews', { query }));
    const tried = body.items.filter(({ officer }: Entry) => officer === 'JK-8');
    expect(tried).toHaveLength(30);
    for (const one of tried)
      expect(one).toMatchObject({ outcome: 'nobody-found', reasons: expect.arrayContaining(['many-searches']) });
    const page = (await accessLogOf(world, 'nobody')).find(({ at }) => at === world.deps.clock());
    const named = body.items.map(({ caseId }: { caseId: string }) => caseId);
    expect(page).toMatchObject({
      what: 'GET access-reviews',
      cases: new Set(named.filter((caseId: string) => caseId !== 'nobody')).size,
    });
  });

  it('costs a refusal as many round trips whether the case is there or not', async () => {
    const namedOfficers = [{ client: 'office-vallingby', officer: 'trusted' }];
    const person = aPerson({ localId: 'unseen', protection: 'secrecy-marking', namedOfficers });
    const [others, hidden] = [await aCase('counted'), await aCase('', { person })];
    let [trips, opened] = [0, 0];
    const dataKeys = {
      ...world.dataKeys,
      unwrap: (wrapped: Uint8Array) => {
        opened++;
        return world.dataKeys.unwrap(wrapped);
      },
    };
    world.table.client.middlewareStack.add(
      (next) => async (given) => {
        trips++;
        return next(given);
      },
      { step: 'build', name: 'countTripsOfRefusals' },
    );
    /** What a call costs a container that has just started and knows no key yet: trips to the table, calls of KMS. */
    const costOf = async (method: 'GET' | 'POST', path: string, options: CallOptions) => {
      const container = await startCaseWorld({ table: world.table, dataKeys });
      container.setClock(world.deps.clock());
      [trips, opened] = [0, 0];
      const body = method === 'GET' ? undefined : { heldOn: '2026-03-04', form: 'group-information' };
      const { status } = await container.call(method, path, body, options);
      return { status, trips, opened };
    };
    const auditing = (code: string) => callerFor({ kind: 'office', code }, [...OFFICE_SCOPES, 'audit:read']);
    const calls = [
      ['GET', ''],
      ['GET', '/facts'],
      ['GET', '/occasions'],
      ['GET', '/access-log'],
      ['GET', '/register-extract'],
      ['POST', '/enrolments'],
    ] as const;
    for (const [id, options] of [
      [others, { as: auditing('kista'), officer: 'JK-3' }],
      [hidden, { as: auditing('vallingby'), officer: 'JT-7' }],
      [hidden, { as: CITY, officer: 'C-1' }],
    ] as const) {
      for (const [method, path] of calls) {
        const absent = await costOf(method, `/v1/cases/absent${path}`, options);
        expect(absent.status).toBe(404);
        expect([path, options, await costOf(method, `/v1/cases/${id}${path}`, options)]).toEqual([
          path,
          options,
          absent,
        ]);
      }
    }
    const refused = await costOf('GET', `/v1/cases/${hidden}`, vallingby);
    const shown = await costOf('GET', `/v1/cases/${hidden}`, { ...vallingby, officer: 'trusted' });
    expect([shown.status, shown.opened - refused.opened]).toEqual([200, 1]);
    world.table.client.middlewareStack.remove('countTripsOfRefusals');
  });

  it('has been written under the condition that nothing was there, every time', () => {
    expect(conditions.length).toBeGreaterThan(100);
    expect(new Set(conditions)).toEqual(new Set(['attribute_not_exists(pk)']));
  });
});

describe('What a person has said of how the data may be used', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
    desk.on('2026-03-04');
  });
  afterAll(() => world.stop());

  const withdraw = (id: string) => desk.post(id, 'disclosure-withdrawals', { on: '2026-03-04' }, vallingby);

  it('a ground given on a day to come is none', async () => {
    const referred = await desk.refer('future', { disclosure: { basis: 'consent', givenOn: '2026-03-05' } });
    expect(errorsOf(referred)).toEqual(['/disclosure/givenOn in-the-future']);
  });

  it('withdrawn lets the case go to no other district, but to another office, and hides nothing from the office', async () => {
    const id = await desk.open('withdrawn');
    await desk.post(id, 'coaches', { coach: 'Coach Ett', from: '2026-03-04' }, vallingby);
    await withdraw(id);
    const move = (where: object, options = {}) =>
      desk.post(id, 'transfers', { on: '2026-03-04', reason: 'Flytt.', ...where }, options);
    for (const options of [vallingby, { as: district('bromma') }, { as: CITY }]) {
      const refused = problemOf(await move({ toDistrict: 'farsta' }, options));
      expect(refused).toMatchObject({ status: 409, type: '/v1/problems/disclosure-withdrawn' });
    }
    expect((await desk.seen(id, vallingby)).person).toMatchObject({ givenName: 'Test' });
    expect((await move({ toOffice: 'kista' }, vallingby)).status).toBe(201);
  });

  it('withdrawn tells the district no more of the person, and still of the promise', async () => {
    const id = await desk.open('withdrawn-district');
    await desk.post(id, 'coaches', { coach: 'Coach Ett', from: '2026-03-04' }, vallingby);
    const asDistrict = { as: district('bromma') };
    expect(await desk.seen(id, asDistrict)).toMatchObject({ coach: 'Coach Ett', person: { givenName: 'Test' } });
    await withdraw(id);
    expect(await desk.seen(id, asDistrict)).toMatchObject({
      coach: null,
      person: null,
      clocks: [{ id: 'guarantee/1' }],
    });
  });

  it('withdrawn puts the case on the list of grounds, for whoever holds it, open or closed', async () => {
    const id = await desk.open('listed', { district: 'farsta' });
    await desk.post(id, 'disclosure-withdrawals', { on: '2026-03-04' });
    const ended = { ground: 'withdrawn', basis: 'consent', givenOn: '2008-01-01', withdrawnOn: '2026-03-04' };
    const item = { caseId: id, office: 'vantor', district: 'farsta', ...ended };
    const listed = async (options: object) => (await desk.get('/v1/disclosure-grounds', options)).body.items;
    expect(await listed({ as: office('vantor') })).toEqual([item]);
    await desk.post(id, 'closures', { on: '2026-03-04', outcome: 'own-wish' });
    expect(await listed({ as: district('farsta') })).toEqual([item]);
    expect(await listed({ query: { district: 'farsta', ground: 'withdrawn' } })).toEqual([item]);
    expect(await listed({ query: { ground: 'missing' } })).toEqual([]);
    expect(await listed({ as: office('kista-youth') })).toEqual([]);
  });

  it('restricted shows the person to nobody who does not say for what the law allows', async () => {
    const id = await desk.open('restricted', { person: aPerson({ localId: 'restricted', givenName: 'Begränsad' }) });
    await desk.post(id, 'coaches', { coach: 'Coach Ett', from: '2026-03-04' }, vallingby);
    const restricted = await desk.post(id, 'restrictions', { on: '2026-03-04', scope: 'allt' }, vallingby);
    expect(restricted.body).toMatchObject({ restrictedOn: '2026-03-04', person: null, coach: null });
    const saying = (purpose: string) => desk.seen(id, { ...vallingby, headers: { 'access-purpose': purpose } });
    for (const lawful of ['consent', 'legal-claims', 'rights-of-others', 'public-interest']) {
      expect((await saying(lawful)).person, lawful).toMatchObject({ givenName: 'Begränsad' });
    }
    expect(await saying('follow-up')).toMatchObject({ person: null, coach: null, clocks: [{ id: 'guarantee/1' }] });
    const odd = await desk.get(`/v1/cases/${id}`, { headers: { 'access-purpose': 'curiosity' } });
    expect(problemOf(odd)).toMatchObject({ status: 400, type: '/v1/problems/malformed-header' });
    const { body } = await desk.get(`/v1/cases/${id}/access-log`);
    expect(body.items.map(({ why, outcome }: Entry) => `${why} ${outcome}`)).toEqual(
      expect.arrayContaining(['legal-claims shown', 'follow-up masked', 'oversight refused']),
    );
  });
});
