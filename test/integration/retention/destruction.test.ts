import { createHash } from 'node:crypto';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut } from '../../../functions/apply-retention/carry-out.ts';
import { startScheduledRun } from '../../../functions/apply-retention/start-run.ts';
import { tableRebuild } from '../../../shared/adapters/table/rebuild.ts';
import { readWork } from '../../../shared/messaging/work-message.ts';
import { TransientFailure } from '../../../shared/ports/failures.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { CITY, callerFor, district, OFFICE_SCOPES } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import type { StoredItem } from '../../support/stored-cases.ts';
import { accessLogOf } from '../cases/access-log.ts';
import { aPerson, caseDesk, problemOf } from '../cases/case-desk.ts';
import { everythingIn } from '../cases/stored-items.ts';
import { type FeedWorld, startFeedWorld } from '../feed/feed-world.ts';
import { historyLine } from '../http/history-line.ts';

/** Planted in everything that is written of one person. */
const MARK = 'Granskogsmarken';
const TODAY = '2026-07-20';

let world: FeedWorld;
let desk: ReturnType<typeof caseDesk>;
const ids = {
  due: '',
  imported: '',
  sample: '',
  open: '',
  noted: '',
  disputed: '',
  restricted: '',
  late: '',
  fresh: '',
};

/** A life that was over by the end of a June, written in as it happened. */
async function lifeOf(localId: string, year: number, told: Readonly<Record<string, unknown>> = {}): Promise<string> {
  desk.on(`${year}-06-01`);
  const id = await desk.open(localId, { person: aPerson({ localId, ...told }) });
  await desk.approve(id, `${year}-06-01`);
  desk.on(`${year}-06-30`);
  await desk.post(id, 'closures', { on: `${year}-06-30`, outcome: 'work' });
  return id;
}

/** A life with everything in it that leaves a trace, each with the mark. */
async function markedLife(): Promise<string> {
  desk.on('2020-06-01');
  const person = aPerson({ identityNumber: '19900118-9811', givenName: MARK, contact: { address: MARK } });
  const id = await desk.open('marked', { person, note: `Om ${MARK}.` });
  await desk.enrol(id, '2020-06-01');
  await desk.post(id, 'coaches', { coach: MARK, from: '2020-06-01' });
  await desk.post(id, 'plans', { ...aPlan('2020-06-01'), goal: MARK });
  await desk.post(id, 'occasions', { date: '2020-06-05', kind: 'meeting' });
  await desk.post(id, 'occasions', { date: '2020-06-08', kind: 'meeting' });
  await world.night('2020-06-12');
  desk.on('2020-06-12');
  await desk.post(id, 'attendances', { occasion: '2020-06-05.meeting.1', presence: 'present' });
  await desk.post(id, 'person-changes', { on: '2020-06-12', familyName: MARK });
  await desk.post(id, 'transfers', { on: '2020-06-12', toOffice: 'skarholmen', reason: MARK });
  desk.on('2020-06-30');
  await desk.post(id, 'closures', { on: '2020-06-30', outcome: 'work', detail: MARK });
  return id;
}

/** The parts of a run that wait in its queue, as their messages. */
async function messagesOf(run: string, task: 'judge' | 'destroy'): Promise<ReadonlyArray<string>> {
  const items = await everythingIn(world);
  return items
    .filter(({ pk }) => pk.startsWith(`WORK#carry-out-retention/${run}/${task}/`))
    .map((item) => String(item['item']));
}

async function deliver(run: string, task: 'judge' | 'destroy', deps = world.retention): Promise<void> {
  for (const message of await messagesOf(run, task)) await carryOut(readWork('carry-out-retention', message), deps);
}

/** A part of a run that has no time for anything leaves all of it to the next. */
async function outOfTime(run: string, task: 'judge' | 'destroy'): Promise<void> {
  const [message = ''] = await messagesOf(run, task);
  await carryOut(readWork('carry-out-retention', message), world.retention, () => false);
  expect(await messagesOf(run, task)).toHaveLength(2);
}

const ask = (body: { asOf: string; dryRun: boolean }, officer: string | null = 'ARKIV-1') =>
  world.call('POST', '/v1/retention-runs', body, { officer });
const read = async (run: string) => (await desk.get(`/v1/retention-runs/${run}`)).body;
const approve = (run: string, due: number, officer: string) =>
  world.call('POST', `/v1/retention-runs/${run}/approvals`, { due }, { officer });

/** A run as of today, its cases judged. */
async function judgedRun(dryRun: boolean): Promise<string> {
  const asked = await ask({ asOf: TODAY, dryRun });
  expect(asked.status, JSON.stringify(asked.body)).toBe(202);
  expect(asked.headers['location']).toBe(`/v1/retention-runs/${asked.body.id}`);
  await deliver(asked.body.id, 'judge');
  return asked.body.id;
}

/**
 * What the database has not removed by itself: items whose time to live has passed are gone there, and lie on here. That
 * it has passed for each of them in the time that the rule waits is shown apart.
 */
const isKept = ({ expiresAt }: StoredItem) =>
  typeof expiresAt !== 'number' || expiresAt * 1000 > Date.parse(world.deps.clock());

/** Every attribute of an item as text; bytes as they are and as they would be written, nested JSON opened. */
function textOf(value: unknown): string {
  if (value instanceof Uint8Array)
    return `${Buffer.from(value).toString('latin1')} ${Buffer.from(value).toString('utf8')}`;
  if (typeof value === 'string') return `${value} ${Buffer.from(value, 'base64').toString('latin1')}`;
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([k, v]) => `${k} ${textOf(v)}`)
      .join(' ');
  return String(value);
}

/** Where in the whole table something is found. */
async function placesOf(sought: string): Promise<ReadonlyArray<string>> {
  const found = (await everythingIn(world)).filter(isKept).filter((item) => textOf(item).includes(sought));
  return [...new Set(found.map(({ pk }) => pk.split('#')[0] ?? ''))].toSorted();
}

/** Some items, each as its place and a hash of all that it holds. */
async function snapshot(isOf: (item: StoredItem) => boolean): Promise<ReadonlyArray<string>> {
  const items = (await everythingIn(world)).filter(isOf);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  return items.map((item) => `${item.pk} ${item.sk} ${hash(textOf(item))}`).toSorted();
}
const ofHeld = ({ pk }: StoredItem) =>
  Object.entries(ids).some(([name, id]) => !['due', 'imported'].includes(name) && pk === `CASE#${id}`);

beforeAll(async () => {
  world = await startFeedWorld();
  desk = caseDesk(world);
  ids.due = await markedLife();
  await world.publish();
  ids.sample = await lifeOf('sample', 2020, { birthDate: '1990-05-15' });
  ids.open = await lifeOf('again', 2020);
  ids.noted = await lifeOf('noted', 2020);
  ids.disputed = await lifeOf('disputed', 2020);
  ids.late = await lifeOf('late', 2020);
  ids.restricted = await lifeOf('restricted', 2020);
  ids.fresh = await lifeOf('fresh', 2024);
  desk.on('2020-07-01');
  await desk.post(ids.restricted, 'restrictions', { on: '2020-07-01', scope: 'allt' });
  desk.on('2024-07-01');
  await desk.post(ids.noted, 'disclosure-withdrawals', { on: '2024-07-01' });
  desk.on('2026-03-02');
  await desk.open('again');
  const past = {
    ...aReferral('imported', { receivedOn: '2008-01-14', person: aPerson({ localId: 'imported', givenName: MARK }) }),
  };
  const line = historyLine('K-1', past, [['closures', { on: '2008-06-30', outcome: 'work' }]]);
  const imported = await world.call('POST', '/v1/history', line, { key: 'import-of-one' });
  expect(imported.status, JSON.stringify(imported.body)).toBe(201);
  ids.imported = imported.body.id;
  await world.night('2026-03-03');
  await world.publish();
  desk.on(TODAY);
  const hold = await desk.post(
    ids.disputed,
    'retention-holds',
    { ground: 'legal-claim', until: '2026-12-31' },
    { officer: 'JUR-1' },
  );
  expect(hold.body).toEqual({ caseId: ids.disputed, ground: 'legal-claim', until: '2026-12-31' });
});
afterAll(() => world.stop());

describe('Nothing is destroyed', () => {
  it('by a dry run: it counts, names no case and changes none', async () => {
    const cases = await snapshot(({ pk }) => !/^(?:RETENTION|WORK)#/.test(pk));
    const id = await judgedRun(true);
    expect(await read(id)).toMatchObject({
      status: 'judged',
      rule: { id: 'case-file-2025', ground: { verified: false } },
      candidates: 8,
      held: 5,
      heldByReason: {
        'research-sample': 1,
        'open-case': 1,
        'newer-note': 1,
        'legal-claim': 1,
        restriction: 1,
        'recently-stored': 0,
      },
      due: 3,
      late: 1,
      awaitingApproval: 0,
      cases: [],
    });
    expect(await snapshot(({ pk }) => !/^(?:RETENTION|WORK)#/.test(pk))).toEqual(cases);
    for (const caseId of Object.values(ids)) expect(await placesOf(caseId)).not.toContain('RETENTION');
    expect(await approve(id, 3, 'ARKIV-2')).toMatchObject({ status: 409, body: { state: 'judged' } });
  });

  it('by the calendar, where the city has not confirmed the rule', async () => {
    const unconfirmed = { ...world.retention, confirmedRule: 'dry-run' };
    const run = await startScheduledRun('2026-07-02T03:45:00.000Z', unconfirmed);
    expect(run).toMatchObject({ dryRun: true, asOf: '2026-07-02', requestedBy: { officer: null } });
    expect((await startScheduledRun('2026-07-02T03:45:00.000Z', world.retention)).dryRun).toBe(true);
    const confirmed = await startScheduledRun('2026-07-03T03:45:00.000Z', world.retention);
    expect(confirmed).toMatchObject({ dryRun: false, judged: false, approval: null });
  });

  it('where the rule of the day has not been confirmed, the day has not come, or nobody stands behind it', async () => {
    expect(problemOf(await ask({ asOf: '2025-06-30', dryRun: false }))).toMatchObject({
      status: 409,
      type: '/v1/problems/retention-not-confirmed',
    });
    expect(await ask({ asOf: '2026-07-21', dryRun: true })).toMatchObject({ status: 422 });
    expect(await ask({ asOf: '2007-12-31', dryRun: true })).toMatchObject({ status: 422 });
    expect(await ask({ asOf: TODAY, dryRun: false }, null)).toMatchObject({ status: 400 });
  });

  it('by anyone but the city', async () => {
    const body = { asOf: TODAY, dryRun: true };
    const office = callerFor({ kind: 'office', code: 'kista' }, [...OFFICE_SCOPES, 'retention:run']);
    for (const as of [district('bromma'), office]) {
      expect((await world.call('POST', '/v1/retention-runs', body, { as })).status).toBe(403);
    }
    expect(
      (await desk.post(ids.due, 'retention-holds', { ground: 'legal-claim', until: TODAY }, { as: office })).status,
    ).toBe(404);
    expect(
      (await world.call('GET', `/v1/retention-runs/${(await ask(body)).body.id}`, undefined, { as: office })).status,
    ).toBe(404);
  });
});

describe('A hold that somebody puts on a case', () => {
  it('stands for a year at most, is on the access log, and ends when told to', async () => {
    const place = (until: string, caseId = ids.late) =>
      desk.post(caseId, 'retention-holds', { ground: 'register-extract', until }, { officer: 'JUR-1' });
    expect((await place('2027-07-21')).status).toBe(422);
    expect((await place(TODAY, 'absent')).status).toBe(404);
    expect((await place('2027-07-20')).status).toBe(200);
    expect((await place('2026-07-19')).status).toBe(200);
    const { items } = (await desk.get(`/v1/cases/${ids.late}/access-log`)).body;
    expect(
      items.filter(
        ({ what, outcome }: { what: string; outcome: string }) =>
          what === 'POST retention-holds' && outcome === 'recorded',
      ),
    ).toHaveLength(2);
  });
});

describe('A run that the city has confirmed the rule for', () => {
  let run = '';
  let heldBefore: ReadonlyArray<string> = [];
  /** Ports that live for so many calls, whatever they are for. */
  const mortal = (calls: number) => {
    let left = calls;
    const withLife = <P extends object>(port: P): P =>
      new Proxy(port, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function') return method;
          return (...given: ReadonlyArray<unknown>) => {
            if (left-- <= 0) throw new TransientFailure('the table is gone');
            return Reflect.apply(method, target, given);
          };
        },
      });
    return { ...world.retention, runs: withLife(world.retention.runs), cases: withLife(world.retention.cases) };
  };
  const withdrawn = async () =>
    (await everythingIn(world)).find((item) => item.pk.startsWith('CASE#') && item['withdrawn'] === true);

  it('waits, naming its cases, for another officer who knows how many they are', async () => {
    heldBefore = await snapshot(ofHeld);
    run = await judgedRun(false);
    await deliver(run, 'judge');
    const waiting = await read(run);
    expect(waiting).toMatchObject({ status: 'awaiting-approval', due: 3, awaitingApproval: 3, approved: 0 });
    expect(waiting.cases.toSorted()).toEqual([ids.due, ids.imported, ids.late].toSorted());
    expect(waiting.approveBefore).toBe('2026-08-19');
    expect(problemOf(await approve(run, 3, 'ARKIV-1'))).toMatchObject({ type: '/v1/problems/second-officer-required' });
    const noted = await accessLogOf(world, 'nobody');
    expect(noted.filter(({ cases }) => cases === 3)).toMatchObject([{ what: 'GET retention-run', outcome: 'shown' }]);
    expect(noted.filter(({ refusal }) => refusal === 'second-officer-required')).toMatchObject([
      { what: 'POST retention-approvals', officer: 'ARKIV-1', party: 'city' },
    ]);
    expect(await approve(run, 2, 'ARKIV-2')).toMatchObject({ status: 409, body: { due: 3 } });
    expect(await messagesOf(run, 'destroy')).toEqual([]);
    expect((await desk.get(`/v1/retention-runs/${run}/certificate`)).status).toBe(404);
  });

  it('no longer than thirty days', async () => {
    desk.on('2026-08-20');
    expect(await approve(run, 3, 'ARKIV-2')).toMatchObject({ status: 409, body: { state: 'lapsed' } });
    desk.on(TODAY);
  });

  it('is approved once, and to its approver the same however often', async () => {
    const first = await approve(run, 3, 'ARKIV-2');
    expect(first).toMatchObject({
      status: 202,
      body: { status: 'destroying', approval: { officer: 'ARKIV-2' }, approved: 3 },
    });
    expect((await approve(run, 3, 'ARKIV-2')).headers['idempotency-replayed']).toBe('true');
    expect(await approve(run, 3, 'ARKIV-3')).toMatchObject({ status: 409, body: { state: 'destroying' } });
  });

  it('puts nothing in its queue that names a case', async () => {
    const messages = [...(await messagesOf(run, 'judge')), ...(await messagesOf(run, 'destroy'))];
    expect(messages).toHaveLength(2);
    for (const caseId of Object.values(ids)) expect(messages.join(' ')).not.toContain(caseId);
  });

  it('when it is killed half-way, has taken the case from everybody and left what holds its place', async () => {
    expect(await placesOf(ids.due)).toEqual(['ACCESS', 'CASE', 'RETENTION']);
    await desk.post(ids.late, 'retention-holds', { ground: 'legal-claim', until: '2026-12-31' });
    for (let calls = 0; (await withdrawn()) === undefined; calls++) {
      await expect(deliver(run, 'destroy', mortal(calls))).rejects.toThrow(TransientFailure);
    }
    const begun = await withdrawn();
    expect(begun?.sk).toBe('HEAD');
    const begunId = begun?.pk.slice('CASE#'.length) ?? '';
    const path = `/v1/cases/${begunId}`;
    expect((await desk.get(path)).status).toBe(404);
    const rebuild = tableRebuild(world.table.client, world.table.name, STOCKHOLM);
    expect(await rebuild.check(begunId)).toEqual({ outcome: 'checked', differences: [] });
    const reopened = await world.call('POST', `${path}/reopenings`, { on: TODAY, reason: 'Åter.' });
    expect(reopened.status).toBe(404);
  });

  it('and killed again at each further call ends as if it had not been', async () => {
    let deaths = 0;
    const dies = async (calls: number) => {
      try {
        await deliver(run, 'destroy', mortal(calls));
        return false;
      } catch (error) {
        if (!(error instanceof TransientFailure)) throw error;
        return true;
      }
    };
    while (await dies(deaths)) deaths++;
    expect(deaths).toBeGreaterThan(10);
    const ended = await read(run);
    expect(ended).toMatchObject({ status: 'finished', destroyed: 2, spared: 1, gone: 0, failed: 0, cases: [] });
    const everything = await snapshot(() => true);
    await deliver(run, 'destroy');
    await deliver(run, 'judge');
    expect(await snapshot(() => true)).toEqual(everything);
  });

  it('leaves nothing of the cases anywhere but in the access log, which holds nothing of the person', async () => {
    expect(await placesOf(ids.due)).toEqual(['ACCESS']);
    expect(await placesOf(ids.imported)).toEqual(['ACCESS']);
    expect(await placesOf(MARK)).toEqual([]);
    const searched = await everythingIn(world);
    expect(searched.map(textOf).join(' ').includes(MARK)).toBe(false);
    const attributes = searched.reduce((sum, item) => sum + Object.keys(item).length, 0);
    console.info(`${searched.length} items, ${attributes} attributes searched for what was destroyed: nothing found`);
    expect((await desk.get('/v1/cases', { query: { status: 'closed', limit: '100' } })).body.total).toBe(7);
    const { items } = (await desk.get(`/v1/cases/${ids.due}/access-log`, { query: { limit: '100' } })).body;
    const destroyed = items.filter(({ outcome }: { outcome: string }) => outcome === 'destroyed');
    expect(destroyed).toMatchObject([
      { what: 'POST retention-runs', client: 'apply-retention', officer: 'ARKIV-2', party: 'city', why: 'retention' },
    ]);
  });

  it.each([
    ['the one who lived here', 'due', '2020-06-30'],
    ['the imported one', 'imported', '2026-03-03'],
  ] as const)(
    'and what else named %s has expired by itself, in the hundred days after its last write',
    async (_, name, lastWrite) => {
      const waited = Date.parse(`${lastWrite}T23:59:59.999Z`) / 1000 + 100 * 86_400;
      const named = (await everythingIn(world)).filter((item) => textOf(item).includes(ids[name]));
      const others = named.filter(({ pk }) => !pk.startsWith('ACCESS#'));
      const late = others.filter(({ expiresAt }) => typeof expiresAt !== 'number' || expiresAt > waited);
      expect(late.map(({ pk }) => pk)).toEqual([]);
      expect(others.map(({ pk }) => pk.split('#')[0])).toEqual(expect.arrayContaining(['CHECK', 'FEED']));
      expect(Date.parse(`${TODAY}T00:00:00.000Z`) / 1000).toBeGreaterThan(waited);
    },
  );

  it('leaves what was held as it was, to the byte', async () => {
    const isHeld = (item: StoredItem) => ofHeld(item) && item.pk !== `CASE#${ids.late}`;
    expect(heldBefore.length).toBeGreaterThan(60);
    expect(await snapshot(isHeld)).toEqual(heldBefore.filter((line) => !line.startsWith(`CASE#${ids.late} `)));
    expect((await desk.get(`/v1/cases/${ids.late}`)).body.status).toBe('closed');
  });

  it('is told of by a certificate without personal data, which says what remains and for how long', async () => {
    const { body } = await desk.get(`/v1/retention-runs/${run}/certificate`);
    expect(body).toMatchObject({
      run,
      asOf: TODAY,
      rule: { id: 'case-file-2025', series: 'case-file' },
      requestedBy: { client: CITY.client, officer: 'ARKIV-1' },
      approval: { client: CITY.client, officer: 'ARKIV-2' },
      candidates: 8,
      held: 5,
      approved: 3,
      destroyed: 2,
      spared: 1,
      failed: 0,
      backupsUntil: '2026-08-24',
    });
    expect(body.remains.map(({ what }: { what: string }) => what)).toEqual([
      ...['backups', 'access-log', 'reports'],
      ...['logs', 'feed', 'work-records'],
    ]);
    for (const caseId of Object.values(ids)) expect(JSON.stringify(body)).not.toContain(caseId);
  });

  it('finds nothing more to destroy when it is asked for again', async () => {
    const asked = await ask({ asOf: TODAY, dryRun: false });
    await outOfTime(asked.body.id, 'judge');
    expect(await read(asked.body.id)).toMatchObject({ status: 'judging', candidates: 0 });
    await deliver(asked.body.id, 'judge');
    const again = await read(asked.body.id);
    expect(again).toMatchObject({ status: 'awaiting-approval', candidates: 6, due: 0, cases: [] });
    expect((await desk.refer('marked', { person: aPerson({ identityNumber: '19900118-9811' }) })).status).toBe(201);
  });
});

describe('When runs overlap, and a case is not as anything should be', () => {
  it('each case is counted by the run that destroyed it, what is broken stays and is told of, and nobody protected is named', async () => {
    const protection = {
      protection: 'secrecy-marking',
      namedOfficers: [{ client: CITY.client, officer: 'officer-1' }],
    };
    const hidden = await lifeOf('hidden', 2019, protection);
    const broken = await lifeOf('broken', 2019);
    desk.on(TODAY);
    const [first, second] = [await judgedRun(false), await judgedRun(false)];
    expect(await read(first)).toMatchObject({ due: 2, cases: [broken] });
    const person = { TableName: world.table.name, Key: { pk: `CASE#${broken}`, sk: 'PERSON' } };
    await world.table.client.send(new DeleteCommand(person));
    for (const run of [first, second]) {
      expect((await approve(run, 2, 'ARKIV-2')).status).toBe(202);
      await outOfTime(run, 'destroy');
      await deliver(run, 'destroy');
    }
    expect(await read(first)).toMatchObject({ status: 'finished', destroyed: 1, gone: 0, failed: 1 });
    expect(await read(second)).toMatchObject({ status: 'finished', destroyed: 0, gone: 1, failed: 1 });
    expect(await placesOf(hidden)).toEqual(['ACCESS']);
    expect(await placesOf(broken)).toContain('CASE');
    expect(await read(await judgedRun(true))).toMatchObject({ due: 0, failed: 1 });
  });
});
