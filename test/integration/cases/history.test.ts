import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, type CaseWorld, CITY, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import { problemOf } from './case-desk.ts';

const line = (key: string, changes = {}, then: ReadonlyArray<unknown> = []) => ({
  key,
  referral: {
    ...aReferral(key),
    receivedOn: '2008-03-03',
    disclosure: { basis: 'consent', givenOn: '2008-03-03' },
    ...changes,
  },
  then,
});
const isNoLook = ({ pk }: Record<string, unknown>) => !String(pk).startsWith('ACCESS#');
const enrolled = ['enrolments', { heldOn: '2008-03-04', form: 'group-information' }];

describe('A case of the past', () => {
  let world: CaseWorld;
  beforeAll(async () => {
    world = await startCaseWorld();
  });
  afterAll(() => world.stop());
  const send = (body: unknown, as = CITY) => world.call('POST', '/v1/history', body, { as });
  const everything = async () => {
    const { Items = [] } = await world.table.client.send(new ScanCommand({ TableName: world.table.name }));
    return Items;
  };
  const unlogged = async () => (await everything()).filter(isNoLook);

  it('is imported with all that followed, under the rules of its time', async () => {
    const answer = await send(
      line('whole', {}, [
        enrolled,
        ['plans', aPlan('2008-03-05')],
        ['plans/1/answers', { answer: 'approved', answeredOn: '2008-03-06', method: 'paper', language: 'sv' }],
        ['closures', { on: '2008-05-30', outcome: 'work' }],
      ]),
    );
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ status: 'closed', office: 'vallingby', version: 5 });
    expect(answer.body.targetGroup).toMatchObject({ code: 'young', policy: 'target-groups-2008' });
    expect(answer.body.clocks).toMatchObject([
      { id: 'guarantee/1', state: 'met', dueOn: '2008-03-10', stoppedOn: '2008-03-06', registeredOn: '2008-03-06' },
      { id: 'review/1', state: 'void' },
    ]);
  });

  it('sent again changes nothing but the log of who looked, and answers as imported', async () => {
    await send(line('twice', {}, [enrolled]));
    const before = await unlogged();
    const again = await send(line('twice', {}, [enrolled]));
    expect(again.status).toBe(200);
    expect(await unlogged()).toEqual(before);
  });

  it('sent again with one idempotency key is answered as the first time; another line under that key is refused', async () => {
    const keyed = (body: unknown) => world.call('POST', '/v1/history', body, { key: 'history-key' });
    const first = await keyed(line('keyed'));
    const second = await keyed(line('keyed'));
    expect([second.status, second.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(second.body).toEqual(first.body);
    expect((await keyed(line('other'))).body.type).toBe('/v1/problems/idempotency-key-reused');
  });

  it('is not replaced by another line under its key', async () => {
    await send(line('taken'));
    const before = await unlogged();
    const other = await send(line('taken', {}, [enrolled]));
    expect(other.status).toBe(409);
    expect(other.body.type).toBe('/v1/problems/history-key-taken');
    expect(await unlogged()).toEqual(before);
  });

  it('whose promise was broken is found by the first check, with the day it broke', async () => {
    const { body } = await send(line('broken', {}, [enrolled]));
    await world.night('2026-03-02');
    const after = await world.call('GET', `/v1/cases/${body.id}`);
    expect(after.body.findings).toMatchObject([
      { clock: 'guarantee/1', kind: 'warned', asOf: '2008-03-06', annotation: null },
      { clock: 'guarantee/1', kind: 'missed', asOf: '2008-03-11', annotation: null },
    ]);
  });

  it.each([
    [
      'an impossible step',
      [['reviews', { planVersion: 1, heldOn: '2008-03-05', outcome: 'kept', participants: ['coach'] }]],
      409,
      'not-possible-now',
      'then/0',
    ],
    [
      'a step before the referral',
      [['enrolments', { heldOn: '2008-03-01', form: 'group-information' }]],
      422,
      'invalid-request',
      'then/0',
    ],
    ['a second step that cannot be', [enrolled, enrolled], 409, 'not-possible-now', 'then/1'],
  ])('with %s is refused whole, naming the step', async (_, then, status, code, step) => {
    const before = await unlogged();
    const answer = await send(line('refused', {}, then));
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ type: `/v1/problems/${code}`, step });
    expect(await unlogged()).toEqual(before);
  });

  it('with a malformed step is refused, pointing into the line', async () => {
    const answer = await send(line('malformed', {}, [enrolled, ['closures', { on: '2008-02-30', outcome: 'work' }]]));
    expect(answer.body.errors).toMatchObject([{ pointer: '/then/1/1/on', code: 'malformed' }]);
    const unknown = await send(line('unknown', {}, [['sanctions', {}]]));
    expect(unknown.body.errors).toMatchObject([{ pointer: '/then/0/0', code: 'not-allowed' }]);
  });

  it('of a protected person for whom nobody was named is seen by whoever imported it, and by no one else', async () => {
    const person = { ...aReferral('hidden').person, protection: 'secrecy-marking' };
    const { body } = await send(line('hidden', { person }));
    const seen = (options: CallOptions) => world.call('GET', `/v1/cases/${body.id}`, undefined, options);
    expect((await seen({ officer: 'officer-1' })).status).toBe(200);
    expect((await seen({ officer: 'officer-2' })).status).toBe(404);
    expect((await seen({ as: office('vallingby'), officer: 'officer-1' })).status).toBe(404);
  });

  describe('that comes again once its person', () => {
    const ENTRUSTED = { client: 'city-admin', officer: 'entrusted' };
    const written = [enrolled, ['coaches', { coach: 'Coach Ett', from: '2008-03-04' }], ['plans', aPlan('2008-03-05')]];
    const asImported = { version: 4, office: 'vallingby', coach: 'Coach Ett', plan: { goal: 'Arbete' } };
    const withoutPerson = { ...asImported, coach: null, plan: { goal: null }, person: null };
    const post = (body: unknown, options: CallOptions) => world.call('POST', '/v1/history', body, options);
    const command = async (id: string, path: string, body: object, officer = 'officer-1') => {
      const answer = await world.call('POST', `/v1/cases/${id}/${path}`, { on: '2026-03-02', ...body }, { officer });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    };
    /** Imported with an idempotency key; since then the person has another name and address, and another coach. */
    const imported = async (name: string) => {
      const sent = line(name, {}, written);
      const { body } = await post(sent, { key: `${name}-key` });
      expect(body).toMatchObject({ ...asImported, person: { givenName: 'Test' } });
      await command(body.id, 'person-changes', { givenName: 'Nytt', contact: { address: 'Ny gata 1' } });
      await command(body.id, 'coaches', { coach: 'Coach Två', from: '2026-03-02', on: undefined });
      return { id: String(body.id), sent, other: line(name, {}, [enrolled]), key: `${name}-key` };
    };
    const refusalsOf = async (id: string) =>
      (await everything())
        .filter(({ pk }) => pk === `ACCESS#${id}`)
        .map(({ access }) => JSON.parse(String(access)))
        .filter(({ what, outcome }) => what === 'POST history' && outcome === 'refused')
        .map(({ officer, refusal }) => `${officer} ${refusal}`)
        .toSorted();

    describe('is protected', () => {
      const one = { id: '', key: '', sent: {}, other: {} };
      beforeAll(async () => {
        Object.assign(one, await imported('protected-since'));
        const namedOfficers = [ENTRUSTED];
        await command(one.id, 'person-changes', { protection: 'secrecy-marking', namedOfficers });
        await command(one.id, 'transfers', { toOffice: 'kista', reason: 'Flytt.' }, 'entrusted');
      });

      it('is there for those named alone, whether it is that line or another under its key', async () => {
        const before = await unlogged();
        const absent = problemOf(await world.call('GET', '/v1/cases/absent'));
        for (const options of [{}, { key: one.key }, { officer: 'entrusted-2' }]) {
          expect(problemOf(await post(one.sent, options))).toEqual(absent);
        }
        expect(problemOf(await post(one.other, {}))).toEqual(absent);
        expect(await unlogged()).toEqual(before);
        expect(await refusalsOf(one.id)).toEqual([
          'entrusted-2 not-found',
          'officer-1 not-found',
          'officer-1 not-found',
          'officer-1 not-found',
        ]);
      });

      it('is answered to those named as it was imported, and another line under its key is still refused', async () => {
        const { officer } = ENTRUSTED;
        for (const [status, options] of [[200, { officer }] as const, [201, { officer, key: one.key }] as const]) {
          const again = await post(one.sent, options);
          expect(again.status).toBe(status);
          expect(again.body).toMatchObject({ ...asImported, person: { givenName: 'Test', protection: 'none' } });
        }
        expect((await post(one.other, { officer })).body.type).toBe('/v1/problems/history-key-taken');
      });
    });

    it('is not to be used is answered as it was imported, without the person and free text', async () => {
      const { id, sent, key } = await imported('restricted-since');
      await command(id, 'restrictions', { scope: 'allt' });
      for (const options of [{}, { key }, { officer: 'officer-2' }]) {
        expect((await post(sent, options)).body).toMatchObject(withoutPerson);
      }
      const headers = { 'access-purpose': 'legal-claims' };
      expect((await post(sent, { headers })).body).toMatchObject({ ...asImported, person: { givenName: 'Test' } });
    });

    it('was protected from the first, and others named, is answered without person, free text or what came after', async () => {
      const person = { ...aReferral('others').person, protection: 'secrecy-marking', namedOfficers: [ENTRUSTED] };
      const sent = line('others', { person }, written);
      const first = await post(sent, {});
      expect(first.body).toMatchObject(withoutPerson);
      await command(first.body.id, 'transfers', { toOffice: 'kista', reason: 'Flytt.' }, 'entrusted');
      const again = await post(sent, {});
      expect([again.status, again.body]).toEqual([200, first.body]);
    });
  });

  it('that says its data are not to be used is answered so from the first', async () => {
    const answer = await send(
      line('restricted', {}, [enrolled, ['restrictions', { on: '2008-03-05', scope: 'allt' }]]),
    );
    expect([answer.status, answer.body.restrictedOn, answer.body.person]).toEqual([201, '2008-03-05', null]);
  });

  it('may lack the reason why an aspirant could not answer, which is asked for today', async () => {
    const unable = { answer: 'unable', answeredOn: '2008-03-06', method: 'paper', language: 'sv' };
    const answer = await send(
      line('unable', {}, [enrolled, ['plans', aPlan('2008-03-05')], ['plans/1/answers', unable]]),
    );
    expect(answer.body.plan.answer).toBe('unable');
  });

  it('is taken only from those who may write history', async () => {
    expect((await send(line('forbidden'), office('vallingby'))).status).toBe(403);
  });
});
