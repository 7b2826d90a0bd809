import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tableFeed } from '../../../shared/adapters/table/feed-reads.ts';
import type { Fact } from '../../../shared/domain/case/facts.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { TransientFailure } from '../../../shared/ports/failures.ts';
import { tableClient } from '../../support/case-table.ts';
import { CITY, callerFor, district, office } from '../../support/case-world.ts';
import { everythingIn } from '../../support/stored-cases.ts';
import { type FeedWorld, idsOf, startFeedWorld } from './feed-world.ts';

const KISTA = { district: 'jarva', office: 'kista' };
const VALLINGBY = { district: 'bromma', office: 'vallingby' };

let world: FeedWorld;
beforeAll(async () => {
  world = await startFeedWorld();
});
afterAll(() => world.stop());

const accessIn = z.looseObject({ client: z.string(), what: z.string(), at: z.string(), cases: z.int().optional() });

let cases = 0;
/** So many facts of a new case, held by somebody. */
function someFacts(count: number, audience: { district: string; office: string }): ReadonlyArray<Fact> {
  const caseId = `case-${++cases}`;
  return Array.from({ length: count }, (_, index) => ({
    id: `${caseId}/${index + 1}`,
    sequence: index + 1,
    type: 'coach.assigned',
    schema: 1,
    occurredOn: localDate('2026-03-02'),
    recordedAt: '2026-03-02T09:00:00.000Z',
    source: 'live',
    by: { client: 'office-vallingby', officer: null },
    audience,
    data: {},
  }));
}
const append = (count: number, audience: { district: string; office: string }) =>
  world.log.append([{ facts: someFacts(count, audience), masked: false }]);

/** Takes everything out of the log and lets it go on from a place, as if what came before had expired. */
async function emptied(next = 0): Promise<void> {
  for (const item of await everythingIn(world.table)) if (item.pk.startsWith('FEED')) await world.remove(item);
  if (next === 0) return;
  const Item = { pk: 'FEED', sk: 'COUNTER', next, at: '2025-01-01T00:00:00.000Z' };
  await world.table.client.send(new PutCommand({ TableName: world.table.name, Item }));
}

const problemOf = async (...asked: Parameters<FeedWorld['read']>) => {
  const { status, body } = await world.read(...asked);
  return [status, body.type, body.errors?.map(({ pointer, code }: Record<string, string>) => [pointer, code])];
};
const NOT_A_CURSOR = [422, '/v1/problems/invalid-request', [['/after', 'unknown-cursor']]];
const EXPIRED = [410, '/v1/problems/feed-cursor-expired', undefined];

describe('The feed', () => {
  beforeEach(async () => {
    world.setClock('2026-03-02T09:00:00.000Z');
    await emptied();
  });

  it('is empty before anything has happened, and goes on from there', async () => {
    const { items, next } = await world.page(CITY);
    expect(items).toEqual([]);
    await append(2, VALLINGBY);
    expect((await world.page(CITY, { after: next })).items).toHaveLength(2);
  });

  it('gives twenty events at a time unless asked for up to a hundred', async () => {
    await append(130, VALLINGBY);
    expect((await world.page(CITY)).items).toHaveLength(20);
    expect((await world.page(CITY, { limit: '100' })).items).toHaveLength(100);
    for (const limit of ['0', '101', 'x', '1.5']) expect((await world.read(CITY, { limit }))?.status).toBe(422);
  });

  it('read one by one is the same as read in one go, for everyone', async () => {
    for (let round = 0; round < 6; round++) {
      await append(round + 1, KISTA);
      await append(2, VALLINGBY);
    }
    for (const as of [CITY, office('kista'), district('jarva'), office('vallingby'), district('bromma')]) {
      const whole = await world.readAll(as, 100);
      for (const limit of [1, 2, 7]) expect(await world.readAll(as, limit)).toEqual(whole);
    }
    expect(idsOf(await world.readAll(CITY))).toHaveLength(33);
    expect(idsOf(await world.readAll(office('kista')))).toHaveLength(21);
    expect(idsOf(await world.readAll(district('bromma')))).toHaveLength(12);
    expect(await world.readAll(office('rosenlund'))).toEqual([]);
  });

  it('says by its cursor that nothing new has come', async () => {
    await append(3, VALLINGBY);
    const { next } = await world.page(office('kista'));
    expect(await world.page(office('kista'), { after: next })).toEqual({ items: [], next });
    await append(1, VALLINGBY);
    expect((await world.page(office('kista'), { after: next })).next).not.toBe(next);
  });

  it('is noted a page at a time, with of how many cases it told, and not while it tells of none', async () => {
    const noted = async () =>
      (await everythingIn(world.table))
        .filter(({ pk }) => pk === 'ACCESS#nobody')
        .map(({ access }) => accessIn.parse(JSON.parse(String(access))))
        .filter(({ at }) => at === world.deps.clock());
    await append(2, VALLINGBY);
    await append(1, VALLINGBY);
    await append(1, KISTA);
    world.setClock('2026-03-02T09:01:00.000Z');
    const { next } = await world.page(office('vallingby'));
    await world.page(office('vallingby'), { after: next });
    await world.page(office('rosenlund'));
    await world.page(CITY, { limit: '3' });
    const entries = (await noted()).map(({ client, what, cases }) => [client, what, cases]);
    expect(entries.toSorted()).toEqual([
      ['city-admin', 'GET feed', 2],
      ['office-vallingby', 'GET feed', 2],
    ]);
  });

  it('goes on over the borders of its partitions', async () => {
    await emptied(9_990);
    await append(25, VALLINGBY);
    const ids = idsOf(await world.readAll(CITY, 7));
    expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => `case-${cases}/${index + 1}`));
    const partitions = (await everythingIn(world.table)).filter(({ pk }) => pk.startsWith('FEED#'));
    expect(new Set(partitions.map(({ pk }) => pk)).size).toBe(2);
  });
});

describe('A cursor of the feed', () => {
  beforeEach(async () => {
    world.setClock('2026-03-02T09:00:00.000Z');
    await emptied();
    await append(30, VALLINGBY);
  });

  it('is refused when it is changed, made up, or somebody else’s', async () => {
    const { next } = await world.page(office('vallingby'));
    const changed = `${next.startsWith('A') ? 'B' : 'A'}${next.slice(1)}`;
    for (const after of [changed, 'x', '20', 'AAAA', next.slice(0, -1), `${next}A`]) {
      expect(await problemOf(office('vallingby'), { after })).toEqual(NOT_A_CURSOR);
    }
    for (const other of [office('kista'), district('bromma'), CITY]) {
      expect(await problemOf(other, { after: next })).toEqual(NOT_A_CURSOR);
    }
    expect((await world.read(office('vallingby'), { after: 'x'.repeat(200) })).status).toBe(422);
  });

  it('is good for every system of the same office', async () => {
    const { next } = await world.page(office('vallingby'));
    const another = { ...office('vallingby'), client: 'another-system' };
    expect((await world.page(another, { after: next })).items).toHaveLength(10);
  });

  it('of a place that the log has not come to is refused: it is none of this log', async () => {
    const { next } = await world.page(CITY);
    await emptied();
    expect(await problemOf(CITY, { after: next })).toEqual(NOT_A_CURSOR);
  });

  it('needs the right to read the feed', async () => {
    const { party } = office('vallingby');
    expect((await world.read(callerFor(party, ['cases:read']))).status).toBe(403);
  });
});

describe('What is ninety days old', () => {
  it('can be read to the end of those days and not a moment longer; a reader who comes later is told so', async () => {
    await emptied();
    world.setClock('2026-01-01T12:00:00.000Z');
    await append(4, VALLINGBY);
    const { next } = await world.page(CITY, { limit: '2' });
    world.setClock('2026-02-15T12:00:00.000Z');
    await append(3, KISTA);

    world.setClock('2026-04-01T12:00:00.000Z');
    expect(await world.readAll(CITY)).toHaveLength(7);
    expect((await world.page(CITY, { after: next })).items).toHaveLength(5);

    world.setClock('2026-04-01T12:00:00.001Z');
    expect(await problemOf(CITY, { after: next })).toEqual(EXPIRED);
    expect(idsOf(await world.readAll(CITY))).toEqual([1, 2, 3].map((sequence) => `case-${cases}/${sequence}`));
  });

  it('is gone whether it has been removed yet or not', async () => {
    const { next } = await world.page(CITY, { limit: '1' });
    const oldest = (await everythingIn(world.table)).filter(({ pk }) => pk.startsWith('FEED#')).slice(0, 4);
    for (const item of oldest.slice(0, 3)) await world.remove(item);
    expect(await world.readAll(CITY)).toHaveLength(3);
    for (const item of oldest.slice(3)) await world.remove(item);
    expect(await world.readAll(CITY)).toHaveLength(3);
    expect((await world.page(CITY, { after: next })).items).toHaveLength(2);
  });

  it('leaves a reader in peace who had read it all, however long nothing has happened', async () => {
    let after = '';
    for (let read = 1; read > 0; ) {
      const { items, next } = await world.page(CITY, after === '' ? {} : { after });
      read = items.length;
      after = next;
    }
    world.setClock('2027-04-01T12:00:00.000Z');
    expect(await world.page(CITY, { after })).toEqual({ items: [], next: after });
    expect(await world.readAll(CITY)).toEqual([]);
    await append(1, KISTA);
    expect((await world.page(CITY, { after })).items).toHaveLength(1);
    expect(await world.readAll(CITY)).toHaveLength(1);
  });

  it('is marked to be removed a week after the last day on which it can be read', async () => {
    await emptied();
    world.setClock('2026-01-01T12:00:00.000Z');
    await append(1, VALLINGBY);
    const [event] = (await everythingIn(world.table)).filter(({ pk }) => pk.startsWith('FEED#'));
    expect(event).toMatchObject({ expiresAt: Date.parse('2026-04-08T12:00:00.000Z') / 1000 });
  });
});

describe('An event that is still being written', () => {
  const question = { limit: 100, isFor: () => true, keptSince: '2026-01-01T00:00:00.000Z' };
  beforeEach(async () => {
    world.setClock('2026-03-02T09:00:00.000Z');
    await emptied();
    await append(10, VALLINGBY);
  });

  it('is waited for: no reader passes its place, and whoever has come to it is asked to come again', async () => {
    const late = (await everythingIn(world.table)).find(({ pk, sk }) => pk.startsWith('FEED#') && Number(sk) === 6);
    if (late === undefined) throw new Error('ten events were expected');
    await world.remove(late);
    const client = tableClient(world.engine.url);
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (given) => {
          if (commandName?.startsWith('TransactGet')) throw conflict();
          return next(given);
        },
      { step: 'initialize' },
    );
    const feed = tableFeed(client, world.table.name);
    expect(await feed.read({ ...question, after: 0 })).toMatchObject({ outcome: 'read', next: 6 });
    await expect(feed.read({ ...question, after: 6 })).rejects.toThrow(TransientFailure);
    await world.table.client.send(new PutCommand({ TableName: world.table.name, Item: late }));
    expect(await feed.read({ ...question, after: 6 })).toMatchObject({ outcome: 'read', next: 10 });
  });

  it('and that is beyond what the counter tells is not yet there', async () => {
    const whole = await world.readAll(CITY);
    const Item = { pk: 'FEED', sk: 'COUNTER', next: 8, at: '2026-03-02T09:00:00.000Z' };
    await world.table.client.send(new PutCommand({ TableName: world.table.name, Item }));
    expect(await world.readAll(CITY)).toEqual(whole.slice(0, 8));
  });
});

/** What DynamoDB says to whoever reads in a transaction what another is writing. */
function conflict(): TransactionCanceledException {
  return new TransactionCanceledException({
    message: 'Transaction is ongoing for the item',
    $metadata: {},
    CancellationReasons: [{ Code: 'TransactionConflict' }],
  });
}

describe('A small office among large ones', () => {
  beforeEach(() => emptied());

  it('is led through their events to its own, some thousand at a call', async () => {
    for (let round = 0; round < 14; round++) await append(500, VALLINGBY);
    await append(1, KISTA);
    const calls: Array<number> = [];
    for (let after = ''; ; ) {
      const { items, next } = await world.page(office('kista'), after === '' ? {} : { after });
      if (next === after) break;
      calls.push(items.length);
      after = next;
    }
    expect(calls).toEqual([0, 0, 1]);
  });
});
