import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseWorld, district, office, startCaseWorld } from '../../support/case-world.ts';
import { aPerson, caseDesk } from '../cases/case-desk.ts';
import { clockOf, explained, FIVE_DAYS, reasonsOf } from './told.ts';

type Told = Readonly<Record<string, unknown>>;

describe('Worked example', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
  });
  afterAll(() => world.stop());

  /** A district refers a person of its own id on a day, under the rules of that day. */
  const referOn = (day: string, code: string, localId: string, told: Told = {}) => {
    desk.on(day);
    const disclosure = { basis: 'consent', givenOn: day };
    return desk.refer(localId, { district: code, disclosure, ...told }, { as: district(code) });
  };

  test('the youth of 24 years and 364 days', async () => {
    const told = (localId: string, ground: string) => ({
      person: aPerson({ localId, birthDate: '1984-06-16' }),
      ground,
    });
    const young = await referOn('2009-06-15', 'rinkeby-kista', 'young', told('young', 'other-reason'));
    expect(young.status).toBe(201);
    expect(young.body).toMatchObject({
      office: 'kista-youth',
      targetGroup: { code: 'young', matches: ['young'], policy: 'target-groups-2009' },
    });
    const unemployed = await referOn('2009-06-15', 'rinkeby-kista', 'both', told('both', 'unemployment'));
    expect(unemployed.body.targetGroup).toMatchObject({ code: 'young', matches: ['young', 'unemployment'] });
    const elsewhere = await referOn('2009-06-15', 'bromma', 'bromma-young', told('bromma-young', 'other-reason'));
    expect(elsewhere.body).toMatchObject({ office: 'vallingby', targetGroup: { code: 'young' } });

    const birthday = await referOn('2009-06-16', 'rinkeby-kista', 'adult', told('adult', 'other-reason'));
    expect([birthday.status, reasonsOf(birthday)]).toEqual([422, ['outside-target-group']]);
    const adult = await referOn('2009-06-16', 'rinkeby-kista', 'adult', told('adult', 'unemployment'));
    expect(adult.body).toMatchObject({
      office: 'kista',
      targetGroup: { code: 'unemployment', matches: ['unemployment'] },
    });
  });

  test('group A with and without joint assessment in 2009', async () => {
    const groupA = (jointAssessmentOn: string | null, localId = 'group-a'): Told => ({
      person: aPerson({ localId, birthDate: '1962-11-30' }),
      ground: 'other-reason',
      circumstances: { supportSince: '2006-05-02', workAbilityToBeTested: true, jointAssessmentOn },
    });
    const without = await referOn('2009-05-04', 'farsta', 'group-a', groupA(null));
    expect(without.status).toBe(422);
    expect(without.body.type).toBe('/v1/problems/not-eligible');
    expect(reasonsOf(without)).toEqual(['joint-assessment-missing']);
    expect(without.body.detail).toMatch(/inget beslut om personen.*districtAssessment/);
    const planned = await referOn('2009-05-04', 'farsta', 'group-a', groupA('2009-05-05'));
    expect(reasonsOf(planned)).toEqual(['joint-assessment-missing']);

    const assessed = await referOn('2009-05-04', 'farsta', 'group-a', groupA('2009-05-04'));
    expect(assessed.status).toBe(201);
    expect(assessed.body).toMatchObject({
      status: 'referred',
      office: 'vantor',
      targetGroup: {
        code: 'other-reason-resource',
        matches: ['other-reason-resource'],
        policy: 'target-groups-2009',
      },
    });
    expect(clockOf(assessed, 'guarantee/1')).toMatchObject({ startedOn: '2009-05-04', dueOn: '2009-05-11' });

    const before = await referOn('2008-12-31', 'farsta', 'group-a-2008', groupA('2008-12-01', 'group-a-2008'));
    expect(reasonsOf(before)).toEqual(['outside-target-group']);
    const firstDay = await referOn('2009-01-01', 'farsta', 'group-a-2008', groupA('2008-12-01', 'group-a-2008'));
    expect(firstDay.body.targetGroup.code).toBe('other-reason-resource');
  });

  describe('the same person referred on 2018-08-31 and 2018-09-01', () => {
    test('is unemployed under the rules of each day', async () => {
      const friday = await referOn('2018-08-31', 'sodermalm', 'two-days');
      expect(friday.body.targetGroup).toEqual({
        code: 'unemployment',
        matches: ['unemployment'],
        policy: 'target-groups-2009',
      });
      expect(clockOf(friday, 'guarantee/1')).toMatchObject({ dueOn: '2018-09-05' });
      const again = await referOn('2018-09-01', 'sodermalm', 'two-days');
      expect([again.status, again.body.type]).toEqual([409, '/v1/problems/open-case-exists']);
      const undone = { on: '2018-09-01', outcome: 'opened-by-mistake' };
      await desk.post(friday.body.id, 'closures', undone, { as: office('rosenlund') });
      const saturday = await referOn('2018-09-01', 'sodermalm', 'two-days');
      expect(saturday.body.targetGroup).toEqual({
        code: 'unemployment-2018',
        matches: ['unemployment-2018'],
        policy: 'target-groups-2018',
      });
      expect(clockOf(saturday, 'guarantee/1')).toMatchObject({ startedOn: '2018-09-01', dueOn: '2018-09-06' });
    });

    test.each<[string, Told, ReadonlyArray<string>, ReadonlyArray<string>]>([
      [
        'is on support for another reason, not jointly assessed',
        { ground: 'other-reason', circumstances: { workAbilityToBeTested: true } },
        ['!joint-assessment-missing'],
        ['other-reason-2018'],
      ],
      [
        'studies Swedish on introduction compensation',
        { ground: 'introduction-compensation', circumstances: { sfiStudent: true } },
        ['sfi-student'],
        ['!outside-target-group'],
      ],
      ['works full time', { circumstances: { occupation: 'full-time' } }, ['unemployment'], ['!full-time-occupied']],
      [
        'is in active substance abuse',
        { circumstances: { activeSubstanceAbuse: true } },
        ['unemployment'],
        ['!active-substance-abuse'],
      ],
    ])('and %s', async (about, told, onFriday, onSaturday) => {
      const friday = await referOn('2018-08-31', 'sodermalm', `friday ${about}`, told);
      const saturday = await referOn('2018-09-01', 'sodermalm', `saturday ${about}`, told);
      const verdict = (answer: typeof friday): ReadonlyArray<string> =>
        answer.status === 201 ? answer.body.targetGroup.matches : reasonsOf(answer).map((code) => `!${code}`);
      expect([verdict(friday), verdict(saturday)]).toEqual([onFriday, onSaturday]);
    });
  });

  test('the sick-listed with zero sickness-benefit income to work training', async () => {
    const told = (circumstances: Told = {}): Told => ({
      ground: 'other-reason',
      enrolmentForm: 'jobbstart-work-training',
      circumstances: {
        sickListed: 'fully',
        sicknessBenefitIncomeZero: true,
        workAbilityToBeTested: true,
        jointAssessmentOn: '2017-12-18',
        ...circumstances,
      },
    });
    const notApplicable = ['work-training-not-applicable'];
    expect(reasonsOf(await referOn('2017-12-31', 'skarpnack', 'sick-listed', told()))).toEqual(notApplicable);
    const partly = told({ sickListed: 'partly' });
    expect(reasonsOf(await referOn('2018-01-02', 'skarpnack', 'sick-listed', partly))).toEqual(notApplicable);
    const withIncome = told({ sicknessBenefitIncomeZero: false });
    expect(reasonsOf(await referOn('2018-01-02', 'skarpnack', 'sick-listed', withIncome))).toEqual(notApplicable);

    const accepted = await referOn('2018-01-02', 'skarpnack', 'sick-listed', told());
    const id = accepted.body.id;
    expect(accepted.body).toMatchObject({ office: 'vantor', targetGroup: { code: 'other-reason-resource' } });
    expect(explained(accepted, 'guarantee/1')).toEqual([
      '2018-01-02 Hänvisningen togs emot. Dagen räknas som dag noll.',
      '2018-01-07 5 kalenderdagar räknade.',
      '2018-01-07 Hoppas över: söndag.',
      '2018-01-08 Sista dagen att hålla löftet; hela dagen räknas.',
      '2018-01-04 Från denna dag varnas för att fristen löper ut.',
      `2018-01-02 ${FIVE_DAYS}`,
    ]);

    desk.on('2018-01-03');
    const vantor = { as: office('vantor') };
    const enrolment = { heldOn: '2018-01-03', form: 'jobbstart-work-training' };
    expect((await desk.post(id, 'enrolments', enrolment, vantor)).body.enrolment).toEqual({
      form: 'jobbstart-work-training',
      heldOn: '2018-01-03',
    });
    const measure = { kind: 'other-measure', startedOn: '2018-01-03', service: 'work-training' };
    const started = await desk.post(id, 'measures', measure, vantor);
    expect(clockOf(started, 'guarantee/1')).toMatchObject({
      state: 'met',
      stoppedOn: '2018-01-03',
      stoppedBy: 'other-measure',
    });
    expect(started.body.services).toEqual([
      { service: 'work-training', startedOn: '2018-01-03', district: 'skarpnack' },
    ]);
    const merged = await referOn('2018-09-03', 'skarpnack', 'sick-listed-after', told({ jointAssessmentOn: null }));
    expect(merged.body.targetGroup.code).toBe('other-reason-2018');
  });

  test('the person whom the rules turn away and the district’s own assessment lets in', async () => {
    const fullTime: Told = { ground: 'none', circumstances: { occupation: 'full-time' } };
    const refused = await referOn('2026-03-02', 'bromma', 'own-assessment', fullTime);
    expect(refused.status).toBe(422);
    expect(reasonsOf(refused)).toEqual(['full-time-occupied', 'outside-target-group']);
    expect(refused.body.detail).toBe(
      'Detta är inget beslut om personen. Stadsdelen bedömer tillhörigheten: skicka om med districtAssessment {officer, on, reason} om er bedömning är en annan.',
    );
    expect(refused.body.reasons.every(({ detail }: { detail: string }) => detail.length > 0)).toBe(true);

    const districtAssessment = { officer: 'B-1', on: '2026-03-02', reason: 'Anställningen upphör.' };
    const accepted = await referOn('2026-03-02', 'bromma', 'own-assessment', { ...fullTime, districtAssessment });
    expect(accepted.status).toBe(201);
    expect(accepted.body).toMatchObject({
      status: 'referred',
      office: 'vallingby',
      targetGroup: { code: 'by-assessment', matches: [], policy: 'target-groups-2018' },
    });
    expect(clockOf(accepted, 'guarantee/1')).toMatchObject({ state: 'running', dueOn: '2026-03-09' });
    expect(JSON.stringify(await desk.facts(accepted.body.id))).not.toContain('Anställningen');

    const substance: Told = { ...fullTime, unit: 'substance-care', districtAssessment };
    const still = await referOn('2026-03-02', 'bromma', 'substance-care', substance);
    expect([still.status, reasonsOf(still)]).toEqual([422, ['via-income-support-only', 'full-time-occupied']]);
    expect(still.body.detail).toMatch(/försörjningsstödsenheten/);
    expect(still.body.detail).not.toMatch(/districtAssessment/);
  });
});
