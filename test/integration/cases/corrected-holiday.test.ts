import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableRebuild } from '../../../shared/adapters/table/rebuild.ts';
import { type CaseWorld, startCaseWorld } from '../../support/case-world.ts';
import { added, corrected, correction } from '../../support/corrections.ts';
import { caseDesk } from './case-desk.ts';

/** Monday 9 March 2026, on which promises of the 2nd fall due, is a holiday after all: known from Friday the 6th. */
const WITH_CITY_DAY = corrected(correction(2, '2026-03-06', added('2026-03-09', 'stadens dag', 'City Day')));

describe('A holiday that is added while promises run', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  let open: string;
  let kept: string;
  const rebuild = () => tableRebuild(world.table.client, world.table.name, world.deps.city);
  const guaranteeOf = async (caseId: string) => (await desk.seen(caseId)).clocks[0];

  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
    desk.on('2026-03-02');
    open = await desk.open('waits-for-a-plan');
    kept = await desk.open('has-begun-to-work');
    desk.on('2026-03-04');
    await desk.post(kept, 'measures', { kind: 'work', startedOn: '2026-03-04', evidence: 'Avtal' });
    expect(await world.night('2026-03-05')).toMatchObject({ found: 1, warned: 1 });
    world.deps.city = WITH_CITY_DAY;
    desk.on('2026-03-05');
  });
  afterAll(() => world.stop());

  it('moves nothing by being installed, and is awaited by the open case alone once heads are derived anew', async () => {
    expect(await guaranteeOf(open)).toMatchObject({ dueOn: '2026-03-09', state: 'at-risk' });
    expect(await rebuild().check(kept)).toMatchObject({ outcome: 'checked', differences: [] });
    const awaited = await rebuild().mend(open);
    expect(awaited).toMatchObject({
      outcome: 'mended',
      differences: [{ item: 'HEAD', kind: 'differs', attribute: 'nextCheckOn' }],
      left: [],
    });
    expect(await rebuild().check(open)).toMatchObject({ outcome: 'checked', differences: [] });
    expect(await guaranteeOf(open)).toMatchObject({ dueOn: '2026-03-09' });
  });

  it('is taken up by the check of its day, once however often that is delivered, and seen among the facts', async () => {
    const night = await world.night('2026-03-06', () => 2);
    expect(night).toMatchObject({ found: 1, assessed: 1, warned: 0, missed: 0, failed: 0 });
    const facts = await desk.facts(open);
    expect(facts.map(({ type }: { type: string }) => type)).toEqual([
      'case.received',
      'deadline.warned',
      'calendar.corrected',
    ]);
    expect(facts.at(-1)).toMatchObject({
      occurredOn: '2026-03-06',
      by: { client: 'check-deadlines', officer: null },
      data: { version: 2, days: [{ date: '2026-03-09', change: 'added', sv: 'stadens dag', en: 'City Day' }] },
    });
    expect((await desk.facts(kept)).map(({ type }: { type: string }) => type)).not.toContain('calendar.corrected');
  });

  it('has moved the promise by a working day, and the case tells why in both languages', async () => {
    const { dueOn, explanation } = await guaranteeOf(open);
    expect(dueOn).toBe('2026-03-10');
    expect(explanation).toContainEqual({
      date: '2026-03-06',
      sv: 'Kalendern rättades (version 2): 2026-03-09 är stadens dag. Beslut av kommunfullmäktige.',
      en: 'The calendar was corrected (version 2): 2026-03-09 is City Day. Decided by the city council.',
    });
    expect(await guaranteeOf(kept)).toMatchObject({ dueOn: '2026-03-09', state: 'met' });
  });

  it('leaves heads that are just as their facts call for, and the promise is missed the day after its new last', async () => {
    expect(await rebuild().check(open)).toMatchObject({ outcome: 'checked', differences: [] });
    expect(await world.night('2026-03-10')).toMatchObject({ found: 0 });
    expect(await world.night('2026-03-11')).toMatchObject({ found: 1, missed: 1 });
    const { items } = (await desk.get('/v1/findings', { query: { limit: '10' } })).body;
    expect(items.map(({ kind, asOf }: { kind: string; asOf: string }) => `${kind} ${asOf}`).toSorted()).toEqual([
      'missed 2026-03-11',
      'warned 2026-03-05',
    ]);
  });
});
