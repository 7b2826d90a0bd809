import { describe, expect, test } from 'vitest';
import { anyEventSchema } from '../../../events/cloud-event.ts';
import { eventsOf } from '../../../events/events-of-fact.ts';
import { type Fact, factSchema } from '../../../shared/domain/case/facts.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';

const ENVELOPE = {
  id: 'case-1/7',
  sequence: 7,
  schema: 1,
  occurredOn: '2026-03-06',
  recordedAt: '2026-03-09T22:30:00.000Z',
  source: 'live',
  by: { client: 'office-vallingby', officer: 'VB-7' },
  audience: { district: 'bromma', office: 'vallingby' },
};

function aFact(changes: Readonly<Record<string, unknown>>): Fact {
  return factSchema.parse({ ...ENVELOPE, ...changes });
}

const closed = (changes: Readonly<Record<string, unknown>> = {}) =>
  aFact({ type: 'case.closed', data: { outcome: 'work' }, ...changes });
const moved = (to: { district: string; office: string }, changes: Readonly<Record<string, unknown>> = {}) =>
  aFact({ type: 'case.transferred', data: { from: ENVELOPE.audience, to }, ...changes });

const told = (fact: Fact, masked = false) => eventsOf(fact, masked, STOCKHOLM);
const told1 = (fact: Fact, masked = false) => {
  const events = told(fact, masked);
  expect(events).toHaveLength(1);
  return events[0];
};

describe('What a fact tells other systems', () => {
  test('is the case, its version and the dates, and nothing that the fact says', () => {
    expect(told1(closed())).toEqual({
      audience: { district: 'bromma', office: 'vallingby' },
      event: {
        specversion: '1.0',
        id: 'case-1/7',
        source: 'urn:jobbtorg:cases',
        type: 'case.closed',
        dataschema: 'urn:jobbtorg:event:case.closed:1',
        datacontenttype: 'application/json',
        subject: 'case-1',
        time: '2026-03-09T22:30:00.000Z',
        data: { caseId: 'case-1', version: 7, occurredOn: '2026-03-06', recordedOn: '2026-03-09' },
      },
    });
  });

  test('carries the date of Stockholm, where it was already the next day', () => {
    const late = closed({ recordedAt: '2026-07-01T22:30:00.000Z' });
    expect(told1(late).event.data).toMatchObject({ recordedOn: '2026-07-02' });
  });

  test('is, of a protected person, only that something happened and in which district', () => {
    expect(told1(closed(), true).event).toEqual({
      specversion: '1.0',
      id: 'case-1/7',
      source: 'urn:jobbtorg:cases',
      type: 'case.closed',
      dataschema: 'urn:jobbtorg:event:case.closed:1',
      datacontenttype: 'application/json',
      data: { version: 7, district: 'bromma' },
    });
  });
});

describe('Who is told', () => {
  test('is whoever held the case when the fact was recorded', () => {
    expect(told1(closed()).audience).toEqual({ district: 'bromma', office: 'vallingby' });
  });

  test.each([
    ['2023-06-30T21:59:59.000Z', 'norrmalm'],
    ['2023-06-30T22:00:00.000Z', 'norra-innerstaden'],
  ])('is, of a fact recorded at %s in a district merged on 1 July 2023, %s', (recordedAt, district) => {
    const fact = closed({ recordedAt, audience: { district: 'norrmalm', office: 'rosenlund' } });
    expect(told1(fact).audience).toEqual({ district, office: 'rosenlund' });
    expect(told1(fact, true).event.data).toEqual({ version: 7, district });
  });

  test('is, of a move to another district and office, first the receiver that a case has come, then the sender', () => {
    const [received, transferred, ...others] = told(moved({ district: 'skarholmen', office: 'skarholmen' }));
    expect(others).toEqual([]);
    expect(received).toMatchObject({
      audience: { district: 'skarholmen', office: 'skarholmen' },
      event: { type: 'case.received', id: 'case-1/7/received', subject: 'case-1', data: { version: 7 } },
    });
    expect(transferred).toMatchObject({
      audience: { district: 'bromma', office: 'vallingby' },
      event: { type: 'case.transferred', id: 'case-1/7' },
    });
  });

  test.each([
    [{ district: 'bromma', office: 'kista' }, { district: null, office: 'kista' }, 'bromma'],
    [
      { district: 'hasselby-vallingby', office: 'vallingby' },
      { district: 'hasselby-vallingby', office: null },
      'hasselby-vallingby',
    ],
  ])('is, of a move to %j, as receiver only who did not hold the case before', (to, audience, home) => {
    expect(told(moved(to))[0].audience).toEqual(audience);
    expect(told(moved(to), true)[0].event.data).toEqual({ version: 7, district: home });
  });

  test('is no receiver when the district moved to is the one that the old one has become', () => {
    const data = {
      from: { district: 'norrmalm', office: 'rosenlund' },
      to: { district: 'norra-innerstaden', office: 'rosenlund' },
    };
    expect(told(aFact({ type: 'case.transferred', data }))).toHaveLength(1);
    const before = aFact({ type: 'case.transferred', data, recordedAt: '2023-06-01T08:00:00.000Z' });
    expect(told(before)[0].audience).toEqual({ district: 'norra-innerstaden', office: null });
  });

  test('is told by events that keep their contract', () => {
    for (const masked of [false, true]) {
      for (const fact of [closed(), moved({ district: 'farsta', office: 'vantor' })]) {
        for (const { event } of told(fact, masked)) expect(anyEventSchema.parse(event)).toEqual(event);
      }
    }
  });
});
