import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportJson } from '../../../shared/domain/reports/report-json.ts';
import { CITY, district, office } from '../../unit/reports/calls.ts';
import { importedRow } from '../../unit/reports/imported-rows.ts';
import { question, reportOn, row, total } from '../../unit/reports/rows.ts';
import { type ReportWorld, startReportWorld } from './report-world.ts';

const LINES = readFileSync(new URL('../../support/fixtures/cases-2008.ndjson', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const YEAR_2008 = { kind: 'outcomes', from: '2008-01-01', to: '2008-12-31' } as const;

let world: ReportWorld;

/** Asks for a report as the world now is, and builds it. */
async function builtReport(body: object, call = {}): Promise<string> {
  const answer = await world.ask(body, call);
  expect(answer.status).toBe(202);
  const id = String(answer.body['id']);
  await world.build(id);
  return id;
}

beforeAll(async () => {
  world = await startReportWorld();
  world.setClock('2026-11-20T09:00:00.000Z');
  for (const line of LINES)
    expect(await world.call('POST', '/v1/history', JSON.parse(line))).toMatchObject({ status: 201 });
  world.setClock('2026-11-20T10:00:00.000Z');
});
afterAll(() => world.stop());

describe('a report over the table', () => {
  test('is queued with its work, built, and fetched by a link that needs no token', async () => {
    const asked = await world.ask(YEAR_2008);
    const id = String(asked.body['id']);
    expect(await world.work()).toContainEqual({ kind: 'build-report', report: id });
    expect(await world.read(id)).toMatchObject({ status: 200, body: { status: 'queued', files: [] } });

    await world.build(id);
    const text = await world.fetched(id);
    expect(await world.read(id)).toMatchObject({
      body: {
        status: 'ready',
        files: [
          {
            format: 'json',
            bytes: Buffer.byteLength(text),
            sha256: createHash('sha256').update(text).digest('hex'),
          },
        ],
      },
    });
    expect(await world.report(id)).toMatchObject({ kind: 'outcomes', from: '2008-01-01', to: '2008-12-31' });
  });

  test.each(['outcomes', 'compliance'] as const)('%s: says what the same cases say in memory', async (kind) => {
    const id = await builtReport({ ...YEAR_2008, kind });
    const expected = reportOn(LINES.map(importedRow), question(kind, { from: '2008-01-01', to: '2008-12-31' }));
    expect(await world.fetched(id)).toBe(new TextDecoder().decode(reportJson(expected)));
  });

  test('once more gives the same bytes', async () => {
    const id = await builtReport({ ...YEAR_2008, kind: 'compliance' });
    const [text, before] = [await world.fetched(id), await world.read(id)];
    await world.build(id);
    expect(await world.fetched(id)).toBe(text);
    expect((await world.read(id)).body['files']).toMatchObject([
      { sha256: createHash('sha256').update(text).digest('hex') },
    ]);
    expect(before.body['status']).toBe('ready');
  });

  test('leaves out cases received after its last day, and reads every year before', async () => {
    const march = await builtReport({ ...YEAR_2008, to: '2008-03-03' });
    expect(total(await world.report(march))).toMatchObject({ referred: 1 });
    const later = await builtReport({ kind: 'outcomes', from: '2011-01-01', to: '2011-12-31' });
    expect(total(await world.report(later))).toMatchObject({ openAtStart: 4, referred: 0 });
  });

  test("an office's report covers that office", async () => {
    const id = await builtReport(YEAR_2008, { as: office('rosenlund') });
    const report = await world.report(id);
    expect(total(report)).toMatchObject({ referred: 3, closed: 1 });
    expect(row(report, 'by-office', 'rosenlund')).toMatchObject({ referred: 3 });
    expect(row(report, 'by-office', 'vallingby')).toBeUndefined();
  });
});

describe('the cut-off of a report', () => {
  const KISTA = { ...YEAR_2008, office: 'kista-youth' };
  const changed = async () => {
    const { body } = await world.call('GET', '/v1/cases', undefined, { query: { office: 'kista-youth' } });
    const open = body.items.find((item: { status: string }) => item.status !== 'closed');
    return String(open.id);
  };

  test('what is recorded after it was asked for is left out, and comes in the next', async () => {
    world.setClock('2026-11-20T11:00:00.000Z');
    const before = String((await world.ask(KISTA)).body['id']);
    world.setClock('2026-11-20T11:00:01.000Z');
    const closed = await world.call('POST', `/v1/cases/${await changed()}/closures`, {
      on: '2008-12-30',
      outcome: 'work',
    });
    expect(closed.status).toBe(201);
    const [late = ''] = LINES;
    const other = { ...JSON.parse(late), key: 'late' };
    other.referral.person.localId = 'TEST-late';
    expect(await world.call('POST', '/v1/history', other)).toMatchObject({ status: 201 });
    world.setClock('2026-11-20T11:00:02.000Z');
    const after = String((await world.ask(KISTA)).body['id']);
    const city = String((await world.ask(YEAR_2008)).body['id']);
    for (const id of [before, after, city]) await world.build(id);

    expect(total(await world.report(before))).toMatchObject({ referred: 2, closed: 1, work: 0 });
    expect(total(await world.report(after))).toMatchObject({ referred: 2, closed: 2, work: 1 });
    expect(total(await world.report(city))).toMatchObject({ referred: 8, closed: 5 });
    const text = await world.fetched(before);
    await world.build(before);
    expect(await world.fetched(before)).toBe(text);
  });
});

describe('asking with a key', () => {
  test('twice makes one report and one work item', async () => {
    world.setClock('2026-11-20T12:00:00.000Z');
    const first = await world.ask(YEAR_2008, { key: 'november-report' });
    world.setClock('2026-11-20T13:00:00.000Z');
    const again = await world.ask(YEAR_2008, { key: 'november-report' });
    expect(again).toMatchObject({ status: 202, headers: { 'idempotency-replayed': 'true' } });
    expect(again.body).toEqual(first.body);
    const items = (await world.work()).filter(({ report }) => report === first.body['id']);
    expect(items).toHaveLength(1);
    expect(await world.ask({ ...YEAR_2008, to: '2008-06-30' }, { key: 'november-report' })).toMatchObject({
      status: 422,
      body: { type: '/v1/problems/idempotency-key-reused' },
    });
  });

  test('at once from several places makes one report', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.ask(YEAR_2008, { key: 'all-at-once-1' })));
    const accepted = answers.filter(({ status }) => status === 202);
    expect(new Set(accepted.map(({ body }) => body['id'])).size).toBe(1);
    expect(answers.filter(({ status }) => status !== 202 && status !== 409)).toEqual([]);
  });

  test('is forgotten after its time, though the table has not got round to removing it', async () => {
    world.setClock('2026-11-20T14:00:00.000Z');
    const first = await world.ask(YEAR_2008, { key: 'old-old-key' });
    world.setClock('2026-11-28T14:00:01.000Z');
    const later = await world.ask({ ...YEAR_2008, kind: 'compliance' }, { key: 'old-old-key' });
    expect(later.status).toBe(202);
    expect(later.headers['idempotency-replayed']).toBeUndefined();
    expect(later.body['id']).not.toBe(first.body['id']);
  });

  test('stores neither key nor body, and every helper item says when it may go', async () => {
    const { Items = [] } = await world.table.client.send(new ScanCommand({ TableName: world.table.name }));
    const helpers = Items.filter(({ pk }) => /^(WORK|IDEMPOTENCY)#/.test(String(pk)));
    expect(helpers.length).toBeGreaterThan(0);
    for (const item of helpers) expect(item['expiresAt']).toEqual(expect.any(Number));
    expect(JSON.stringify(helpers)).not.toContain('november-report');
  });
});

test('reports are listed to those who may see them, the newest first', async () => {
  world.setClock('2026-11-29T10:00:00.000Z');
  const older = String((await world.ask(YEAR_2008, { as: office('vantor') })).body['id']);
  world.setClock('2026-11-29T11:00:00.000Z');
  const newer = String((await world.ask({ ...YEAR_2008, office: 'vantor' })).body['id']);
  const { body } = await world.list({ as: office('vantor') });
  expect(body).toMatchObject({ items: [{ id: newer }, { id: older }], page: 1, limit: 20, total: 2 });
  const ofCity = await world.list({ query: { limit: '1', page: '2' } });
  expect(ofCity.body).toMatchObject({ items: [{ id: older }], page: 2, limit: 1 });
  expect(await world.list({ as: district('bromma') })).toMatchObject({ body: { items: [], total: 0 } });
  expect(await world.read(newer, { as: CITY })).toMatchObject({ status: 200 });
});

test('a row that nobody can read fails the report and says so', async () => {
  const { client, name } = world.table;
  const { Items = [] } = await client.send(
    new ScanCommand({ TableName: name, FilterExpression: 'attribute_exists(receiptShard)' }),
  );
  const [head] = Items;
  const key = { pk: head?.['pk'], sk: head?.['sk'] };
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: key }));
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: key,
      UpdateExpression: 'SET #row = :row',
      ExpressionAttributeNames: { '#row': 'row' },
      ExpressionAttributeValues: { ':row': '[2]' },
    }),
  );
  world.setClock('2026-11-30T10:00:00.000Z');
  const id = String((await world.ask(YEAR_2008)).body['id']);
  await expect(world.build(id)).rejects.toThrow();
  expect(await world.read(id)).toMatchObject({ body: { status: 'failed', files: [] } });
  await client.send(new PutCommand({ TableName: name, Item: { ...Item } }));
  await world.build(id);
  expect(await world.read(id)).toMatchObject({ body: { status: 'ready' } });
});
