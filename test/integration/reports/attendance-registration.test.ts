import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableRebuild } from '../../../shared/adapters/table/rebuild.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { office } from '../../support/case-world.ts';
import { brokenRules, everythingIn, type StoredItem } from '../../support/stored-cases.ts';
import { caseDesk } from '../cases/case-desk.ts';
import { type ReportWorld, startReportWorld } from './report-world.ts';

/** When it was noted, when it was said how it went and how, in the order in which it happened. */
interface ToldOccasion {
  readonly on: string;
  readonly said: ReadonlyArray<readonly [day: string, presence: string]>;
}

/** Seven occasions around a turn of the month, at Vällingby; two of them corrected, two never registered. */
const TOLD: ReadonlyArray<ToldOccasion> = [
  { on: '2026-03-30', said: [['2026-03-30', 'present']] },
  { on: '2026-03-31', said: [['2026-04-03', 'late']] },
  {
    on: '2026-04-01',
    said: [
      ['2026-04-02', 'absent-without-notice'],
      ['2026-04-09', 'absent-with-notice'],
    ],
  },
  { on: '2026-04-02', said: [] },
  { on: '2026-04-03', said: [['2026-04-07', 'present']] },
  {
    on: '2026-04-08',
    said: [
      ['2026-04-08', 'absent-with-notice'],
      ['2026-04-14', 'present'],
    ],
  },
  { on: '2026-04-30', said: [] },
];

const MEASURES = { present: 'present', late: 'late', 'absent-with-notice': 'absentWithNotice' } as const;

let world: ReportWorld;
let desk: ReturnType<typeof caseDesk>;
let caseId: string;

beforeAll(async () => {
  world = await startReportWorld();
  desk = caseDesk(world);
  desk.on('2026-03-23');
  caseId = await desk.open('attends');
  await desk.enrol(caseId, '2026-03-23');
  const vallingby = { as: office('vallingby') };
  for (const { on } of TOLD) await accepted(desk.post(caseId, 'occasions', { date: on, kind: 'meeting' }, vallingby));
  const sayings = TOLD.flatMap(({ on, said }) => said.map(([day, presence]) => ({ on, day, presence })));
  for (const { on, day, presence } of sayings.toSorted((a, b) => a.day.localeCompare(b.day))) {
    desk.on(day);
    const body = { occasion: `${on}.meeting.1`, presence };
    await accepted(desk.post(caseId, 'attendances', body, vallingby));
  }
  await accepted(desk.post(caseId, 'person-changes', { on: '2026-04-14', sex: 'man' }));
});
afterAll(() => world.stop());

async function accepted(answer: Promise<{ readonly status: number; readonly body: unknown }>): Promise<void> {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBe(201);
}

/** The total of a report on a period that is asked for, and built, at noon of a day. */
async function totalOn(day: string, from: string, to: string, kind = 'attendance-registration') {
  world.setClock(`${day}T12:00:00.000Z`);
  const { body } = await world.ask({ kind, from, to, formats: ['json'] });
  const id = String(body['id']);
  await world.build(id);
  const { key: _, suppressed: __, ...cells } = (await world.report(id)).tables[0]?.total ?? { suppressed: [] };
  return cells;
}

/** What such a report says, reckoned from what was told alone. */
function byHand(day: string, from: string, to: string) {
  const expected = TOLD.filter(({ on }) => from <= on && on <= to && on <= day).map(({ on, said }) => {
    const known = said.filter(([saidOn]) => saidOn <= day);
    const days = known.length === 0 ? null : (Date.parse(known[0]?.[0] ?? '') - Date.parse(on)) / 86_400_000;
    return { days, presence: known.at(-1)?.[1] };
  });
  const count = (holds: (one: (typeof expected)[number]) => boolean) => expected.filter(holds).length;
  return {
    expected: expected.length,
    registeredInTime: count(({ days }) => days !== null && days <= 3),
    registeredLater: count(({ days }) => days !== null && days > 3),
    notRegistered: count(({ days }) => days === null),
    ...Object.fromEntries(
      Object.entries(MEASURES).map(([presence, measure]) => [measure, count((one) => one.presence === presence)]),
    ),
  };
}

describe('a report on the registration of attendance', () => {
  test.each([
    ['2026-03-30', '2026-03-01', '2026-04-30'],
    ['2026-04-02', '2026-03-01', '2026-04-30'],
    ['2026-04-08', '2026-04-01', '2026-04-30'],
    ['2026-04-13', '2026-03-31', '2026-04-03'],
    ['2026-05-04', '2026-03-01', '2026-04-30'],
    ['2026-05-04', '2026-05-01', '2026-05-31'],
  ])('says on %s of %s to %s what was known then, whatever has been said since', async (day, from, to) => {
    expect(await totalOn(day, from, to)).toMatchObject(byHand(day, from, to));
  });

  test('comes in the end to these figures', async () => {
    expect(await totalOn('2026-05-04', '2026-03-01', '2026-04-30')).toMatchObject({
      expected: 7,
      registeredInTime: 4,
      registeredLater: 1,
      notRegistered: 2,
      present: 3,
      late: 1,
      absentWithNotice: 1,
      absentWithoutNotice: 0,
    });
  });

  test('is another matter than the cases, which are counted as before', async () => {
    expect(await totalOn('2026-05-04', '2026-03-01', '2026-04-30', 'outcomes')).toMatchObject({ referred: 1 });
  });
});

describe('the place of an occasion among the reports', () => {
  const items = () => everythingIn(world.table);
  const meeting = { sk: 'ATTENDANCE#2026-04-08.meeting.1' };
  const stored = async (): Promise<StoredItem> => {
    const get = new GetCommand({ TableName: world.table.name, Key: { pk: `CASE#${caseId}`, ...meeting } });
    return { pk: '', sk: '', ...(await world.table.client.send(get)).Item };
  };

  test('is that of its month and its day, and stays so through every correction', async () => {
    expect(brokenRules(await items())).toEqual([]);
    const { receiptShard, receiptOrder, row } = await stored();
    expect(receiptShard).toMatch(/^EXPECTED#2026-04#[0-3]$/);
    expect(receiptOrder).toBe(`2026-04-08#${caseId}#2026-04-08.meeting.1`);
    expect(String(row)).not.toMatch(/person|aspirant|client|officer/);
  });

  test.each(['receiptShard', 'receiptOrder', 'row'])('is derived again, to the byte, when %s is lost', async (lost) => {
    const rebuild = tableRebuild(world.table.client, world.table.name, STOCKHOLM);
    expect(await rebuild.check(caseId)).toEqual({ outcome: 'checked', differences: [] });
    const before = await stored();
    const { [lost]: _, ...rest } = before;
    await world.table.client.send(new PutCommand({ TableName: world.table.name, Item: rest }));
    const difference = { item: meeting.sk, kind: 'differs', attribute: lost };
    expect(await rebuild.mend(caseId)).toEqual({ outcome: 'mended', differences: [difference], left: [] });
    expect(await stored()).toEqual(before);
  });
});
