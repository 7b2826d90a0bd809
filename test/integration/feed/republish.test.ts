import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../infra/commands/republish/main.ts';
import { republish } from '../../../infra/commands/republish/republish.ts';
import { tableReportCases } from '../../../shared/adapters/reports/table-report-cases.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { CITY, office } from '../../support/case-world.ts';
import { aReferral } from '../../support/referrals.ts';
import { historyLine } from '../http/history-line.ts';
import { type FeedWorld, idsOf, startFeedWorld } from './feed-world.ts';

let world: FeedWorld;
const told: Array<string> = [];
const given = () => ({
  cases: tableReportCases(world.table.client, world.table.name, STOCKHOLM),
  feed: world.log,
  today: localDate('2026-03-10'),
  tell: (text: string) => void told.push(text),
  reached: () => {},
  stopping: new AbortController().signal,
});
const since = (day: string, from: string | null = null) => republish({ since: localDate(day), from }, given());

async function refer(localId: string, changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { status, body } = await world.call('POST', '/v1/referrals', aReferral(localId, changes), {
    key: `refer-${localId}`,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}
async function command(caseId: string, path: string, body: unknown): Promise<void> {
  const answer = await world.call('POST', `/v1/cases/${caseId}/${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
}
const coach = { coach: 'Coach', from: '2026-03-02' };
const ids = async () => idsOf(await world.readAll(CITY));
const firstOf = (all: ReadonlyArray<string>) => [...new Set(all)];

describe('Publishing again', () => {
  let one: string;
  let two: string;
  let once: ReadonlyArray<string>;
  beforeAll(async () => {
    world = await startFeedWorld();
    world.setClock('2026-03-02T09:00:00.000Z');
    one = await refer('one');
    two = await refer('two');
    await command(one, 'coaches', coach);
    world.setClock('2026-03-05T09:00:00.000Z');
    await command(two, 'coaches', coach);
    await command(one, 'transfers', { on: '2026-03-05', toOffice: 'kista', reason: 'Närmare.' });
    await world.call('POST', '/v1/history', historyLine('past', { ...aReferral('past'), receivedOn: '2026-01-12' }));
    await world.publish();
    once = await ids();
  });
  afterAll(() => world.stop());

  it('tells once more what has been recorded since a day, under the same ids and in the order of each case', async () => {
    expect(once).toEqual([`${one}/1`, `${two}/1`, `${one}/2`, `${two}/2`, `${one}/3/received`, `${one}/3`]);
    expect(await since('2026-03-05')).toBe(3);
    const again = (await ids()).slice(once.length);
    expect(again.filter((id) => id.startsWith(one))).toEqual([`${one}/3/received`, `${one}/3`]);
    expect(again.filter((id) => id.startsWith(two))).toEqual([`${two}/2`]);
  });

  it('can be done as often as one likes: a reader who knows the ids has everything once, and no history', async () => {
    expect(await since('2026-01-01')).toBe(once.length);
    expect(await since('2026-01-01')).toBe(once.length);
    expect(await since('2026-03-06')).toBe(0);
    expect(firstOf(await ids())).toEqual(once);
  });

  it('stopped after a case, goes on after it, and nothing is left out or told twice', async () => {
    const stopping = new AbortController();
    const done: Array<string> = [];
    const reached = (caseId: string) => {
      done.push(caseId);
      stopping.abort();
    };
    const before = (await ids()).length;
    const all = { since: localDate('2026-03-05'), from: null };
    const first = await republish(all, { ...given(), reached, stopping: stopping.signal });
    const [place = ''] = done;
    expect(done).toHaveLength(1);
    expect(first + (await since('2026-03-05', place))).toBe(3);
    const again = (await ids()).slice(before);
    expect(again.toSorted()).toEqual([`${one}/3`, `${one}/3/received`, `${two}/2`].toSorted());
  });

  it('does not go on from a place that no run can have named', async () => {
    await expect(since('2026-03-05', 'nobody')).rejects.toThrow('--from names no case');
  });

  it('addresses each event to whoever held the case then, not to whoever holds it now', async () => {
    const known = firstOf(idsOf(await world.readAll(office('kista'))));
    expect(known).toEqual([`${one}/3/received`]);
  });

  it('tells what the stream has lost, before what is told again, and the stream nothing twice when it brings it late', async () => {
    world.setClock('2026-03-08T09:00:00.000Z');
    await command(two, 'coaches', coach);
    await command(two, 'coaches', coach);
    const late = await world.newRecords();
    const before = (await ids()).length;
    expect(await since('2026-03-08')).toBe(2);
    expect((await ids()).slice(before)).toEqual([`${two}/3`, `${two}/4`]);
    await world.publisher()(late);
    expect(await ids()).toHaveLength(before + 2);
  });

  it('while others publish leaves the first telling of everything in order', async () => {
    for (let count = 0; count < 6; count++) await command(one, 'coaches', coach);
    const records = await world.newRecords();
    const halves = [records.slice(0, 3), records.slice(3)];
    await Promise.all([since('2026-03-01'), ...halves.map((half) => world.publisher()(half)), since('2026-03-01')]);
    const own = firstOf(await ids()).filter((id) => id.startsWith(one));
    expect(own.filter((id) => !id.endsWith('received'))).toEqual(
      Array.from({ length: 9 }, (_, index) => `${one}/${index + 1}`),
    );
  });

  it('keeps a person who has been protected since protected in everything that is told again', async () => {
    const namedOfficers = [{ client: 'city-admin', officer: 'officer-1' }];
    const id = await refer('protected-later');
    await world.publish();
    await command(id, 'person-changes', { on: '2026-03-08', protection: 'secrecy-marking', namedOfficers });
    await world.publish();
    const before = (await world.readAll(CITY)).length;
    await since('2026-03-08');
    const again = (await world.readAll(CITY)).slice(before).filter((event) => event.id.startsWith(id));
    expect(again.map(({ data }) => Object.keys(data))).toEqual([
      ['version', 'district'],
      ['version', 'district'],
    ]);
  });

  it('says on its way how far it has come, in words that name nobody', () => {
    expect(told.length).toBeGreaterThan(3);
    for (const text of told)
      expect(text).toMatch(/^Cases(?: changed since \d{4}-\d\d-\d\d: \d+|: \d+ of \d+, events: \d+)$/);
  });
});

describe('npm run republish', () => {
  const run = async (...args: ReadonlyArray<string>) => {
    const said: Array<string> = [];
    const reach = () => {
      throw Object.assign(new Error('about somebody'), { name: 'ResourceNotFoundException' });
    };
    const status = await main(args, {
      reach,
      today: () => localDate('2026-03-10'),
      tell: (text) => void said.push(text),
      stopping: new AbortController().signal,
    });
    return { status, said: said.join('\n') };
  };

  it.each([
    [[], 'Say since when with --since.'],
    [['--since', 'yesterday'], '--since must be a day, written as 2026-03-02.'],
    [['--since', '2026-02-30'], '--since must be a day, written as 2026-03-02.'],
    [['--since', '2026-03-11'], '--since must not be after today.'],
    [['--until', '2026-03-11'], 'That is not understood.'],
    [['--since', '2026-03-02', '--from', ''], '--from must be a place that an earlier run named.'],
  ])('answers %j with what is wrong and how it is used', async (args, sentence) => {
    const { status, said } = await run(...args);
    expect(status).toBe(2);
    expect(said).toContain(sentence);
    expect(said).toContain('Usage: npm run republish');
  });

  it('explains itself', async () => {
    expect(await run('--help')).toMatchObject({ status: 0, said: expect.stringContaining('--since DATE') });
  });

  it('says what stopped it by the name of the error alone', async () => {
    const { status, said } = await run('--since', '2026-03-01', '--from', 'a-case');
    expect(status).toBe(2);
    expect(said).toContain('goes on from where it was with: npm run republish -- --since 2026-03-01 --from a-case');
    expect(said).toContain('ResourceNotFoundException');
    expect(said).not.toContain('somebody');
  });
});
