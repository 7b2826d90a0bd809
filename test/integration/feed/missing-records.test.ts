import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Fact } from '../../../shared/domain/case/facts.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { tableClient } from '../../support/case-table.ts';
import { CITY } from '../../support/case-world.ts';
import { aReferral } from '../../support/referrals.ts';
import { everythingIn } from '../../support/stored-cases.ts';
import { historyLine } from '../http/history-line.ts';
import { type FeedWorld, idsOf, startFeedWorld } from './feed-world.ts';

/** What a batch of items was answered with, as it reaches the publisher. */
const answeredItems = z.object({ Responses: z.object({ cases: z.array(z.looseObject({ pk: z.string() })) }) });

let world: FeedWorld;
beforeAll(async () => {
  world = await startFeedWorld();
});
afterAll(() => world.stop());

const refer = async (localId: string): Promise<string> =>
  (await world.call('POST', '/v1/referrals', aReferral(localId), { key: `refer-${localId}` })).body.id;
const assignCoach = async (caseId: string, coach: string) => {
  const body = { coach, from: '2026-03-02' };
  expect((await world.call('POST', `/v1/cases/${caseId}/coaches`, body)).status).toBe(201);
};
/** A case with five facts, and the records that brought them. */
async function fiveFacts(localId: string): Promise<readonly [caseId: string, ...records: Array<DynamoDBRecord>]> {
  await world.publish();
  const caseId = await refer(localId);
  for (const coach of ['A', 'B', 'C', 'D']) await assignCoach(caseId, coach);
  return [caseId, ...(await world.newRecords())];
}
const toldOf = async (caseId: string) => idsOf(await world.readAll(CITY)).filter((id) => id.startsWith(`${caseId}/`));
const upTo = (caseId: string, last: number) => Array.from({ length: last }, (_, index) => `${caseId}/${index + 1}`);

describe('Records of the stream that do not come', () => {
  it('are fetched from the table when a later one comes, and passed over when they come after all', async () => {
    const [caseId, first, second, third, fourth, fifth] = await fiveFacts('late');
    const publish = world.publisher();
    const hand = (...records: ReadonlyArray<DynamoDBRecord | undefined>) =>
      publish(records.filter((record) => record !== undefined));
    expect(await hand(first)).toBeUndefined();
    expect(await hand(fourth)).toBeUndefined();
    expect(await toldOf(caseId)).toEqual(upTo(caseId, 4));
    expect(await hand(second, third)).toBeUndefined();
    expect(await toldOf(caseId)).toEqual(upTo(caseId, 4));
    expect(await hand(fifth, fourth, first)).toBeUndefined();
    expect(await toldOf(caseId)).toEqual(upTo(caseId, 5));
  });

  it('are fetched when nothing of the case has come before', async () => {
    const [caseId, , , , , last] = await fiveFacts('only-the-last');
    if (last === undefined) throw new Error('five records were expected');
    expect(await world.publisher()([last])).toBeUndefined();
    expect(await toldOf(caseId)).toEqual(upTo(caseId, 5));
  });

  it('hold up nobody when their case is gone from the table by now', async () => {
    const [caseId, , , third] = await fiveFacts('gone');
    const own = (await everythingIn(world.table)).filter(({ pk }) => pk === `CASE#${caseId}`);
    for (const item of own) await world.remove(item);
    const other = await refer('after-the-gone');
    const records = await world.newRecords();
    expect(await world.publisher()([...(third === undefined ? [] : [third]), ...records])).toBeUndefined();
    expect(await toldOf(caseId)).toEqual([]);
    expect(await toldOf(other)).toEqual([`${other}/1`]);
  });

  it('are not published around when the table has lost them too: the record is kept for a person to look at', async () => {
    const [caseId, first, , , fourth, fifth] = await fiveFacts('lost');
    await world.remove({ pk: `CASE#${caseId}`, sk: 'COMMIT#00000002' });
    const records = [first, fourth, fifth].filter((record) => record !== undefined);
    const failedAt = await world.publisher()(records.slice(1));
    expect(failedAt).toBe(fourth?.dynamodb?.SequenceNumber);
    expect(await toldOf(caseId)).toEqual([]);
  });
});

describe('Imported history', () => {
  it('is never told, however it is looked at, while what happens after it is', async () => {
    await world.publish();
    const referral = { ...aReferral('past'), receivedOn: '2026-01-12' };
    const line = historyLine('past-1', referral, [
      ['enrolments', { heldOn: '2026-01-14', form: 'group-information' }],
      ['coaches', { coach: 'Coach', from: '2026-01-14' }],
    ]);
    const imported = await world.call('POST', '/v1/history', line);
    expect(imported.status, JSON.stringify(imported.body)).toBe(201);
    const caseId: string = imported.body.id;
    expect(await world.newRecords()).toEqual([]);
    await assignCoach(caseId, 'Today');
    await world.publish();
    expect(await toldOf(caseId)).toEqual([`${caseId}/4`]);
    expect(await world.log.repeat(caseId, localDate('2026-01-01'))).toBe(1);
    expect(await toldOf(caseId)).toEqual([`${caseId}/4`, `${caseId}/4`]);
  });
});

describe('A command with more facts than a transaction takes', () => {
  const facts = (caseId: string, count: number): ReadonlyArray<Fact> =>
    Array.from({ length: count }, (_, index) => ({
      id: `${caseId}/${index + 1}`,
      sequence: index + 1,
      type: 'coach.assigned',
      schema: 1,
      occurredOn: localDate('2026-03-02'),
      recordedAt: '2026-03-02T09:00:00.000Z',
      source: 'live',
      by: { client: 'office-kista', officer: null },
      audience: { district: 'rinkeby-kista', office: 'kista' },
      data: {},
    }));

  it('is told whole and in order, by two publishers at once as well', async () => {
    const commit = { facts: facts('large', 350), masked: false };
    const small = Array.from({ length: 90 }, (_, index) => ({ facts: facts(`small-${index}`, 1), masked: false }));
    const counts = await Promise.all([world.log.append([commit, ...small]), world.log.append([...small, commit])]);
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(350 + 90);
    const told = idsOf(await world.readAll(CITY)).filter((id) => /^(?:large|small-)/.test(id));
    expect(told.filter((id) => id.startsWith('large'))).toEqual(upTo('large', 350));
    const smallOnes = small.map((_, index) => `small-${index}/1`);
    expect(told.filter((id) => id.startsWith('small')).toSorted()).toEqual(smallOnes.toSorted());
  });
});

describe('A publisher that read how far a case had come before another moved it on, and the counter after', () => {
  it('tells nothing twice', async () => {
    const [caseId, ...records] = await fiveFacts('read-in-between');
    const client = tableClient(world.engine.url);
    let overtaken = false;
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (given) => {
          const before = await next(given);
          if (!commandName?.startsWith('BatchGet') || overtaken) return before;
          overtaken = true;
          await world.publisher()(records);
          const after = await next(given);
          const [marks, counters] = [before, after].map(({ output }) => answeredItems.parse(output).Responses.cases);
          const isCounter = ({ pk }: { readonly pk: string }) => pk === 'FEED';
          const items = [...(marks ?? []).filter((item) => !isCounter(item)), ...(counters ?? []).filter(isCounter)];
          Object.assign(after.output, { Responses: { cases: items } });
          return after;
        },
      { step: 'initialize' },
    );
    expect(await world.publisher(client)(records)).toBeUndefined();
    expect(overtaken).toBe(true);
    expect(await toldOf(caseId)).toEqual(upTo(caseId, 5));
  });
});
