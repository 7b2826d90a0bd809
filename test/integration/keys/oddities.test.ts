import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CITY, office } from '../../support/case-world.ts';
import { aReferral } from '../../support/referrals.ts';
import { type Container, type Containers, startContainers } from './containers.ts';

const vallingby = office('vallingby');

describe('A rotation of the keys', () => {
  let suite: Containers;
  let container: Container;
  let calls = 0;

  beforeEach(async () => {
    suite = await startContainers();
    container = suite.startContainer();
  });
  afterEach(() => suite.stop());

  const referred = async (identity: object) => {
    const { localId: _, ...person } = aReferral('').person;
    const referral = aReferral('', { person: { ...person, ...identity } });
    return container.call('POST', '/v1/referrals', referral, { key: `referral-${calls++}` });
  };
  const commanded = (caseId: string, command: string, body: object) =>
    container.call('POST', `/v1/cases/${caseId}/${command}`, body, { as: vallingby });
  const items = async (sort: string) => (await suite.everything()).filter(({ sk }) => sk === sort);
  const keysOfLocks = async () => (await items('LOCK')).map(({ pk }) => pk.split('#')[1]);

  it('is made ten times over, and the eleventh key is still found to be the newest', async () => {
    const { body } = await referred({ localId: 'long-known' });
    for (let made = 2; made <= 11; made++) {
      expect((await suite.operate('begin')).said).toContain(`k${made} is made`);
      suite.after({ minutes: 66 });
      await referred({ localId: `new-under-${made}` });
      expect(
        (await items('IDEMPOTENCY')).filter(({ body: hash }) => String(hash).startsWith(`k${made}:`)),
      ).toHaveLength(1);
      expect((await suite.operate('rehash')).status).toBe(0);
      suite.after({ days: 9 });
      expect((await suite.operate('finish')).said).toContain(`k${made - 1} is retired`);
      suite.after({ minutes: 66 });
      expect((await suite.operate('finish')).said).toContain(`k${made - 1} is dropped`);
      expect(new Set(await keysOfLocks())).toEqual(new Set([`k${made}`]));
    }
    const again = await referred({ localId: 'long-known' });
    expect([again.status, again.body.caseId]).toEqual([409, body.id]);
    await commanded(body.id, 'closures', { on: suite.now().slice(0, 10), outcome: 'moved' });
    expect((await referred({ localId: 'long-known' })).status).toBe(201);
  });

  it('has nothing to do before the first case', async () => {
    const run = await suite.operate('begin');
    expect(run).toMatchObject({ status: 2, complained: expect.stringContaining('There is no key yet') });
    expect(await suite.everything()).toEqual([]);
  });

  it('leaves a case whose lock another case holds, names it, and does not finish until that is seen to', async () => {
    const [one, other] = [await referred({ localId: 'one' }), await referred({ localId: 'other' })];
    await suite.operate('begin');
    suite.after({ minutes: 66 });
    await suite.operate('rehash');
    const held = (await items('LOCK')).find(({ pk, caseId }) => pk.startsWith('LOCK#k2#') && caseId === one.body.id);
    const unlocked = (await items('HEAD')).find(({ pk }) => pk === `CASE#${one.body.id}`);
    const put = (item: object) =>
      suite.table.client.send(new PutCommand({ TableName: suite.table.name, Item: { ...item } }));
    await put({ ...held, caseId: other.body.id });
    await put({ ...unlocked, locks: [String([unlocked?.['locks']].flat()[1])] });

    const run = await suite.operate('rehash');
    expect(run.status).toBe(1);
    expect(run.said).toContain(`Case ${one.body.id} is left: another case holds its person’s lock`);
    expect((await items('LOCK')).find(({ pk }) => pk === held?.pk)?.['caseId']).toBe(other.body.id);
    suite.after({ days: 9 });
    expect((await suite.operate('finish')).complained).toMatch(/^1 of 2 cases are not under both keys/);

    await commanded(one.body.id, 'closures', { on: suite.now().slice(0, 10), outcome: 'opened-by-mistake' });
    expect((await suite.operate('rehash')).status).toBe(0);
    expect((await suite.operate('finish')).said).toContain('k1 is retired');
  });

  /** A client that lets something happen just before its first transaction arrives. */
  const overtakenBy = (happening: () => Promise<unknown>) => {
    let happened = false;
    return new Proxy(suite.table.client, {
      get: (target, name) => {
        if (name !== 'send') return Reflect.get(target, name);
        return async (command: Parameters<typeof target.send>[0]) => {
          if (command instanceof TransactWriteCommand && !happened) {
            happened = true;
            await happening();
          }
          return target.send(command);
        };
      },
    });
  };

  it('is overtaken by a changed number, and takes the locks of the new one', async () => {
    const { body } = await referred({ localId: 'without-number' });
    await suite.operate('begin');
    suite.after({ minutes: 66 });
    const change = { on: '2026-03-02', identityNumber: '19900118-9811' };
    const renumbered = () => commanded(body.id, 'person-changes', change);
    expect((await suite.operate('rehash', overtakenBy(renumbered))).status).toBe(0);
    expect(await keysOfLocks()).toEqual(['k1', 'k2']);
    const again = await referred({ identityNumber: '199001189811' });
    expect([again.status, again.body.caseId]).toEqual([409, body.id]);
    expect((await referred({ localId: 'without-number' })).status).toBe(201);
  });

  it('is overtaken by a closure, and leaves nobody locked out', async () => {
    const { body } = await referred({ localId: 'closing' });
    await suite.operate('begin');
    suite.after({ minutes: 66 });
    const closed = () => commanded(body.id, 'closures', { on: '2026-03-02', outcome: 'moved' });
    expect((await suite.operate('rehash', overtakenBy(closed))).status).toBe(0);
    expect(await keysOfLocks()).toEqual([]);
    expect((await referred({ localId: 'closing' })).status).toBe(201);
  });

  it('is overtaken by a command, which keeps its place', async () => {
    const { body } = await referred({ localId: 'coached' });
    await suite.operate('begin');
    suite.after({ minutes: 66 });
    const coached = () => commanded(body.id, 'coaches', { coach: 'Coach Ett', from: '2026-03-02' });
    expect((await suite.operate('rehash', overtakenBy(coached))).status).toBe(0);
    expect(await keysOfLocks()).toEqual(['k1', 'k2']);
    const shown = await container.call('GET', `/v1/cases/${body.id}`, undefined, { as: vallingby });
    expect(shown.body).toMatchObject({ version: 2, coach: 'Coach Ett' });
  });

  it('reads a number without its century as on the day it was given', async () => {
    suite.after({ days: -61 });
    const { body } = await referred({ identityNumber: '260161-2381' });
    expect(suite.now()).toMatch(/^2025-12-31/);
    suite.after({ days: 61 });
    await suite.operate('begin');
    suite.after({ minutes: 66 });
    expect(await suite.operate('rehash')).toMatchObject({ status: 0 });
    expect((await items('LOCK')).map(({ pk, caseId }) => [pk.split('#')[1], caseId])).toEqual([
      ['k1', body.id],
      ['k2', body.id],
    ]);
  });

  it('keeps a person of the past visible to whoever imported the case, also after it is reopened', async () => {
    const line = {
      key: 'hidden',
      referral: {
        ...aReferral('hidden', { person: { ...aReferral('hidden').person, protection: 'secrecy-marking' } }),
        receivedOn: '2026-02-03',
      },
      // biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
      then: [['closures', { on: '2026-02-05', outcome: 'moved' }]],
    };
    const { body } = await container.call('POST', '/v1/history', line, { officer: 'importer' });
    await suite.operate('begin');
    suite.after({ minutes: 66 });
    await suite.operate('rehash');
    const as = { as: CITY, officer: 'importer' };
    const reopened = await container.call(
      'POST',
      `/v1/cases/${body.id}/reopenings`,
      { on: '2026-03-02', reason: 'Fel' },
      as,
    );
    expect(reopened.status).toBe(201);
    suite.after({ days: 9 });
    await suite.operate('finish');
    suite.after({ minutes: 66 });
    expect((await suite.operate('finish')).said).toContain('k1 is dropped');
    const seen = (officer: string) => container.call('GET', `/v1/cases/${body.id}`, undefined, { officer });
    expect([(await seen('importer')).status, (await seen('someone')).status]).toEqual([200, 404]);
  });
});
