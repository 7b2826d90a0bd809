import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CITY, district, office } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import { type FeedWorld, idsOf, startFeedWorld } from './feed-world.ts';

let world: FeedWorld;
beforeAll(async () => {
  world = await startFeedWorld();
});
afterAll(() => world.stop());

let persons = 0;
/** Opens a case and gives its id. */
async function refer(code: string, changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  persons++;
  const body = aReferral(`person-${persons}`, { district: code, ...changes });
  const answer = await world.call('POST', '/v1/referrals', body, { key: `refer-${persons}-once` });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}

async function command(caseId: string, path: string, body: unknown, status = 201): Promise<void> {
  const answer = await world.call('POST', `/v1/cases/${caseId}/${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
}

/** Where a caller has come to, so that a test reads only what it made. */
async function here(as: typeof CITY): Promise<string> {
  let after = '';
  for (;;) {
    const { next } = await world.page(as, { limit: '100', ...(after === '' ? {} : { after }) });
    if (next === after) return next;
    after = next;
  }
}

describe('A case that moves', () => {
  beforeEach(() => world.setClock('2026-03-02T09:00:00.000Z'));

  it('tells the new district and office that it has come, and the old ones that it has gone', async () => {
    const parties = {
      city: CITY,
      bromma: district('bromma'),
      vallingby: office('vallingby'),
      skarholmen: district('skarholmen'),
      skarholmenOffice: office('skarholmen'),
      farsta: district('farsta'),
    };
    const before = Object.fromEntries(
      await Promise.all(Object.entries(parties).map(async ([name, as]) => [name, await here(as)] as const)),
    );
    const id = await refer('bromma');
    await command(id, 'enrolments', { heldOn: '2026-03-02', form: 'group-information' });
    await command(id, 'transfers', { on: '2026-03-02', toDistrict: 'skarholmen', reason: 'Flyttat.' });
    await command(id, 'plans', aPlan('2026-03-02'));
    await world.publish();

    const told = async (name: keyof typeof parties) =>
      (await world.readAll(parties[name], 100, before[name])).map(({ type, data }) => [type, data.version]);
    const first = [
      ['case.received', 1],
      ['case.enrolled', 2],
    ];
    expect(await told('bromma')).toEqual([...first, ['case.transferred', 3]]);
    expect(await told('vallingby')).toEqual([...first, ['case.transferred', 3]]);
    expect(await told('skarholmen')).toEqual([
      ['case.received', 3],
      ['plan.drawn-up', 4],
    ]);
    expect(await told('skarholmenOffice')).toEqual([
      ['case.received', 3],
      ['plan.drawn-up', 4],
    ]);
    expect(await told('city')).toEqual([...first, ['case.received', 3], ['case.transferred', 3], ['plan.drawn-up', 4]]);
    expect(await told('farsta')).toEqual([]);
  });

  it('to another office of the same district tells that office alone that it has come', async () => {
    const kista = office('kista');
    const [before, home] = [await here(kista), await here(district('bromma'))];
    const id = await refer('bromma');
    await command(id, 'transfers', { on: '2026-03-02', toOffice: 'kista', reason: 'Närmare arbetet.' });
    await command(id, 'enrolments', { heldOn: '2026-03-02', form: 'group-information' });
    await world.publish();
    expect(idsOf(await world.readAll(kista, 100, before))).toEqual([`${id}/2/received`, `${id}/3`]);
    expect(idsOf(await world.readAll(district('bromma'), 100, home))).toEqual([`${id}/1`, `${id}/2`, `${id}/3`]);
  });
});

describe('A merged district', () => {
  it('reads on what was told to those it was merged from, who from that day are told nothing', async () => {
    world.setClock('2023-06-30T20:00:00.000Z');
    const id = await refer('norrmalm', { disclosure: { basis: 'consent', givenOn: '2023-06-01' } });
    await world.publish();
    expect(idsOf(await world.readAll(district('norrmalm')))).toEqual([`${id}/1`]);
    expect(idsOf(await world.readAll(district('ostermalm')))).toEqual([]);

    world.setClock('2023-06-30T22:00:00.000Z');
    await command(id, 'enrolments', { heldOn: '2023-06-30', form: 'group-information' });
    await world.publish();
    expect(idsOf(await world.readAll(district('norra-innerstaden')))).toEqual([`${id}/1`, `${id}/2`]);
    expect(idsOf(await world.readAll(district('norrmalm')))).toEqual([]);
    expect(idsOf(await world.readAll(office('rosenlund')))).toEqual([`${id}/1`, `${id}/2`]);
  });
});

describe('A protected person', () => {
  const namedOfficers = [{ client: 'city-admin', officer: 'officer-1' }];

  it('is told of by id, type, version and home district only, to whoever holds the case', async () => {
    world.setClock('2026-04-01T09:00:00.000Z');
    const before = await here(office('vallingby'));
    const { person } = aReferral('protected');
    const id = await refer('bromma', { person: { ...person, protection: 'secrecy-marking', namedOfficers } });
    await command(id, 'transfers', { on: '2026-04-01', toDistrict: 'skarholmen', reason: 'Flyttat.' });
    await world.publish();
    expect(await world.readAll(office('vallingby'), 100, before)).toEqual([
      {
        specversion: '1.0',
        id: `${id}/1`,
        source: 'urn:jobbtorg:cases',
        type: 'case.received',
        dataschema: 'urn:jobbtorg:event:case.received:1',
        datacontenttype: 'application/json',
        data: { version: 1, district: 'bromma' },
      },
      {
        specversion: '1.0',
        id: `${id}/2`,
        source: 'urn:jobbtorg:cases',
        type: 'case.transferred',
        dataschema: 'urn:jobbtorg:event:case.transferred:1',
        datacontenttype: 'application/json',
        data: { version: 2, district: 'bromma' },
      },
    ]);
    const [received] = (await world.readAll(district('skarholmen'))).filter(({ id: own }) => own.startsWith(id));
    expect(received).toMatchObject({ id: `${id}/2/received`, data: { version: 2, district: 'skarholmen' } });
    expect(received).not.toHaveProperty('subject');
    expect(received).not.toHaveProperty('time');
  });

  it('is protected at once, in what was told before and in what comes late from before it', async () => {
    world.setClock('2026-04-02T09:00:00.000Z');
    const before = await here(CITY);
    const id = await refer('bromma');
    await command(id, 'enrolments', { heldOn: '2026-04-02', form: 'group-information' });
    await command(id, 'person-changes', { on: '2026-04-02', protection: 'secrecy-marking', namedOfficers });
    const [first, ...rest] = await world.newRecords();
    if (first === undefined) throw new Error('nothing came in the stream');
    await world.publisher()([first]);
    // The second never comes: it is fetched when the third does.
    await world.publisher()(rest.slice(1));
    const told = await world.readAll(CITY, 100, before);
    expect(idsOf(told)).toEqual([`${id}/1`, `${id}/2`, `${id}/3`]);
    expect(told.map(({ data }) => 'caseId' in data)).toEqual([false, false, false]);
  });
});
