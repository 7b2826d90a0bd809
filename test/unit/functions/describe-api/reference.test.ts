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
      expect.objectContaining({ kind: 'review', id: 'review-three-months', months: 3, use: 'in-force' }),
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

  it('refuse a day that does not exist, and a parameter that nobody reads', async () => {
    for (const query of [{ on: '2009-02-29' }, { at: '2009-02-01' }]) {
      const answer = await call('GET /v1/reference/{collection}', { collection: 'offices' }, query);
      expect(answer).toMatchObject({ statusCode: 422, headers: { 'cache-control': 'no-store' } });
    }
  });
});
