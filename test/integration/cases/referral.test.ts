import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseWorld, CITY, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import { everythingIn, legibleIn } from './stored-items.ts';

describe('A district refers a person', () => {
  let world: CaseWorld;
  const bromma = district('bromma');
  beforeAll(async () => {
    world = await startCaseWorld();
  });
  afterAll(() => world.stop());

  const refer = (localId: string, key: string, changes = {}, as = bromma) =>
    world.call('POST', '/v1/referrals', aReferral(localId, changes), { as, key });
  const everything = () => everythingIn(world);
  const withoutAccessLog = async () => (await everything()).filter(({ pk }) => !String(pk).startsWith('ACCESS#'));

  it('and gets the case, with the promise explained and the next day of checking hidden in the table', async () => {
    world.setClock('2026-03-02T09:00:00.000Z');
    const answer = await refer('first', 'key-first');
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`/v1/cases/${answer.body.id}`);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.body).toMatchObject({ status: 'referred', office: 'vallingby', district: 'bromma', version: 1 });
    expect(answer.body.clocks).toMatchObject([
      { id: 'guarantee/1', state: 'running', startedOn: '2026-03-02', warnOn: '2026-03-05', dueOn: '2026-03-09' },
    ]);
    expect(answer.body.person).toMatchObject({ localId: 'first', givenName: 'Test' });
  });

  it('and gets the same answer when the same request comes again, as often as it comes', async () => {
    const first = await refer('again', 'key-again');
    const before = await withoutAccessLog();
    for (let time = 0; time < 3; time++) {
      const repeated = await refer('again', 'key-again');
      expect(repeated.status).toBe(201);
      expect(repeated.headers['idempotency-replayed']).toBe('true');
      expect(repeated.body).toEqual(first.body);
    }
    expect(await withoutAccessLog()).toEqual(before);
  });

  it('and gets the answer of then, also after the case has moved on', async () => {
    const first = await refer('moved-on', 'key-moved-on');
    await world.call(
      'POST',
      `/v1/cases/${first.body.id}/enrolments`,
      { heldOn: '2026-03-02', form: 'group-information' },
      { as: office('vallingby') },
    );
    const repeated = await refer('moved-on', 'key-moved-on');
    expect(repeated.body).toMatchObject({ version: 1, status: 'referred' });
  });

  it('and is refused when its key was used for something else', async () => {
    await refer('key-owner', 'key-taken');
    const answer = await refer('someone-else', 'key-taken');
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe('/v1/problems/idempotency-key-reused');
  });

  it('and may reuse a key after it has been kept for its days', async () => {
    await refer('old-key', 'key-expiring');
    world.setClock('2026-03-11T09:00:00.000Z');
    const answer = await refer('new-person', 'key-expiring');
    world.setClock('2026-03-02T09:00:00.000Z');
    expect(answer.status).toBe(201);
    expect(answer.headers['idempotency-replayed']).toBeUndefined();
  });

  it('of whom exactly one of twelve simultaneous referrals opens a case', async () => {
    const attempts = Array.from({ length: 12 }, (_, n) => refer('popular', `key-popular-${n}`));
    const answers = await Promise.all(attempts);
    const opened = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    expect(opened).toHaveLength(1);
    expect(refused).toHaveLength(11);
    for (const { body } of refused) {
      expect(body.type).toBe('/v1/problems/open-case-exists');
      expect(body.caseId).toBe(opened[0]?.body.id);
    }
    const heads = (await everything()).filter(({ sk, pk }) => sk === 'HEAD' && String(pk).includes(opened[0]?.body.id));
    expect(heads).toHaveLength(1);
  });

  it('twelve times at once with one key, and one case is opened that all twelve are told of', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => refer('impatient', 'key-impatient')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(11);
  });

  it('known by number in another district, and is not told which case is in the way', async () => {
    const person = { ...aReferral('x').person, localId: undefined, identityNumber: '19900118-9811' };
    await refer('by-number', 'key-number-1', { person });
    const otherForm = { ...person, identityNumber: '9001189811' };
    const answer = await refer('', 'key-number-2', { person: otherForm, district: 'farsta' }, district('farsta'));
    expect(answer.status).toBe(409);
    expect(answer.body.type).toBe('/v1/problems/open-case-exists');
    expect(answer.body.caseId).toBeUndefined();
  });

  it('again after the case is closed, and a new case is opened', async () => {
    const first = await refer('returning', 'key-returning-1');
    const closed = await world.call('POST', `/v1/cases/${first.body.id}/closures`, {
      on: '2026-03-02',
      outcome: 'moved',
    });
    expect(closed.body.status).toBe('closed');
    const second = await refer('returning', 'key-returning-2');
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('for another district, and is refused', async () => {
    const answer = await refer('not-ours', 'key-not-ours', { district: 'farsta' });
    expect(answer.status).toBe(403);
    expect(answer.body.type).toBe('/v1/problems/wrong-district');
  });

  it('with a day of its own choosing, and is refused without the right to write history', async () => {
    const answer = await refer('dated', 'key-dated', { receivedOn: '2026-02-01' });
    expect(answer.status).toBe(403);
    const byCity = await refer('dated', 'key-dated-city', { receivedOn: '2026-02-01' }, CITY);
    expect(byCity.body.receivedOn).toBe('2026-02-01');
  });

  it.each([
    ['a check digit that is wrong', { identityNumber: '19900118-9812', localId: undefined }, '/person/identityNumber'],
    ['neither number nor local id', { localId: undefined }, '/person/identityNumber'],
    ['both number and local id', { identityNumber: '19900118-9811' }, '/person/identityNumber'],
    ['protection but nobody named', { protection: 'secrecy-marking' }, '/person/namedOfficers'],
    ['a birth date that does not exist', { birthDate: '1990-02-30' }, '/person/birthDate'],
    ['a birth date to come', { birthDate: '2027-01-01' }, '/person/birthDate'],
    ['a misspelt field', { givenname: 'Test' }, '/person/givenname'],
  ])('with %s, is told where, and nothing is written but that it was refused', async (_, person, pointer) => {
    const before = await withoutAccessLog();
    const changed = { person: { ...aReferral('wrong').person, ...person } };
    const answer = await refer('wrong', 'key-wrong-person', changed);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect(JSON.stringify(answer.body)).not.toContain('9812');
    expect(await withoutAccessLog()).toEqual(before);
  });

  it('without a ground for disclosure, and is refused', async () => {
    const answer = await refer('no-ground', 'key-no-ground', { disclosure: undefined });
    expect(answer.body.type).toBe('/v1/problems/disclosure-basis-missing');
  });

  it('outside the rules, is told every reason and how to resend, and is counted once per key', async () => {
    const outside = { ground: 'none', purpose: 'occupation-only' };
    const answer = await refer('outside', 'key-outside', outside);
    await refer('outside', 'key-outside', outside);
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe('/v1/problems/not-eligible');
    expect(answer.body.reasons.map((reason: { code: string }) => reason.code)).toEqual(['outside-mission']);
    expect(answer.body.en.detail).toContain('districtAssessment');
    const counts = (await everything()).filter(({ pk }) => pk === 'REFUSALS#2026-03');
    expect(counts).toMatchObject([{ sk: 'outside-mission', refused: 1 }]);
    const assessed = { ...outside, districtAssessment: { officer: 'B-1', on: '2026-03-02', reason: 'Vår bedömning' } };
    const resent = await refer('outside', 'key-outside-assessed', assessed);
    expect(resent.body.targetGroup.code).toBe('by-assessment');
  });

  it('who wants the benefit decision first: the clock says that it has not started, and starts at the release', async () => {
    const held = await refer('waiting', 'key-waiting', { benefitDecision: 'awaited' });
    expect(held.body).toMatchObject({ status: 'held' });
    expect(held.body.clocks).toMatchObject([
      { state: 'not-started', startedOn: null, dueOn: null, waitingFor: 'district' },
    ]);
    const enrolled = await world.call('POST', `/v1/cases/${held.body.id}/enrolments`, {
      heldOn: '2026-03-02',
      form: 'group-information',
    });
    expect(enrolled.status).toBe(409);
    expect(enrolled.body).toMatchObject({
      state: 'held',
      possible: [
        'hold-releases',
        'transfers',
        'person-changes',
        'disclosure-withdrawals',
        'restrictions',
        'restriction-liftings',
        'statements',
        'closures',
      ],
    });
    const released = await world.call(
      'POST',
      `/v1/cases/${held.body.id}/hold-releases`,
      { on: '2026-03-02', reason: 'decision-made' },
      { as: bromma },
    );
    expect(released.body.clocks).toMatchObject([{ state: 'running', startedOn: '2026-03-02', dueOn: '2026-03-09' }]);
  });

  it('and nothing that was said of a person can be read in the table', async () => {
    const marked = {
      person: {
        localId: 'CANARY-local',
        birthDate: '1991-07-19',
        sex: 'man',
        givenName: 'CANARY-given',
        familyName: 'CANARY-family',
        contact: { phone: 'CANARY-phone', email: 'CANARY-mail', address: 'CANARY-street' },
        protection: 'none',
        interpreter: 'zz-CANARY',
      },
      officer: { id: 'CANARY-officer', name: 'CANARY-officer-name' },
      circumstances: { supportSince: '2019-11-23' },
      disclosure: { basis: 'consent', givenOn: '2026-03-01', reference: 'CANARY-reference' },
      note: 'CANARY-note',
    };
    const { body } = await refer('', 'key-canary', marked);
    const post = (path: string, content: unknown) => world.call('POST', `/v1/cases/${body.id}/${path}`, content);
    await post('enrolments', { heldOn: '2026-03-02', form: 'group-information' });
    await post('coaches', { coach: 'CANARY-coach', from: '2026-03-02' });
    const plan = aPlan('2026-03-02');
    await post('plans', {
      ...plan,
      goal: 'CANARY-goal',
      activities: plan.activities.map((activity) => ({ ...activity, provider: 'CANARY-provider' })),
    });
    await post('plans/1/answers', {
      answer: 'objected',
      answeredOn: '2026-03-02',
      method: 'paper',
      language: 'zz-CANARY',
      text: 'CANARY-objection',
    });
    await post('measures', { kind: 'work', startedOn: '2026-03-02', evidence: 'CANARY-evidence' });
    const closed = await post('closures', { on: '2026-03-02', outcome: 'work', detail: 'CANARY-detail' });
    expect(closed.body).toMatchObject({ status: 'closed', coach: 'CANARY-coach', plan: { goal: 'CANARY-goal' } });
    const stored = await legibleIn(world);
    expect(stored).not.toContain('CANARY');
    expect(stored).not.toContain('1991-07-19');
    expect(stored).not.toContain('2019-11-23');
    expect(JSON.stringify(world.lines)).not.toContain('CANARY');
  });
});
