import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { occasionContent } from '../../../shared/adapters/table/case-items.ts';
import { caseKeys } from '../../../shared/adapters/table/keys.ts';
import { type Occasion, occasionAfter } from '../../../shared/domain/case/attendance.ts';
import { type CommandName, parseCommand } from '../../../shared/domain/case/commands.ts';
import { decide } from '../../../shared/domain/case/decide.ts';
import { type NewFact, newFact } from '../../../shared/domain/case/facts.ts';
import { type Recorded, record } from '../../../shared/domain/case/record.ts';
import { addDays, type LocalDate, localDate, toEpochDay, weekday } from '../../../shared/domain/time/local-date.ts';
import { NOTHING_ELSE } from '../../../shared/ports/case-store.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { type CaseWorld, office, startCaseWorld } from '../../support/case-world.ts';
import { caseDesk, errorsOf, problemOf } from './case-desk.ts';
import { watchTraffic } from './table-traffic.ts';

const vallingby = { as: office('vallingby') };

describe('An aspirant is expected', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  const aCase = async (localId: string): Promise<string> => {
    desk.on('2026-03-02');
    const id = await desk.open(localId);
    await desk.enrol(id, '2026-03-02');
    return id;
  };
  const expected = async (id: string, occasion: object, options: object = vallingby) =>
    (await desk.post(id, 'occasions', occasion, options)).body.occasion;
  const register = (id: string, occasion: string, presence: string, options: object = vallingby) =>
    desk.post(id, 'attendances', { occasion, presence }, options);
  const occasionsOf = async (id: string) => (await desk.get(`/v1/cases/${id}/occasions`, vallingby)).body.items;
  const meeting = { date: '2026-03-04', kind: 'meeting' };

  it('at an occasion whose id says when and what, so that it can be told beforehand', async () => {
    const id = await aCase('ids');
    expect(await expected(id, meeting)).toEqual({
      id: '2026-03-04.meeting.1',
      date: '2026-03-04',
      kind: 'meeting',
      service: null,
      presence: null,
      registeredAt: null,
      registeredBy: null,
    });
    const course = await expected(id, { date: '2026-03-04', kind: 'course', service: 'civic-information' });
    expect([course.id, course.service]).toEqual(['2026-03-04.course.civic-information.1', 'civic-information']);
  });

  it('twice on one day at the like, and each occasion has its own number', async () => {
    const id = await aCase('alike');
    const withService = { ...meeting, service: 'matching' };
    const ids = [];
    for (const occasion of [withService, meeting, meeting, withService, { ...meeting, date: '2026-03-05' }]) {
      ids.push((await expected(id, occasion)).id);
    }
    expect(ids).toEqual([
      '2026-03-04.meeting.matching.1',
      '2026-03-04.meeting.1',
      '2026-03-04.meeting.2',
      '2026-03-04.meeting.matching.2',
      '2026-03-05.meeting.1',
    ]);
  });

  it('by several at the same moment, and none takes the place of another', async () => {
    const id = await aCase('at-once');
    const answers = await Promise.all(Array.from({ length: 3 }, () => desk.post(id, 'occasions', meeting, vallingby)));
    const accepted = answers.filter(({ status }) => status === 201).map(({ body }) => body.occasion.id);
    expect(new Set(accepted).size).toBe(accepted.length);
    const listed = (await occasionsOf(id)).map((occasion: { id: string }) => occasion.id);
    expect(listed).toEqual(accepted.toSorted());
    expect(listed).toContain('2026-03-04.meeting.1');
  });

  it('and what was noted or registered meanwhile is not written over by who had not read it', async () => {
    const id = await aCase('unread');
    const { id: occasion } = await expected(id, { ...meeting, date: '2026-03-02' });
    const { store } = world.deps;
    const [unread] = await store.listOccasions(id);
    const written = async (was: Occasion | null, fact: NewFact) => {
      const before = await store.readHead(id);
      if (before === undefined || unread === undefined) throw new Error('the case has an occasion');
      const by = { client: 'office-vallingby', officer: 'VB-7' };
      const at = { recordedAt: '2026-03-02T10:00:00.000Z', source: 'live', by } as const;
      const recorded = record(id, before.state, [fact], at);
      const change = { ...NOTHING_ELSE, before, recorded, nextCheckOn: null, occasion: { was, becomes: unread } };
      return (await store.change(change)).outcome;
    };
    const day = localDate('2026-03-02');
    const noted = newFact('occasion.expected', day, { occasion, kind: 'meeting', service: null });
    expect(await written(null, noted)).toBe('changed-meanwhile');
    await register(id, occasion, 'present');
    const absent = { occasion, presence: 'absent-with-notice', service: null, corrects: null } as const;
    expect(await written(unread ?? null, newFact('attendance.registered', day, absent))).toBe('changed-meanwhile');
    expect(await occasionsOf(id)).toMatchObject([{ presence: 'present' }]);
  });

  it('once, however often the same request comes', async () => {
    const id = await aCase('repeated');
    const twice = { ...vallingby, key: 'the-same-meeting' };
    const first = await desk.post(id, 'occasions', meeting, twice);
    const again = await desk.post(id, 'occasions', meeting, twice);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect(await occasionsOf(id)).toHaveLength(1);
  });

  it('up to about a year ahead of time, and never before the referral', async () => {
    const id = await aCase('ahead');
    expect((await expected(id, { ...meeting, date: '2027-04-06' })).id).toBe('2027-04-06.meeting.1');
    const refused = async (date: string) => errorsOf(await desk.post(id, 'occasions', { ...meeting, date }, vallingby));
    expect(await refused('2027-04-07')).toEqual(['/date too-far-ahead']);
    expect(await refused('2026-03-01')).toEqual(['/date before-referral']);
    const odd = await desk.post(id, 'occasions', { ...meeting, service: 'fishing' }, vallingby);
    expect(errorsOf(odd)).toEqual(['/service unknown-service']);
  });

  it('and how it went is registered when the day has come, by whom and when', async () => {
    const id = await aCase('registered');
    const { id: occasion } = await expected(id, meeting);
    expect(errorsOf(await register(id, occasion, 'present'))).toEqual(['/occasion in-the-future']);
    world.setClock('2026-03-04T14:30:00.000Z');
    const registered = await register(id, occasion, 'absent-with-notice', { ...vallingby, officer: 'VB-7' });
    expect(registered.body.occasion).toEqual({
      ...meeting,
      id: occasion,
      service: null,
      presence: 'absent-with-notice',
      registeredAt: '2026-03-04T14:30:00.000Z',
      registeredBy: { client: 'office-vallingby', officer: 'VB-7' },
    });
    expect(await occasionsOf(id)).toEqual([registered.body.occasion]);
  });

  it('and what was registered can be corrected: both statements stand, and the last one counts', async () => {
    const id = await aCase('corrected');
    const { id: occasion } = await expected(id, { ...meeting, date: '2026-03-02' });
    await register(id, occasion, 'absent-without-notice');
    desk.on('2026-03-03');
    const corrected = await register(id, occasion, 'late', { ...vallingby, officer: 'VB-8' });
    expect(corrected.body.occasion).toMatchObject({ presence: 'late', registeredBy: { officer: 'VB-8' } });
    const facts = (await desk.facts(id)).slice(-3);
    const told = facts.map(({ type, occurredOn, data }: Record<string, unknown>) => ({ type, occurredOn, data }));
    expect(told).toEqual([
      { type: 'occasion.expected', occurredOn: '2026-03-02', data: { occasion, kind: 'meeting', service: null } },
      {
        type: 'attendance.registered',
        occurredOn: '2026-03-02',
        data: { occasion, presence: 'absent-without-notice', service: null, corrects: null },
      },
      {
        type: 'attendance.registered',
        occurredOn: '2026-03-02',
        data: { occasion, presence: 'late', service: null, corrects: 4 },
      },
    ]);
    expect(facts.at(-1).registeredLate).toBe(true);
    expect(await occasionsOf(id)).toHaveLength(1);
  });

  it('and what nobody has registered is no absence', async () => {
    const id = await aCase('unregistered');
    await expected(id, { ...meeting, date: '2026-03-02' });
    desk.on('2026-06-01');
    expect(await occasionsOf(id)).toMatchObject([{ presence: null, registeredAt: null, registeredBy: null }]);
  });

  it.each(['2026-03-05.meeting.1', '2026-03-04.meeting.', '2026-03-04.meeting.12', 'meeting', '../HEAD', '#'])(
    'nowhere by the name of %j',
    async (occasion) => {
      const id = await aCase(`unknown ${occasion}`);
      await expected(id, meeting);
      desk.on('2026-03-05');
      expect(errorsOf(await register(id, occasion, 'present'))).toEqual(['/occasion unknown-occasion']);
    },
  );

  it('and a service is begun by who comes, be it late, and not by who stays away', async () => {
    const id = await aCase('begun');
    const day = '2026-03-02';
    for (const [service, presence] of [
      ['matching', 'absent-with-notice'],
      ['advice', 'late'],
      ['sfi', 'present'],
    ] as const) {
      const { id: occasion } = await expected(id, { date: day, kind: 'course', service });
      await register(id, occasion, presence);
    }
    expect((await desk.seen(id)).services).toEqual([
      { service: 'advice', startedOn: day, district: 'bromma' },
      { service: 'sfi', startedOn: day, district: 'bromma' },
    ]);
  });

  it('no more while the case is interrupted or closed, but what has been can still be registered', async () => {
    const id = await aCase('over');
    const first = await expected(id, { ...meeting, date: '2026-03-02' });
    const second = await expected(id, { ...meeting, date: '2026-03-02' });
    await desk.post(id, 'interruptions', { from: '2026-03-02', reason: 'illness' });
    expect(problemOf(await desk.post(id, 'occasions', meeting, vallingby))).toMatchObject({
      status: 409,
      state: 'interrupted',
    });
    expect((await register(id, first.id, 'present')).status).toBe(201);
    await desk.post(id, 'closures', { on: '2026-03-02', outcome: 'moved' });
    expect(problemOf(await desk.post(id, 'occasions', meeting, vallingby))).toMatchObject({ state: 'closed' });
    expect((await register(id, second.id, 'present')).status).toBe(201);
  });
});

describe('Ten years of daily attendance', () => {
  let world: CaseWorld;
  beforeAll(async () => {
    world = await startCaseWorld();
  });
  afterAll(() => world.stop());

  it('keep the case’s head small, and its commands at two round trips', async () => {
    const desk = caseDesk(world);
    desk.on('2016-03-07');
    const id = await desk.open('ten-years');
    await desk.approve(id, '2016-03-07');
    const days = await attendDaily(world, id, localDate('2016-03-07'), localDate('2026-03-06'));
    expect(days).toBe(2610);

    const traffic = watchTraffic(world);
    desk.on('2026-03-09');
    const statuses: Array<number> = [];
    const post = async (path: string, body: object) => statuses.push((await desk.post(id, path, body)).status);
    const calls = [
      () => post('occasions', { date: '2026-03-09', kind: 'work-place' }),
      () => post('attendances', { occasion: '2026-03-06.work-place.work-training.1', presence: 'late' }),
      () => post('coaches', { coach: 'Coach Ett', from: '2026-03-09' }),
      () => desk.get(`/v1/cases/${id}`),
    ];
    for (const call of calls) expect((await traffic(call)).inSequence).toBe(2);
    expect(statuses).toEqual([201, 201, 201]);

    const head = { TableName: world.table.name, Key: caseKeys.head(id) };
    const { Item } = await world.table.client.send(new GetCommand(head));
    expect(JSON.stringify(Item).length).toBeLessThan(32 * 1024);
    const { body } = await desk.get(`/v1/cases/${id}/occasions`, { query: { limit: '1', page: '2610' } });
    expect(body).toMatchObject({ total: 2611, items: [{ date: '2026-03-06', presence: 'late' }] });
    expect(await desk.seen(id)).toMatchObject({
      version: 4 + 2 * 2610 + 43 + 3,
      services: [{ service: 'work-training', startedOn: '2016-03-07', district: 'bromma' }],
    });
  });
});

/**
 * Every working day between two days an occasion and its attendance, and a review every sixty: decided one by one as
 * the product decides them, and written a few months at a time, since thousands of commands would take a minute.
 */
async function attendDaily(world: CaseWorld, caseId: string, first: LocalDate, last: LocalDate): Promise<number> {
  const occasions: Array<Occasion> = [];
  let written = await world.deps.store.readHead(caseId);
  const file = await (await world.deps.store.read(caseId))?.secrets();
  if (written === undefined || file === undefined) throw new Error('the case has been opened');
  let pending: Recorded = { state: written.state, facts: [] };
  let days = 0;

  const play = (day: LocalDate, name: CommandName, body: unknown) => {
    const parsed = parseCommand(name, body);
    if (!parsed.ok) throw parsed.error;
    const rules = { today: day, city: STOCKHOLM, source: 'live', person: file.referral.person, hash: '' } as const;
    const decision = decide(pending.state, parsed.command, { ...rules, occasions: occasions.slice(-1) });
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.refusal));
    const by = { client: 'office-vallingby', officer: 'VB-7' };
    const next = record(caseId, pending.state, decision.facts, {
      recordedAt: `${day}T15:00:00.000Z`,
      source: 'live',
      by,
    });
    pending = { state: next.state, facts: [...pending.facts, ...next.facts] };
    for (const fact of next.facts) {
      const occasion = occasionAfter(fact, occasions.slice(-1), next.state);
      if (occasion === undefined) continue;
      if (fact.type === 'attendance.registered') occasions.pop();
      occasions.push(occasion);
    }
  };
  const write = async () => {
    if (written === undefined || pending.facts.length === 0) return;
    const change = { ...NOTHING_ELSE, before: written, recorded: pending, nextCheckOn: null };
    expect(await world.deps.store.change(change)).toEqual({ outcome: 'recorded' });
    written = await world.deps.store.readHead(caseId);
    pending = { ...pending, facts: [] };
  };

  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (weekday(toEpochDay(day)) > 5) continue;
    days++;
    play(day, 'occasions', { date: day, kind: 'work-place', service: 'work-training' });
    play(day, 'attendances', { occasion: occasions.at(-1)?.id, presence: 'present' });
    if (days % 60 !== 0) continue;
    play(day, 'reviews', { planVersion: 1, heldOn: day, outcome: 'kept', participants: ['aspirant', 'coach'] });
    await write();
  }
  await write();
  for (let from = 0; from < occasions.length; from += BATCH) {
    const items = occasions.slice(from, from + BATCH).map((occasion) => occasionContent(caseId, occasion));
    const puts = items.map((Item) => ({ Put: { TableName: world.table.name, Item } }));
    await world.table.client.send(new TransactWriteCommand({ TransactItems: puts }));
  }
  return days;
}

/** So many items fit in one transaction. */
const BATCH = 100;
