import { expect, test } from 'vitest';
import { rowOf } from '../../../shared/domain/case/case-row.ts';
import { fold } from '../../../shared/domain/case/evolve.ts';
import { type Fact, newFact } from '../../../shared/domain/case/facts.ts';
import { record } from '../../../shared/domain/case/record.ts';
import { changedAfter, rowAsOf } from '../../../shared/domain/reports/cut-off.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';

const RECEIVED = newFact('case.received', localDate('2026-03-02'), {
  district: 'bromma',
  office: 'vallingby',
  unit: 'income-support',
  ground: 'unemployment',
  enrolmentForm: 'group-information',
  sex: 'woman',
  ageAtReceipt: 30,
  targetGroup: { code: 'unemployment-2018', matches: ['unemployment-2018'], policy: 'target-groups-2018' },
  priority: [],
  priorityPolicy: null,
  held: false,
  disclosure: { basis: 'consent', givenOn: localDate('2026-03-02') },
});
const ENROLLED = newFact('case.enrolled', localDate('2026-03-04'), { form: 'group-information' });
const CLOSED = newFact('case.closed', localDate('2026-03-09'), { outcome: 'work' });

/** Facts recorded one after the other at the given instants. */
function recordedAt(source: Fact['source'], ...instants: ReadonlyArray<string>): ReadonlyArray<Fact> {
  const facts: Array<Fact> = [];
  for (const [index, instant] of instants.entries()) {
    const decided = [RECEIVED, ENROLLED, CLOSED].slice(index, index + 1);
    const by = { recordedAt: instant, source, by: { client: 'office-vallingby', officer: null } };
    facts.push(...record('case', fold(facts), decided, by).facts);
  }
  return facts;
}

const FACTS = recordedAt('live', '2026-03-02T09:00:00.000Z', '2026-03-04T09:00:00.000Z', '2026-03-09T09:00:00.000Z');

test.each([
  ['2026-03-02T08:59:59.999Z', undefined],
  ['2026-03-02T09:00:00.000Z', 1],
  ['2026-03-04T08:59:59.999Z', 1],
  ['2026-03-04T09:00:00.000Z', 2],
  ['2026-03-09T09:00:00Z', 3],
])('by %s a case had come to version %s', (cutOff, version) => {
  expect(rowAsOf(FACTS, cutOff)?.version).toBe(version);
});

test('a row changed at the very cut-off stands as it is, and folding it again gives the same', () => {
  const state = fold(FACTS);
  if (state === undefined) throw new Error('there are facts');
  const row = rowOf(state, '2026-03-09T09:00:00.000Z');
  expect(changedAfter('2026-03-09T09:00:00.000Z')(row)).toBe(false);
  expect(changedAfter('2026-03-09T08:59:59.999Z')(row)).toBe(true);
  expect(rowAsOf(FACTS, '2026-03-09T09:00:00.000Z')).toEqual(row);
});

test('history counts by when it was written, however long ago it occurred', () => {
  const imported = recordedAt('history', '2026-11-20T11:00:00.000Z');
  expect(rowAsOf(imported, '2026-11-20T10:59:59.000Z')).toBeUndefined();
  expect(rowAsOf(imported, '2026-11-20T11:00:00.000Z')?.version).toBe(1);
});

test('clocks of two machines that disagree cannot tear a case', () => {
  const torn = recordedAt('live', '2026-03-02T09:00:00.000Z', '2026-03-04T09:00:00.005Z', '2026-03-04T09:00:00.001Z');
  expect(rowAsOf(torn, '2026-03-04T09:00:00.003Z')?.version).toBe(3);
});
