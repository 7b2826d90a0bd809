import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { referenceView } from '../../../../shared/http/endpoints/reference-views.ts';
import { call } from './calls.ts';

async function collection(name: string, on?: string) {
  const answer = await call('GET /v1/reference/{collection}', { collection: name }, on === undefined ? {} : { on });
  expect(answer.headers['cache-control']).toBe('public, max-age=3600');
  return referenceView.parse(answer.json());
}

const codes = ({ items }: { items: ReadonlyArray<object> }) =>
  z
    .array(z.object({ code: z.string() }))
    .parse(items)
    .map(({ code }) => code);

describe('the reference data', () => {
  it('show of each office whom it takes, and whether that is written down or assumed', async () => {
    const { items, sources } = await collection('offices', '2008-03-01');
    expect(items).toContainEqual(
      expect.objectContaining({
        code: 'vallingby',
        source: 'S0',
        areas: [
          expect.objectContaining({ district: 'hasselby-vallingby', basis: 'sourced', source: 'S0' }),
          expect.objectContaining({ district: 'bromma', basis: 'sourced', source: 'S0' }),
        ],
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        code: 'kista-youth',
        areas: [
          expect.objectContaining({ district: 'rinkeby-kista', basis: 'assumed', ages: { from: 16, to: 24 } }),
          expect.objectContaining({ district: 'spanga-tensta', basis: 'assumed', ages: { from: 16, to: 24 } }),
        ],
      }),
    );
    expect(sources.map(({ code }) => code)).toEqual(['S0', 'S3', 'assumed']);
  });

  it('show only the districts of the day, and what became of those before them', async () => {
    expect(codes(await collection('districts', '2020-06-30'))).toContain('alvsjo');
    const merged = await collection('districts', '2020-07-01');
    expect(codes(merged)).not.toContain('alvsjo');
    expect(merged.items).toContainEqual(
      expect.objectContaining({
        code: 'hagersten-alvsjo',
        validFrom: '2020-07-01',
        validTo: null,
        mergedInto: null,
        mergedFrom: ['hagersten-liljeholmen', 'alvsjo'],
      }),
    );
    expect((await collection('districts', '2020-07-01')).items).toContainEqual(
      expect.objectContaining({
        code: 'norrmalm',
        validTo: '2023-06-30',
        mergedInto: 'norra-innerstaden',
        mergedFrom: [],
      }),
    );
  });

  it.each([
    ['2007-12-31', []],
    ['2008-12-31', [['kommunstyrelsen', 'sourced', 'S0, S1, S2']]],
    ['2009-01-01', [['socialtjanstnamnden', 'sourced', 'S2']]],
    ['2010-02-01', [['socialtjanst-och-arbetsmarknadsnamnden', 'assumed', 'audit-2010, assumed']]],
    ['2011-11-21', [['socialtjanst-och-arbetsmarknadsnamnden', 'assumed', 'audit-2010, assumed']]],
    ['2011-11-22', [['arbetsmarknadsnamnden', 'assumed', 'board-2011, S4, assumed']]],
  ])('show which board answered for the Jobbtorg on %s, and whether its first day is known', async (on, expected) => {
    const { items, sources, ...shown } = await collection('owner-boards', on);
    expect(shown).toEqual({ collection: 'owner-boards', on });
    const boards = z.array(z.object({ code: z.string(), basis: z.string(), source: z.string() })).parse(items);
    expect(boards.map(({ code, basis, source }) => [code, basis, source])).toEqual(expected);
    expect(sources.map(({ code }) => code).sort()).toEqual(boards.flatMap(({ source }) => source.split(', ')).sort());
  });

  it('are those of today in Stockholm, not in UTC, when no day is named', async () => {
    const { on, ...districts } = await collection('districts');
    expect(on).toBe('2020-07-01');
    expect(codes(districts)).toContain('hagersten-alvsjo');
  });

  it('show the target groups of the day in their order of precedence', async () => {
    expect(codes(await collection('target-groups', '2008-03-01'))).toEqual([
      'sfi-student',
      'refugee-or-family-immigrant',
      'young',
      'unemployment',
      'new-visit-other-reason',
      'by-assessment',
    ]);
    expect(codes(await collection('target-groups', '2018-09-01'))).toEqual([
      'unaccompanied-youth',
      'unemployment-2018',
      'other-reason-2018',
      'newcomer',
      'by-assessment',
    ]);
    expect(codes(await collection('target-groups', '2007-12-31'))).toEqual([]);
  });

  it('show of each target group what it is merged with when years are compared, and where that is written', async () => {
    const { items, sources } = await collection('target-groups', '2018-08-31');
    const mergedAs = (basis: string, source: string) => ({ code: 'one-target-group', basis, source });
    expect(items).toContainEqual(
      expect.objectContaining({ code: 'other-reason-resource', mergedAs: mergedAs('sourced', 'S4') }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ code: 'young', mergedAs: mergedAs('assumed', 'S4, assumed') }),
    );
    expect(items).toContainEqual(expect.objectContaining({ code: 'newcomer', mergedAs: null }));
    expect(items).toContainEqual(expect.objectContaining({ code: 'by-assessment', mergedAs: null }));
    expect(sources.map(({ code }) => code)).toContain('assumed');
  });

  it('show what the reports count: of what, in which unit, by which rules, since when and where it is written', async () => {
    const { items, sources } = await collection('definitions', '2009-02-01');
    expect(items).toContainEqual({
      id: 'thin-share',
      version: 1,
      sv: 'Andel tunna planer',
      en: 'Share of thin plans',
      numerator: expect.objectContaining({ en: expect.stringContaining('one activity only') }),
      denominator: expect.objectContaining({ en: expect.stringContaining('plans in force') }),
      unit: 'plan',
      policies: ['thin-plan'],
      reports: ['plan-quality'],
      validFrom: '2008-01-01',
      validTo: null,
      source: 'S3, assumed',
    });
    expect(items).toContainEqual(
      expect.objectContaining({ id: 'referred', reports: ['outcomes', 'target-groups', 'flow'] }),
    );
    expect(sources.map(({ code }) => code)).toContain('S3');
    expect((await collection('definitions', '2007-12-31')).items).toEqual([]);
  });

  it('show the services of the day', async () => {
    expect(codes(await collection('services', '2008-12-31'))).toHaveLength(18);
    expect(codes(await collection('services', '2009-01-01'))).toContain('civic-information');
    expect(codes(await collection('services', '2018-01-01'))).toContain('extra-job');
  });

  it('show the rule that times the promise, and the four other ways to read it', async () => {
    const { items } = await collection('policies', '2009-02-01');
    const promises = items.flatMap((item) => ('kind' in item && item.kind === 'guarantee' ? [item] : []));
    expect(promises.map(({ id, use }) => [id, use])).toEqual([
      ['guarantee-five-days', 'in-force'],
      ['guarantee-unrolled', 'reading'],
      ['guarantee-working-days', 'reading'],
      ['guarantee-from-enrolment', 'reading'],
      ['guarantee-plan-only', 'reading'],
    ]);
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'review',
        id: 'review-three-months',
        months: 3,
        use: 'in-force',
        appliesTo: 'clocks-opened-since',
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'priority',
        id: 'priority-2009',
        office: 'rosenlund',
        flags: ['young', 'children', 'newly-unemployed'],
      }),
    );
    expect(items).toContainEqual(expect.objectContaining({ kind: 'target-groups', id: 'target-groups-2009' }));
  });

  it('show when a plan is called thin, and that the number of minutes is an assumption', async () => {
    const { items } = await collection('policies', '2026-03-02');
    expect(items).toContainEqual({
      kind: 'thin-plan',
      id: 'thin-plan-one-short-visit',
      validFrom: '2000-01-01',
      validTo: null,
      source: 'S3, assumed',
      activities: 1,
      occasionsPerWeek: 1,
      minutesPerOccasion: 60,
    });
  });

  it.each([
    [
      '2017-12-31',
      ['via-income-support-only', 'outside-mission', 'disability-pilot-only', 'work-training-not-applicable'],
    ],
    [
      '2018-08-31',
      [
        'via-income-support-only',
        'outside-mission',
        'disability-pilot-only',
        'three-party-meeting-required',
        'agreement-missing',
        'work-training-not-applicable',
      ],
    ],
    [
      '2018-09-01',
      [
        'via-income-support-only',
        'outside-mission',
        'disability-pilot-only',
        'active-substance-abuse',
        'full-time-occupied',
        'programme-not-covered',
        'three-party-meeting-required',
        'agreement-missing',
        'work-training-not-applicable',
      ],
    ],
  ])('show what turned a referral away on %s', async (on, expected) => {
    const { items } = await collection('policies', on);
    const rules = items.flatMap((item) => ('kind' in item && item.kind === 'exclusion' ? [item] : []));
    expect(rules.map(({ id }) => id)).toEqual(expected);
    for (const { detail } of rules) expect(detail).toMatch(/^\p{Lu}.*\. \(.*\.\)$/u);
  });

  it('name the source of every policy, and what each source is called', async () => {
    for (const on of ['2008-03-01', '2009-02-01', '2026-03-02']) {
      const { items, sources } = await collection('policies', on);
      const titled = sources.map(({ code }) => code);
      const named = items.flatMap(({ source }) => source.split(', '));
      expect(named).not.toContain('');
      expect([...new Set(named)].sort()).toEqual(titled.sort());
    }
  });

  it('refuse a day that does not exist, and a parameter that nobody reads', async () => {
    for (const query of [{ on: '2009-02-29' }, { at: '2009-02-01' }]) {
      const answer = await call('GET /v1/reference/{collection}', { collection: 'offices' }, query);
      expect(answer).toMatchObject({ statusCode: 422, headers: { 'cache-control': 'no-store' } });
    }
  });
});
