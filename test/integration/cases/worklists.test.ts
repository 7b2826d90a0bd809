import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { type CaseWorld, CITY, callerFor, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan } from '../../support/referrals.ts';
import { aPerson, caseDesk } from './case-desk.ts';
import { type Traffic, watchTraffic } from './table-traffic.ts';

const NAMES = [
  'waiting-for-enrolment',
  'waiting-for-plan',
  'guarantee-at-risk',
  'guarantee-missed',
  'review-due',
  'review-missed',
  'thin-plan',
  'attendance-not-registered',
  'interrupted',
  'without-coach',
  'transfer-requested',
];

const vallingby = office('vallingby');

/** A morning at the office of Vällingby, Tuesday 10 March 2026, and what has led to it. */
async function aMorning(world: CaseWorld) {
  const { on, open, post, enrol, approve } = caseDesk(world);
  const coach = (caseId: string, day: string) => post(caseId, 'coaches', { coach: 'Coach', from: day });
  const thin = { occasionsPerWeek: 1, minutesPerOccasion: 30, hoursPerWeek: 0.5 };

  on('2026-03-02');
  const forgotten = await open('forgotten');
  const objecting = await open('objecting', { district: 'hasselby-vallingby' });
  const away = await open('away');
  const kept = await open('kept');
  const waiting = await open('waiting', { benefitDecision: 'awaited' });
  const moved = await open('moved');
  for (const caseId of [objecting, away]) await enrol(caseId, '2026-03-02');
  for (const caseId of [kept, moved]) await approve(caseId, '2026-03-02');
  for (const caseId of [objecting, kept]) await coach(caseId, '2026-03-02');
  for (const date of ['2026-03-05', '2026-03-04', '2026-03-09']) {
    await post(kept, 'occasions', { date, kind: 'meeting' });
  }
  on('2026-03-03');
  const plan = aPlan('2026-03-03');
  await post(objecting, 'plans', { ...plan, activities: [{ ...plan.activities[0], ...thin }] });
  const objection = { answer: 'objected', answeredOn: '2026-03-03', method: 'paper', language: 'sv' };
  await post(objecting, 'plans/1/answers', objection);
  await post(away, 'interruptions', { from: '2026-03-03', reason: 'illness' });
  on('2026-03-06');
  const fresh = await open('fresh');
  on('2026-03-09');
  await post(moved, 'closures', { on: '2026-03-09', outcome: 'moved' });
  on('2026-03-10');
  return { forgotten, objecting, away, kept, waiting, moved, fresh };
}

describe('The worklists of an office on a Tuesday in March', () => {
  let world: CaseWorld;
  let cases: Awaited<ReturnType<typeof aMorning>>;
  beforeAll(async () => {
    world = await startCaseWorld();
    cases = await aMorning(world);
  });
  afterAll(() => world.stop());

  const get = (path: string, query: Record<string, string> = {}, as = vallingby) =>
    world.call('GET', path, undefined, { as, query });
  const countsFor = async (as = vallingby, query: Record<string, string> = {}) => {
    const { body } = await get('/v1/worklists', query, as);
    return Object.fromEntries(body.items.map(({ name, count }: { name: string; count: number }) => [name, count]));
  };
  const idsOn = async (name: string, as = vallingby, query: Record<string, string> = {}) =>
    (await get(`/v1/worklists/${name}`, query, as)).body.items.map(({ id }: { id: string }) => id);

  it('are all eleven, each with its name in Swedish and English and its count, the empty ones too', async () => {
    const { status, body } = await get('/v1/worklists');
    expect(status).toBe(200);
    expect(body).toMatchObject({ page: 1, limit: 20, total: 11 });
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(NAMES);
    expect(body.items[0]).toEqual({
      name: 'waiting-for-enrolment',
      sv: 'Väntar på inskrivning',
      en: 'Waiting for enrolment',
      count: 2,
    });
  });

  it('hold the cases that wait for each thing', async () => {
    const { forgotten, objecting, away, kept, fresh } = cases;
    const lists: Record<string, unknown> = {};
    for (const name of NAMES) lists[name] = new Set(await idsOn(name));
    expect(lists).toEqual({
      'waiting-for-enrolment': new Set([forgotten, fresh]),
      'waiting-for-plan': new Set([objecting]),
      'guarantee-at-risk': new Set([fresh]),
      'guarantee-missed': new Set([forgotten, objecting, away]),
      'review-due': new Set(),
      'review-missed': new Set(),
      'thin-plan': new Set([objecting]),
      'attendance-not-registered': new Set([kept]),
      interrupted: new Set([away]),
      'without-coach': new Set([forgotten, away, fresh]),
      'transfer-requested': new Set(),
    });
  });

  it('count what they hold', async () => {
    const counts = await countsFor();
    for (const name of NAMES) expect([name, counts[name]]).toEqual([name, (await idsOn(name)).length]);
  });

  it('agree with what each case says of itself', async () => {
    const { items } = (await get('/v1/cases', { limit: '100' })).body;
    const missed: Array<string> = [];
    for (const { id } of items) {
      const { body } = await get(`/v1/cases/${id}`);
      const broken = body.clocks.filter(({ state }: { state: string }) => state === 'missed');
      if (body.status !== 'closed' && broken.length > 0) missed.push(id);
    }
    expect(new Set(missed)).toEqual(new Set(await idsOn('guarantee-missed')));
  });

  it('tell the clock that put a case there, and say nothing of the person', async () => {
    const { body } = await get('/v1/worklists/guarantee-at-risk');
    expect(body).toEqual({
      items: [
        {
          id: cases.fresh,
          version: 1,
          status: 'referred',
          district: 'bromma',
          office: 'vallingby',
          targetGroup: 'unemployment-2018',
          priority: [],
          receivedOn: '2026-03-06',
          findings: 0,
          links: {
            self: `/v1/cases/${cases.fresh}`,
            facts: `/v1/cases/${cases.fresh}/facts`,
            occasions: `/v1/cases/${cases.fresh}/occasions`,
          },
          clock: { id: 'guarantee/1', state: 'at-risk', dueOn: '2026-03-11', waitingFor: 'office' },
          unregistered: null,
        },
      ],
      page: 1,
      limit: 20,
      total: 1,
    });
  });

  it('tell the oldest occasion that nobody has registered for three days, and how many there are', async () => {
    const { body } = await get('/v1/worklists/attendance-not-registered');
    expect(body.items).toMatchObject([
      { id: cases.kept, clock: null, unregistered: { oldestOn: '2026-03-04', count: 2 } },
    ]);
  });

  it('come in pages with the total of the same reading, those due first before the others', async () => {
    const pages = await Promise.all(
      ['1', '2', '3', '4'].map((page) => get('/v1/worklists/guarantee-missed', { limit: '1', page })),
    );
    expect(pages.map(({ body }) => [body.items.length, body.total])).toEqual([
      [1, 3],
      [1, 3],
      [1, 3],
      [0, 3],
    ]);
    expect(new Set(pages.flatMap(({ body }) => body.items.map(({ id }: { id: string }) => id))).size).toBe(3);
    const coaches = await idsOn('without-coach');
    expect(coaches.at(-1)).toBe(cases.fresh);
    expect((await get('/v1/worklists', { limit: '4', page: '3' })).body).toMatchObject({ total: 11, page: 3 });
  });

  it('are an office’s own, a district’s own, or those of the whole city or one office of it', async () => {
    const missed = async (as = vallingby, query = {}) => (await countsFor(as, query))['guarantee-missed'];
    expect(await missed(district('bromma'))).toBe(2);
    expect(await missed(district('hasselby-vallingby'))).toBe(1);
    expect(await missed(CITY)).toBe(3);
    expect(await missed(CITY, { office: 'vallingby' })).toBe(3);
    for (const [as, query] of [
      [office('kista'), {}],
      [district('farsta'), {}],
      [CITY, { office: 'kista' }],
      [CITY, { office: 'nowhere' }],
      [vallingby, { office: 'kista' }],
    ] as const) {
      expect(Object.values(await countsFor(as, query)).every((count) => count === 0)).toBe(true);
    }
    expect(await idsOn('thin-plan', district('hasselby-vallingby'), { office: 'vallingby' })).toEqual([
      cases.objecting,
    ]);
  });

  it('need the scope but no officer, and have no other names', async () => {
    const unscoped = callerFor({ kind: 'office', code: 'vallingby' }, ['cases:read']);
    expect((await get('/v1/worklists', {}, unscoped)).status).toBe(403);
    const anonymous = await world.call('GET', '/v1/worklists/thin-plan', undefined, { as: vallingby, officer: null });
    expect([anonymous.status, anonymous.body.total]).toEqual([200, 1]);
    const unknown = await get('/v1/worklists/closed');
    expect([unknown.status, unknown.body.type]).toEqual([404, '/v1/problems/not-found']);
    const nobody = await world.call('GET', '/v1/worklists', undefined, { as: vallingby, officer: 'two words' });
    expect(nobody.status).toBe(400);
    expect((await get('/v1/worklists', { limit: '0' })).status).toBe(422);
  });

  describe('read from the table', () => {
    let traffic: (call: () => Promise<unknown>) => Promise<Traffic>;
    beforeAll(() => {
      traffic = watchTraffic(world);
    });

    it('take the office’s two rosters and its occasions, each once, and what is noted of the look: no more', async () => {
      const expected = ['vallingby#open', 'vallingby#protected', 'vallingby#unregistered'];
      for (const path of ['/v1/worklists', '/v1/worklists/attendance-not-registered']) {
        const { queried, requests } = await traffic(() => get(path));
        expect(queried.toSorted()).toEqual(expected);
        expect(requests).toBe(expected.length + 1);
      }
    });

    it('take each office’s rosters once when the whole city is asked for', async () => {
      const { queried, inSequence } = await traffic(() => get('/v1/worklists', {}, CITY));
      const rosters = STOCKHOLM.offices.flatMap(({ code }) => [`${code}#open`, `${code}#protected`]);
      expect(queried.toSorted()).toEqual([...rosters, 'vallingby#unregistered'].toSorted());
      expect(inSequence).toBe(3);
    });
  });
});

describe('A case that is about to move, or has moved', () => {
  let world: CaseWorld;
  beforeAll(async () => {
    world = await startCaseWorld();
  });
  afterAll(() => world.stop());
  const on = async (name: string, as = vallingby) =>
    (await world.call('GET', `/v1/worklists/${name}`, undefined, { as })).body.items;

  it('takes its unregistered occasions along to the list of the office that now has it', async () => {
    const desk = caseDesk(world);
    desk.on('2026-03-02');
    const id = await desk.open('mover');
    await desk.enrol(id, '2026-03-02');
    await desk.post(id, 'occasions', { date: '2026-03-03', kind: 'meeting' });
    desk.on('2026-03-09');
    await desk.post(id, 'transfers', { on: '2026-03-09', toOffice: 'kista', reason: 'Närmare hemmet.' });
    expect(await on('attendance-not-registered')).toEqual([]);
    expect(await on('attendance-not-registered', office('kista'))).toMatchObject([
      { id, unregistered: { oldestOn: '2026-03-03', count: 1 } },
    ]);
    const registered = { occasion: '2026-03-03.meeting.1', presence: 'present' };
    await desk.post(id, 'attendances', registered, { as: office('kista') });
    expect(await on('attendance-not-registered', office('kista'))).toEqual([]);
  });

  it('is on the list of its office when another district refers its person, until it has moved', async () => {
    const desk = caseDesk(world);
    desk.on('2026-03-10');
    const person = aPerson({ identityNumber: '19900118-9811' });
    const id = await desk.open('', { person });
    expect(await on('transfer-requested')).toEqual([]);
    await desk.refer('', { person, district: 'farsta' }, { as: district('farsta'), key: 'from-farsta' });
    expect(await on('transfer-requested')).toMatchObject([{ id, office: 'vallingby' }]);
    await desk.post(id, 'transfers', { on: '2026-03-10', toDistrict: 'farsta', reason: 'Flytt.' });
    expect(await on('transfer-requested')).toEqual([]);
    expect(await on('transfer-requested', office('vantor'))).toEqual([]);
    expect(await on('without-coach', office('vantor'))).toMatchObject([{ id }]);
  });
});

describe('A protected person’s case', () => {
  let world: CaseWorld;
  beforeAll(async () => {
    world = await startCaseWorld();
  });
  afterAll(() => world.stop());

  it('is counted and listed for the named pair of system and officer alone, and no more when it is closed', async () => {
    const desk = caseDesk(world);
    const totals = async (officer: string | null, as = vallingby) => {
      const { body } = await world.call('GET', '/v1/worklists', undefined, { as, officer });
      const [count] = body.items.map((item: { count: number }) => item.count);
      const list = await world.call('GET', '/v1/worklists/waiting-for-enrolment', undefined, { as, officer });
      return [count, list.body.total];
    };
    desk.on('2026-03-02');
    const namedOfficers = [{ client: 'office-vallingby', officer: 'trusted' }];
    const person = aPerson({ protection: 'secrecy-marking', namedOfficers });
    const id = await desk.open('', { person });
    await desk.open('ordinary');
    expect(await totals('trusted')).toEqual([2, 2]);
    for (const officer of ['someone', null]) expect(await totals(officer)).toEqual([1, 1]);
    expect(await totals('trusted', CITY)).toEqual([1, 1]);
    await desk.post(id, 'closures', { on: '2026-03-02', outcome: 'moved' }, { as: vallingby, officer: 'trusted' });
    expect(await totals('trusted')).toEqual([1, 1]);
  });
});
