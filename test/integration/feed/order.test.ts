import { createHash } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableClient } from '../../support/case-table.ts';
import { CITY } from '../../support/case-world.ts';
import { seededPlan } from '../../support/fault-plans.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { aReferral } from '../../support/referrals.ts';
import { casesAmong, everythingIn } from '../../support/stored-cases.ts';
import { type FeedWorld, idsOf, type Publish, type Records, startFeedWorld, untilPublished } from './feed-world.ts';

const CASES = 16;
const COMMANDS_PER_CASE = 8;
const SEEDS = Array.from({ length: process.env['JOBBTORG_DEEP'] === undefined ? 3 : 24 }, (_, index) => index + 1);

const FAULTS_IN_A_THOUSAND = {
  delayed: 150,
  repeated: 60,
  lost: 50,
  dropped: 60,
  failed: 50,
  throttled: 50,
  conflicted: 200,
};

/** Numbers from 0 up to, but not including, 1: always the same for a seed. */
function lots(seed: number): () => number {
  let drawn = 0;
  return () => createHash('sha256').update(`${seed}/${drawn++}`).digest().readUInt32BE(0) / 0x1_0000_0000;
}

/** What has been recorded of each live case, by the ids of its facts in sequence. */
async function recordedIn(world: FeedWorld): Promise<ReadonlyMap<string, ReadonlyArray<string>>> {
  const stored = casesAmong(await everythingIn(world.table));
  return new Map(stored.map(({ id, facts }) => [id, facts.map((fact) => fact.id)]));
}

/** Events by their case, in the order in which a reader met them. */
function byCase(ids: ReadonlyArray<string>): ReadonlyMap<string, ReadonlyArray<string>> {
  return Map.groupBy(ids, (id) => id.split('/')[0] ?? '');
}

/** Records in batches of the sizes that are drawn. */
function* cut(records: Records, size: () => number): Generator<Records> {
  for (let from = 0, next = 0; from < records.length; from = next) {
    next = from + size();
    yield records.slice(from, next);
  }
}

describe('The feed of many cases that change at once', () => {
  let world: FeedWorld;
  let proxies: ReadonlyArray<FaultProxy>;
  let publishers: ReadonlyArray<Publish>;
  const caseIds: Array<string> = [];
  beforeAll(async () => {
    world = await startFeedWorld();
    proxies = await Promise.all([startFaultProxy(world.engine.url), startFaultProxy(world.engine.url)]);
    publishers = proxies.map(({ url }) => world.publisher(tableClient(url)));
    for (let person = 1; person <= CASES; person++) {
      const { body } = await world.call('POST', '/v1/referrals', aReferral(`p-${person}`), {
        key: `refer-p-${person}`,
      });
      caseIds.push(body.id);
    }
  });
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await world.stop();
  });

  const write = async (caseId: string) => {
    for (let count = 0; count < COMMANDS_PER_CASE; count++) {
      const body = { coach: `Coach ${count}`, from: '2026-03-02' };
      const { status } = await world.call('POST', `/v1/cases/${caseId}/coaches`, body);
      expect(status).toBe(201);
    }
  };

  /** A reader who reads on while events are being written, and never looks back. */
  let after = '';
  const metByReader: Array<string> = [];
  const readOn = async () => {
    const { items, next } = await world.page(CITY, { limit: '30', ...(after === '' ? {} : { after }) });
    metByReader.push(...idsOf(items));
    after = next;
    return items.length > 0;
  };

  /**
   * A stream that delays, reorders and repeats batches, and hands them to one publisher or to both, who work side by side.
   * One that fails is not asked again, as if it had been killed.
   */
  const oddDelivery = (lot: () => number) => {
    const known: Array<DynamoDBRecord> = [];
    const withheld: Array<Records> = [];
    const busy: Array<Promise<unknown>> = publishers.map(() => Promise.resolve());
    const hand = (batch: Records) => {
      const taken = lot();
      for (const [index, publish] of publishers.entries()) {
        const takes = index === 0 ? taken < 0.6 : taken >= 0.4;
        if (takes) busy[index] = Promise.resolve(busy[index]).then(() => publish(batch));
      }
    };
    const someBefore = () => {
      const from = Math.floor(lot() * known.length);
      return known.slice(from, from + 30);
    };
    return {
      known,
      deliver: async (fresh: Records) => {
        known.push(...fresh);
        for (const batch of cut(fresh, () => 1 + Math.floor(lot() * 12))) {
          if (lot() < 0.25) withheld.push(batch);
          else hand(batch);
          if (lot() < 0.3) hand(withheld.splice(Math.floor(lot() * withheld.length), 1).flat());
          if (lot() < 0.2) hand(someBefore());
          await readOn();
        }
        await Promise.all(busy);
      },
    };
  };

  it.each(SEEDS)('has each case in order and every fact once, whatever happens on the way (%i)', async (seed) => {
    for (const [index, proxy] of proxies.entries()) proxy.follow(seededPlan(seed * 2 + index, FAULTS_IN_A_THOUSAND));
    const stream = oddDelivery(lots(seed));
    let writers = caseIds.length;
    const writing = caseIds.map((caseId) => write(caseId).finally(() => writers--));
    while (writers > 0) await stream.deliver(await world.newRecords());
    await Promise.all(writing);
    await stream.deliver(await world.newRecords());
    // In the end every record has been delivered to somebody who lived to publish it.
    const orders = [stream.known, stream.known.toReversed()];
    await Promise.all(publishers.map((publish, index) => untilPublished(publish, orders[index] ?? [])));
    while (await readOn()) expect(metByReader.length).toBeGreaterThan(0);

    const recorded = await recordedIn(world);
    const told = byCase(metByReader);
    expect([...told.keys()].toSorted()).toEqual(caseIds.toSorted());
    for (const [caseId, ids] of recorded) expect(told.get(caseId)).toEqual(ids);
    expect(idsOf(await world.readAll(CITY))).toEqual(metByReader);
  });

  it('met every fault that it was to meet', () => {
    const met = new Set(proxies.flatMap((proxy) => [...proxy.met.keys()]));
    expect([...met].toSorted()).toEqual(Object.keys(FAULTS_IN_A_THOUSAND).toSorted());
  });

  it('holds every place of the log once', async () => {
    const items = await everythingIn(world.table);
    const places = items.filter(({ pk }) => pk.startsWith('FEED#')).map(({ sk }) => Number(sk));
    expect(places.toSorted((a, b) => a - b)).toEqual(places.map((_, index) => index));
    expect(items.find(({ pk }) => pk === 'FEED')).toMatchObject({ next: places.length });
  });
});
