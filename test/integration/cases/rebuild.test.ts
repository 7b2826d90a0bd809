import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXIT, main } from '../../../infra/commands/rebuild/main.ts';
import { tableRebuild } from '../../../shared/adapters/table/rebuild.ts';
import type { CaseRebuild } from '../../../shared/ports/rebuild.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { type Answer, type CaseWorld, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aReferral } from '../../support/referrals.ts';
import { brokenRules } from '../../support/stored-cases.ts';
import { historyLine } from '../http/history-line.ts';
import { aPerson, caseDesk } from './case-desk.ts';
import { everythingIn } from './stored-items.ts';

const vallingby = { as: office('vallingby') };
const OCCASION = 'ATTENDANCE#2026-03-04.meeting.1';

/** A line of history: enrolled, and what followed. */
const aLine = (key: string, followed: ReadonlyArray<readonly [step: string, body: unknown]>) =>
  historyLine(
    key,
    { ...aReferral(key), receivedOn: '2008-03-03', disclosure: { basis: 'consent', givenOn: '2008-03-03' } },
    [['enrolments', { heldOn: '2008-03-04', form: 'group-information' }], ...followed],
  );

/** Does one thing after the other, each of which must be accepted. */
async function all201(...things: ReadonlyArray<() => Promise<Answer>>): Promise<void> {
  for (const thing of things) {
    const { status, body } = await thing();
    if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
  }
}

/** Runs `npm run rebuild` on a table and gives back what stood on the terminal. */
async function run(rebuild: CaseRebuild, args: ReadonlyArray<string>, stopping = new AbortController().signal) {
  const shown: Array<string> = [];
  const told: Array<string> = [];
  const status = await main(args, {
    reach: () => rebuild,
    show: (text) => void shown.push(text),
    tell: (text) => void told.push(text),
    stopping,
  });
  return { status, shown, told };
}

describe('Deriving every case anew', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  let rebuild: CaseRebuild;
  let caseIds: Record<'planned' | 'moved' | 'closed' | 'held' | 'protected' | 'changed', string>;
  /** A year in which a little of everything happens. */
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
    rebuild = tableRebuild(world.table.client, world.table.name, STOCKHOLM);
    desk.on('2026-03-02');
    const namedOfficers = [{ client: 'office-vallingby', officer: 'trusted' }];
    caseIds = {
      planned: await desk.open('planned'),
      moved: await desk.open('moved'),
      closed: await desk.open('closed'),
      held: await desk.open('held', { benefitDecision: 'awaited' }),
      protected: await desk.open('protected', {
        person: aPerson({ localId: 'protected', protection: 'protected-registration', namedOfficers }),
      }),
      changed: await desk.open('changed'),
    };
    await all201(
      () => desk.approve(caseIds.planned, '2026-03-02'),
      () => desk.post(caseIds.planned, 'coaches', { coach: 'Coach', from: '2026-03-02' }, vallingby),
      ...['2026-03-04', '2026-03-05', '2026-03-06'].map(
        (date) => () => desk.post(caseIds.planned, 'occasions', { date, kind: 'meeting' }, vallingby),
      ),
      () => desk.approve(caseIds.moved, '2026-03-02'),
      () => desk.post(caseIds.closed, 'closures', { on: '2026-03-02', outcome: 'moved' }, vallingby),
      () => world.call('POST', '/v1/history', aLine('open', [])),
      () => world.call('POST', '/v1/history', aLine('ended', [['closures', { on: '2008-05-30', outcome: 'work' }]])),
    );
    desk.on('2026-03-05');
    const attendance = { occasion: '2026-03-05.meeting.1', presence: 'present' };
    const toSkarholmen = { on: '2026-03-05', toDistrict: 'skarholmen', reason: 'Flyttat.' };
    await all201(
      () => desk.post(caseIds.planned, 'attendances', attendance, vallingby),
      () => desk.post(caseIds.moved, 'transfers', toSkarholmen),
      () => desk.post(caseIds.changed, 'person-changes', { on: '2026-03-05', sex: 'man' }),
      () => desk.post(caseIds.closed, 'reopenings', { on: '2026-03-05', reason: 'Misstag.' }, vallingby),
      () => desk.post(caseIds.closed, 'closures', { on: '2026-03-05', outcome: 'studies' }, vallingby),
    );
    for (const night of ['2026-03-06', '2026-03-10', '2026-05-20']) await world.night(night);
    desk.on('2026-06-08');
    await all201(() =>
      desk.post(
        caseIds.planned,
        'reviews',
        { planVersion: 1, heldOn: '2026-06-08', outcome: 'kept', participants: ['aspirant', 'coach'] },
        vallingby,
      ),
    );
    await world.night('2026-06-09');
  });
  afterAll(() => world.stop());

  /** What of a place in the table is as it was, but for how often it has been written. */
  const withoutRevision = (items: Awaited<ReturnType<typeof everythingIn>>) =>
    items.map(({ revision: _, ...item }) => item).toSorted((a, b) => (`${a.pk}${a.sk}` < `${b.pk}${b.sk}` ? -1 : 1));
  const itemAt = async (caseId: string, sk: string) => {
    const get = new GetCommand({
      TableName: world.table.name,
      Key: { pk: `CASE#${caseId}`, sk },
      ConsistentRead: true,
    });
    return (await world.table.client.send(get)).Item ?? {};
  };
  const lockOf = async (caseId: string): Promise<{ pk: string; sk: string }> => {
    const [lock = ''] = (await itemAt(caseId, 'HEAD'))['locks'];
    return { pk: `LOCK#${lock.replace(':', '#')}`, sk: 'LOCK' };
  };
  const remove = (key: { pk: string; sk: string }) =>
    world.table.client.send(new DeleteCommand({ TableName: world.table.name, Key: key }));
  const put = (item: Record<string, unknown>) =>
    world.table.client.send(new PutCommand({ TableName: world.table.name, Item: item }));
  const set = (caseId: string, sk: string, attribute: string, value: unknown) =>
    world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: { pk: `CASE#${caseId}`, sk },
        UpdateExpression: value === undefined ? 'REMOVE #attribute' : 'SET #attribute = :value',
        ExpressionAttributeNames: { '#attribute': attribute },
        ...(value === undefined ? {} : { ExpressionAttributeValues: { ':value': value } }),
      }),
    );

  it('finds a year in which a little of everything happened just as its facts call for, and leaves every byte', async () => {
    const before = await everythingIn(world);
    expect(brokenRules(before)).toEqual([]);
    const checked = await run(rebuild, ['--check']);
    expect(checked).toEqual({
      status: EXIT.done,
      shown: [],
      told: ['8 cases looked at, 0 of them not as their facts say (0 differences).'],
    });
    expect((await run(rebuild, ['--apply'])).status).toBe(EXIT.done);
    expect(await everythingIn(world)).toEqual(before);
  });

  describe('what is damaged', () => {
    let sound: ReturnType<typeof withoutRevision>;
    beforeEach(async () => {
      sound = withoutRevision(await everythingIn(world));
    });

    type Damage = () => Promise<unknown>;
    const other = (sk: string, attribute: string, value: unknown) => (): Promise<unknown> =>
      set(caseIds.planned, sk, attribute, value);
    it.each<[string, Damage, ReadonlyArray<string>]>([
      ['the state', other('HEAD', 'state', '{}'), ['HEAD state differs']],
      [
        'the state and its version',
        async () => {
          await set(caseIds.planned, 'HEAD', 'schema', 1);
          await set(caseIds.planned, 'HEAD', 'state', 'of an older time');
        },
        ['HEAD schema differs', 'HEAD state differs'],
      ],
      ['the row of lists and reports', other('HEAD', 'row', '[]'), ['HEAD row differs']],
      ['the office it is listed at', other('HEAD', 'officeRoster', 'kista#open'), ['HEAD officeRoster differs']],
      ['the district it is listed at', other('HEAD', 'districtRoster', undefined), ['HEAD districtRoster differs']],
      ['its place in the order', other('HEAD', 'rosterOrder', '2026'), ['HEAD rosterOrder differs']],
      ['the shard of reports', other('HEAD', 'receiptShard', 'RECEIVED#2026#9'), ['HEAD receiptShard differs']],
      ['the day of its next check', other('HEAD', 'nextCheckOn', '2027-01-01'), ['HEAD nextCheckOn differs']],
      [
        'that it is checked at all',
        async () => {
          await set(caseIds.planned, 'HEAD', 'nextCheckOn', undefined);
          await set(caseIds.planned, 'HEAD', 'dueShard', undefined);
        },
        ['HEAD nextCheckOn differs', 'HEAD dueShard differs'],
      ],
      ['an attribute that nobody writes', other('HEAD', 'comment', 'x'), ['HEAD comment differs']],
      ['an occasion', other(OCCASION, 'occasion', '{}'), [`${OCCASION} occasion differs`]],
      ['an occasion off its list', other(OCCASION, 'officeRoster', undefined), [`${OCCASION} officeRoster differs`]],
      [
        'a registration that is no number',
        other('ATTENDANCE#2026-03-05.meeting.1', 'registered', 0),
        ['ATTENDANCE#2026-03-05.meeting.1 registered differs'],
      ],
      [
        'an occasion that is gone',
        () => remove({ pk: `CASE#${caseIds.planned}`, sk: OCCASION }),
        [`${OCCASION} is missing`],
      ],
      [
        'an occasion that nobody expects',
        async () => put({ ...(await itemAt(caseIds.planned, OCCASION)), sk: 'ATTENDANCE#2026-03-04.meeting.9' }),
        ['ATTENDANCE#2026-03-04.meeting.9 is there without a reason'],
      ],
      [
        'an open case without its lock',
        async () => remove(await lockOf(caseIds.planned)),
        [expect.stringMatching(/^LOCK#\S+ is missing$/)],
      ],
    ])('%s is told, mended, and nothing else', async (_what, damage, expected) => {
      await damage();
      const lines = expected.map((line) =>
        typeof line === 'string' ? `${caseIds.planned}: ${line}` : expect.stringMatching(/: LOCK#\S+ is missing$/),
      );
      const checked = await run(rebuild, ['--check']);
      expect(checked.shown.toSorted()).toEqual(lines.toSorted());
      expect(checked.status).toBe(EXIT.differences);
      const applied = await run(rebuild, ['--apply']);
      expect(applied.status).toBe(EXIT.done);
      expect(applied.shown).toHaveLength(lines.length);
      expect(withoutRevision(await everythingIn(world))).toEqual(sound);
      expect((await run(rebuild, ['--check'])).shown).toEqual([]);
    });

    it('of a closed case, a lock that bars its person from being referred again', async () => {
      await put({ ...(await lockOf(caseIds.closed)), caseId: caseIds.closed });
      const { status, shown } = await run(rebuild, ['--apply']);
      expect([status, shown]).toEqual([
        EXIT.done,
        [expect.stringMatching(/LOCK#\S+ is there without a reason; mended$/)],
      ]);
      expect(withoutRevision(await everythingIn(world))).toEqual(sound);
    });

    it('of a protected person, that nobody but those named may see the case', async () => {
      await set(caseIds.protected, 'HEAD', 'officeRoster', 'vallingby#open');
      await run(rebuild, ['--apply']);
      expect((await itemAt(caseIds.protected, 'HEAD'))['officeRoster']).toBe('vallingby#protected');
    });

    it('and that another case holds the lock is told, left, and never taken from it', async () => {
      const lock = await lockOf(caseIds.held);
      await put({ ...lock, caseId: 'another' });
      const { status, shown } = await run(rebuild, ['--apply']);
      expect(status).toBe(EXIT.differences);
      expect(shown).toEqual([expect.stringMatching(/is held by another case; left: close one of the two cases$/)]);
      await put({ ...lock, caseId: caseIds.held });
      expect(withoutRevision(await everythingIn(world))).toEqual(sound);
    });

    it.each([
      ['its head is gone', 'HEAD', undefined, /it has facts but no head/],
      ['nothing says who may see it', 'HEAD', { named: undefined }, /its head cannot be read/],
      ['a fact is gone', 'COMMIT#00000002', undefined, /its facts cannot be read/],
      ['a fact is unreadable', 'COMMIT#00000002', { facts: '[{}]' }, /its facts cannot be read/],
    ])('and that %s is told, with where to find it again', async (_what, sk, changed, sentence) => {
      const was = await itemAt(caseIds.planned, sk);
      await (changed === undefined ? remove({ pk: `CASE#${caseIds.planned}`, sk }) : put({ ...was, ...changed }));
      const damaged = await everythingIn(world);
      const { status, shown } = await run(rebuild, ['--apply']);
      expect(status).toBe(EXIT.differences);
      expect(shown).toEqual([expect.stringMatching(sentence)]);
      expect(shown[0]).toContain('restore it from a backup');
      expect(await everythingIn(world)).toEqual(damaged);
      await put(was);
    });

    it('says nothing of what is stored, however damaged', async () => {
      await set(caseIds.planned, 'HEAD', 'state', 'MARKED');
      const { shown, told } = await run(rebuild, ['--apply']);
      expect(`${shown} ${told}`).not.toContain('MARKED');
    });
  });

  describe('while people work', () => {
    it('loses nothing of what they do, and finds no difference where there is none', async () => {
      await remove({ pk: `CASE#${caseIds.planned}`, sk: OCCASION });
      const before = (await desk.factTypes(caseIds.planned)).length;
      let working = true;
      const rounds = (async () => {
        const seen = [];
        while (working) seen.push(...(await run(rebuild, ['--apply'])).shown);
        seen.push(...(await run(rebuild, ['--apply'])).shown);
        // A case may be changed so often that it is left for the next round, which is no difference.
        return seen.filter((line) => !line.includes('it was changed all the time'));
      })();
      const posted = [];
      for (let day = 10; day < 30; day++) {
        const occasion = { date: `2026-06-${day}`, kind: 'meeting' };
        posted.push((await desk.post(caseIds.planned, 'occasions', occasion, vallingby)).status);
        posted.push(
          (await desk.post(caseIds.changed, 'coaches', { coach: `Coach ${day}`, from: '2026-06-08' }, vallingby))
            .status,
        );
      }
      working = false;
      const shown = await rounds;
      expect(new Set(posted)).toEqual(new Set([201]));
      expect(shown).toEqual([`${caseIds.planned}: ${OCCASION} is missing; mended`]);
      expect((await desk.factTypes(caseIds.planned)).length).toBe(before + 20);
      expect(brokenRules(await everythingIn(world))).toEqual([]);
      expect((await run(rebuild, ['--check'])).shown).toEqual([]);
    });

    it('leaves a case alone that is changed each time it is about to be mended', async () => {
      await set(caseIds.planned, 'HEAD', 'row', '[]');
      const send = world.table.client.send.bind(world.table.client);
      const meddled = new Proxy(world.table.client, {
        get: (client, name) =>
          name !== 'send'
            ? Reflect.get(client, name)
            : async (command: Parameters<typeof send>[0]) => {
                if (command.constructor.name === 'TransactWriteCommand') {
                  const { revision } = await itemAt(caseIds.planned, 'HEAD');
                  await set(caseIds.planned, 'HEAD', 'revision', revision + 1);
                }
                return send(command);
              },
      });
      const mending = tableRebuild(meddled, world.table.name, STOCKHOLM);
      expect(await mending.mend(caseIds.planned)).toEqual({ outcome: 'changed-meanwhile' });
      expect((await itemAt(caseIds.planned, 'HEAD'))['row']).toBe('[]');
      expect((await rebuild.mend(caseIds.planned)).outcome).toBe('mended');
    });
  });

  describe('when it is stopped', () => {
    it('at the terminal, goes on from the place it names and comes past every case', async () => {
      const all = await Array.fromAsync(rebuild.cases(null));
      expect(new Set(all).size).toBe(8);
      expect(await Array.fromAsync(rebuild.cases(all[4] ?? ''))).toEqual(all.slice(5));
      const stopped = await run(rebuild, ['--check'], AbortSignal.abort());
      expect(stopped.status).toBe(EXIT.interrupted);
      expect(stopped.told.at(-1)).toBe(
        `It was stopped. It goes on from where it was with: npm run rebuild -- --check --from ${all[7]}`,
      );
    });

    it('by the table, names the command that goes on', async () => {
      const all = await Array.fromAsync(rebuild.cases(null));
      const failing: CaseRebuild = {
        ...rebuild,
        cases: async function* () {
          yield* all;
          throw Object.assign(new Error('in its own words'), { name: 'ExpiredTokenException' });
        },
      };
      const { status, told } = await run(failing, ['--apply', '--data', 'elsewhere']);
      expect(status).toBe(EXIT.failed);
      expect(told).toEqual([
        `The credentials have expired: sign in again. It goes on from where it was with: npm run rebuild -- --apply --data elsewhere --from ${all[7]}`,
      ]);
    });
  });

  it('finds a district in the very place where a case lies after all this', async () => {
    const { body } = await desk.get('/v1/cases', { as: district('bromma') });
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(caseIds.planned);
  });
});
