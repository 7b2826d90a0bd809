import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudEvent } from '../../../events/cloud-event.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { CITY, district, office } from '../../support/case-world.ts';
import { aPlan } from '../../support/referrals.ts';
import { aPerson, caseDesk, idOf, problemOf } from '../cases/case-desk.ts';
import { type FeedWorld, idsOf, startFeedWorld } from './feed-world.ts';

const DAY = '2026-03-02';
const NUMBER = '19900118-9811';
const vallingby = { as: office('vallingby'), officer: 'JT-7' };
const trusted = { as: office('vallingby'), officer: 'trusted' };
const successor = { as: office('vallingby'), officer: 'successor' };
/** Everyone who holds a case of Bromma or watches over it, and is named for none. */
const UNNAMED = [vallingby, { as: district('bromma'), officer: 'B-2' }, { as: CITY, officer: 'C-1' }];

type Who = (typeof UNNAMED)[number];
/** All that the feed tells of something that happened in a protected person's case. */
const outline = (version: number) => ({ version, district: 'bromma' });
const naming = (officer: string) => [{ client: 'office-vallingby', officer }];

/** Two people of whom the same is told on the same days, but that one comes under protection and leaves it again. */
describe('A person under protection, beside another of whom all else is the same', () => {
  let world: FeedWorld;
  let desk: ReturnType<typeof caseDesk>;
  let other: string;
  let hidden: string;
  const coach = { coach: 'Coach Ett', from: DAY };

  beforeAll(async () => {
    world = await startFeedWorld();
    desk = caseDesk(world);
    desk.on(DAY);
    other = await desk.open('other');
    hidden = idOf(await desk.refer('', { person: aPerson({ identityNumber: NUMBER }) }, { key: 'hidden-referred' }));
    await both('enrolments', { heldOn: DAY, form: 'group-information' }, { ...vallingby, key: 'both-enrolled' });
    await world.publish();
  });
  afterAll(() => world.stop());

  const both = async (path: string, body: object, how: Who & { readonly key?: string }) => {
    for (const id of [other, hidden]) {
      const key = how.key === undefined ? {} : { key: `${how.key}-${id}` };
      expect((await desk.post(id, path, body, { ...how, ...key })).status, `${path} ${id}`).toBe(201);
    }
  };
  const protect = (changes: object, how: Who) =>
    desk.post(hidden, 'person-changes', { on: DAY, ...changes }, { as: how.as, officer: how.officer });
  /** All that somebody is told, read from the beginning. */
  const told = async ({ as, officer }: Who): Promise<ReadonlyArray<CloudEvent>> => {
    const events: Array<CloudEvent> = [];
    for (let after = ''; ; ) {
      const query = { limit: '100', ...(after === '' ? {} : { after }) };
      const { items, next } = (await desk.get('/v1/feed', { as, officer, query })).body;
      events.push(...items);
      if (next === after) return events;
      after = next;
    }
  };
  const toldOf = async (id: string, who: Who) => (await told(who)).filter((event) => event.id.startsWith(`${id}/`));
  const anyone = (event: CloudEvent) =>
    JSON.stringify(event).replaceAll(other, 'somebody').replaceAll(hidden, 'somebody');
  const totalOf = async (path: string, { as, officer }: Who) => (await desk.get(path, { as, officer })).body.total;
  const countOf = async (name: string, { as, officer }: Who) => {
    const { items } = (await desk.get('/v1/worklists', { as, officer, query: { limit: '100' } })).body;
    return items.find((list: { name: string }) => list.name === name).count;
  };

  it('before: the same is told of both, in the same form and length, and both are counted', async () => {
    for (const who of UNNAMED) {
      expect((await toldOf(hidden, who)).map(anyone)).toEqual((await toldOf(other, who)).map(anyone));
      expect(await totalOf('/v1/cases', who)).toBe(2);
      expect(await countOf('waiting-for-plan', who)).toBe(2);
    }
  });

  describe('from the moment of protection', () => {
    let set: Awaited<ReturnType<typeof protect>>;
    beforeAll(async () => {
      set = await protect({ protection: 'secrecy-marking', namedOfficers: naming('trusted') }, vallingby);
    });

    it('is not shown to whoever has said so without being named', () => {
      expect([set.status, set.body.person]).toEqual([201, null]);
    });

    it('is not there for anyone who is not named, whatever is asked and before the feed has told of it', async () => {
      for (const who of UNNAMED) {
        for (const path of ['', '/facts', '/occasions', '/register-extract', '/access-log']) {
          const asked = await desk.get(`/v1/cases/${hidden}${path}`, who);
          const absent = await desk.get(`/v1/cases/absent${path}`, who);
          expect(problemOf(asked), path).toEqual(problemOf(absent));
          expect(JSON.stringify(asked.body).length).toBe(JSON.stringify(absent.body).length);
          expect(Object.keys(asked.headers)).toEqual(Object.keys(absent.headers));
        }
        expect(await totalOf('/v1/cases', who)).toBe(1);
        expect(await countOf('waiting-for-plan', who)).toBe(1);
        expect((await desk.get('/v1/worklists/waiting-for-plan', who)).body).toMatchObject({ total: 1 });
        const searched = await world.call('POST', '/v1/persons/searches', { identityNumber: NUMBER }, who);
        expect(searched.body).toEqual({ case: null });
      }
    });

    it('and of what the feed told before, it tells those who hold the case only that it happened, and where', async () => {
      for (const who of UNNAMED) {
        const events = await toldOf(hidden, who);
        expect(events.map(({ data }) => data)).toEqual([1, 2].map(outline));
        for (const event of events) expect(Object.keys(event)).not.toEqual(expect.arrayContaining(['time']));
      }
    });

    it('is not there for commands either, nor for one that was carried out before and is repeated', async () => {
      const enrolment = { heldOn: DAY, form: 'group-information' };
      const absent = problemOf(await desk.post('absent', 'coaches', coach, vallingby));
      expect(problemOf(await desk.post(hidden, 'coaches', coach, vallingby))).toEqual(absent);
      const repeated = { ...vallingby, key: `both-enrolled-${hidden}` };
      expect(problemOf(await desk.post(hidden, 'enrolments', enrolment, repeated))).toEqual(absent);
      const again = { key: 'hidden-referred' };
      const referred = await desk.refer('', { person: aPerson({ identityNumber: NUMBER }) }, again);
      expect(problemOf(referred)).toEqual(absent);
    });

    it('lives on, and the feed tells neither when nor to whom, only that something happened, and where', async () => {
      await both('coaches', coach, trusted);
      await both('plans', aPlan(DAY), trusted);
      await world.publish();
      for (const who of [...UNNAMED, trusted]) {
        const events = await toldOf(hidden, who);
        expect(idsOf(events)).toEqual([1, 2, 3, 4, 5].map((version) => `${hidden}/${version}`));
        expect(events.map(({ data }) => data)).toEqual([1, 2, 3, 4, 5].map(outline));
        expect((await toldOf(other, who)).map(({ data }) => data.version)).toEqual([1, 2, 3, 4]);
      }
    });

    it('is there for whoever is named', async () => {
      expect((await desk.get(`/v1/cases/${hidden}`, trusted)).body).toMatchObject({ id: hidden, version: 5 });
      expect(await totalOf('/v1/cases', trusted)).toBe(2);
    });

    it('is there for another who is named instead at once, and at once no more for the first', async () => {
      expect((await protect({ namedOfficers: naming('successor') }, trusted)).status).toBe(201);
      for (const [who, status, total] of [
        [trusted, 404, 1],
        [successor, 200, 2],
      ] as const) {
        expect((await desk.get(`/v1/cases/${hidden}`, who)).status).toBe(status);
        expect(await totalOf('/v1/cases', who)).toBe(total);
      }
    });
  });

  describe('from the moment at which protection ends', () => {
    beforeAll(async () => {
      await world.publish();
      expect((await protect({ protection: 'none' }, successor)).status).toBe(201);
    });

    it('is there for everyone who holds the case, as before', async () => {
      for (const who of UNNAMED) {
        expect((await desk.get(`/v1/cases/${hidden}`, who)).status).toBe(200);
        expect(await totalOf('/v1/cases', who)).toBe(2);
      }
    });

    it('and its own facts tell them what was recorded meanwhile, when and by whom: they have to go on from it', async () => {
      for (const who of UNNAMED) {
        const { items } = (await desk.get(`/v1/cases/${hidden}/facts`, who)).body;
        expect(items.map(({ sequence }: { sequence: number }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
        const officers = items.map(({ by }: { by: { officer: string } }) => by.officer);
        expect(officers.slice(2)).toEqual(['JT-7', 'trusted', 'trusted', 'trusted', 'successor']);
      }
    });

    it('and of what happened meanwhile nothing more is told: not then, not later, not when all is told again', async () => {
      await both('coaches', coach, vallingby);
      await world.publish();
      const readers = [...UNNAMED, trusted, successor];
      const meanwhile = [3, 4, 5, 6].map(outline);
      const whole = (events: ReadonlyArray<CloudEvent>) => events.filter(({ data }) => 'occurredOn' in data);
      const outlines = (events: ReadonlyArray<CloudEvent>) =>
        events.filter(({ data }) => !('occurredOn' in data)).map(({ data }) => data);
      for (const who of readers) {
        const events = await toldOf(hidden, who);
        expect(outlines(events)).toEqual(meanwhile);
        expect(whole(events).map(({ data }) => data.version)).toEqual([1, 2, 7, 8]);
        expect(whole(events).map((event) => Object.keys(event))).toEqual(
          (await toldOf(other, who)).slice(0, 4).map((event) => Object.keys(event)),
        );
      }
      await world.log.repeat(hidden, localDate(DAY));
      for (const who of readers) {
        const events = await toldOf(hidden, who);
        expect(outlines(events)).toEqual([...meanwhile, ...meanwhile]);
        expect(new Set(whole(events).map(({ data }) => data.version))).toEqual(new Set([1, 2, 7, 8]));
      }
    });
  });
});
