import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseWorld, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPlan } from '../../support/referrals.ts';
import { aPerson, caseDesk, clockStates } from '../cases/case-desk.ts';
import { clockOf, findingsOf, saying } from './told.ts';

const AT = {
  rinkebyKista: { as: district('rinkeby-kista') },
  skarholmensDistrict: { as: district('skarholmen') },
  bromma: { as: district('bromma') },
  kista: { as: office('kista') },
  skarholmen: { as: office('skarholmen') },
  vallingby: { as: office('vallingby') },
};

describe('Worked example', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  const refugee = (code: string, givenOn: string) => ({
    district: code,
    unit: 'refugee-reception',
    ground: 'introduction-compensation',
    person: aPerson({ identityNumber: '19800060-2394', birthDate: '1980-05-05' }),
    circumstances: { refugeeOrFamilyImmigrant: true, sfiStudent: true },
    disclosure: { basis: 'consent', givenOn },
  });
  const started = (service: string, startedOn: string) => ({ kind: 'other-measure', startedOn, service });

  test('the refugee who moves Rinkeby-Kista → Skärholmen → Bromma', async () => {
    desk.on('2010-03-01');
    const opened = await desk.refer('refugee', refugee('rinkeby-kista', '2010-03-01'), AT.rinkebyKista);
    const id = opened.body.id;
    expect(opened.body).toMatchObject({
      office: 'kista',
      targetGroup: { code: 'sfi-student', matches: ['sfi-student', 'refugee-or-family-immigrant'] },
    });
    expect(clockOf(opened, 'guarantee/1')).toMatchObject({ startedOn: '2010-03-01', dueOn: '2010-03-08' });

    desk.on('2010-03-02');
    await desk.enrol(id, '2010-03-02', AT.kista);
    await desk.post(id, 'coaches', { coach: 'Coach i Kista', from: '2010-03-02' }, AT.kista);
    const { activities } = aPlan('2010-03-02');
    const wanted = ['civic-information', 'sfi'].map((service) => ({ ...activities[0], service }));
    await desk.post(id, 'plans', { ...aPlan('2010-03-02'), activities: wanted }, AT.kista);
    const planned = await desk.post(id, 'plans/1/answers', saying('approved', '2010-03-02'), AT.kista);
    expect(clockOf(planned, 'guarantee/1')).toMatchObject({ state: 'met', stoppedOn: '2010-03-02' });
    expect(clockOf(planned, 'review/1')).toMatchObject({ startedOn: '2010-03-02', dueOn: '2010-06-02' });
    desk.on('2010-03-08');
    await desk.post(id, 'measures', started('civic-information', '2010-03-08'), AT.kista);

    desk.on('2010-04-12');
    const toSkarholmen = { on: '2010-04-12', toDistrict: 'skarholmen', reason: 'Har flyttat.' };
    const handedOn = await desk.post(id, 'transfers', toSkarholmen, AT.rinkebyKista);
    expect([handedOn.status, handedOn.body]).toEqual([201, { id, status: 'transferred' }]);
    expect((await desk.get(`/v1/cases/${id}`, AT.kista)).status).toBe(404);
    const received = await desk.get(`/v1/cases/${id}`, AT.skarholmen);
    expect(received.body).toMatchObject({
      status: 'planned',
      district: 'skarholmen',
      office: 'skarholmen',
      coach: null,
      plan: { version: 1, answer: 'approved' },
      services: [{ service: 'civic-information', startedOn: '2010-03-08', district: 'rinkeby-kista' }],
    });
    expect(clockOf(received, 'review/1')).toMatchObject({ startedOn: '2010-03-02', dueOn: '2010-06-02' });
    desk.on('2010-04-19');
    await desk.post(id, 'coaches', { coach: 'Coach i Skärholmen', from: '2010-04-19' }, AT.skarholmen);
    await desk.post(id, 'measures', started('civic-information', '2010-04-19'), AT.skarholmen);
    await desk.post(id, 'measures', started('sfi', '2010-04-19'), AT.skarholmen);

    desk.on('2010-05-10');
    const anew = await desk.refer('refugee-in-bromma', refugee('bromma', '2010-05-10'), AT.bromma);
    expect([anew.status, anew.body.type, anew.body.caseId]).toEqual([409, '/v1/problems/open-case-exists', undefined]);
    const asked = await desk.get('/v1/worklists/transfer-requested', {
      ...AT.skarholmen,
      query: { office: 'skarholmen' },
    });
    expect(asked.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
    const toBromma = { on: '2010-05-10', toDistrict: 'bromma', reason: 'Har flyttat igen.' };
    expect((await desk.post(id, 'transfers', toBromma, AT.skarholmensDistrict)).body.status).toBe('transferred');

    for (const former of [AT.rinkebyKista, AT.skarholmensDistrict]) {
      expect((await desk.get(`/v1/cases/${id}`, former)).body).toEqual({ id, status: 'transferred' });
      expect((await desk.get(`/v1/cases/${id}/facts`, former)).status).toBe(404);
    }
    const inBromma = await desk.get(`/v1/cases/${id}`, AT.bromma);
    expect(inBromma.body).toMatchObject({
      district: 'bromma',
      office: 'vallingby',
      targetGroup: { code: 'sfi-student' },
      services: [
        { service: 'civic-information', startedOn: '2010-03-08', district: 'rinkeby-kista' },
        { service: 'sfi', startedOn: '2010-04-19', district: 'skarholmen' },
      ],
    });

    desk.on('2010-06-02');
    const review = {
      planVersion: 1,
      heldOn: '2010-06-02',
      outcome: 'kept',
      participants: ['aspirant', 'coach', 'income-support'],
    };
    const reviewed = await desk.post(id, 'reviews', review, AT.vallingby);
    expect(clockStates(reviewed.body)).toEqual(['guarantee/1 met', 'review/1 met', 'review/2 running']);
    expect(clockOf(reviewed, 'review/2')).toMatchObject({ startedOn: '2010-06-02', dueOn: '2010-09-02' });
    expect(findingsOf(reviewed)).toEqual([]);

    const facts = await desk.facts(id, AT.vallingby);
    const moved = facts.filter(({ type }: { type: string }) => type === 'case.transferred');
    expect(moved.map(({ data }: { data: unknown }) => data)).toEqual([
      { from: { district: 'rinkeby-kista', office: 'kista' }, to: { district: 'skarholmen', office: 'skarholmen' } },
      { from: { district: 'skarholmen', office: 'skarholmen' }, to: { district: 'bromma', office: 'vallingby' } },
    ]);
    expect(facts.filter(({ type }: { type: string }) => type === 'coach.assigned')).toHaveLength(2);
  });
});
