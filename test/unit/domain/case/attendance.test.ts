import { describe, expect, test } from 'vitest';
import { lastOccasion, type Occasion, occasionAfter } from '../../../../shared/domain/case/attendance.ts';
import {
  approvedCase,
  asked,
  begin,
  context,
  factsOf,
  invalid,
  next,
  nextOn,
  refusalOf,
  type Story,
} from './stories.ts';

const DAY = '2026-03-06';

const meeting = (date = DAY) => ({ date, kind: 'meeting' });
const training = (date = DAY) => ({ date, kind: 'activity', service: 'work-training' });
const went = (presence: string, occasion = '2026-03-06.meeting.1') => ({ occasion, presence });

/** The occasions of a story as they stand. */
const occasionsOf = (story: Story): ReadonlyArray<Occasion> => context(story, DAY).occasions;

const expecting = (...bodies: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
  bodies.reduce<Story>((story, body) => next(story, 'occasions', body, DAY), approvedCase());

describe('An expected occasion', () => {
  test('is named by what is expected when, so that a caller can tell its id', () => {
    expect(factsOf(asked(approvedCase(), 'occasions', training('2026-03-11'), DAY))).toEqual([
      {
        type: 'occasion.expected',
        schema: 1,
        occurredOn: '2026-03-11',
        data: { occasion: '2026-03-11.activity.work-training.1', kind: 'activity', service: 'work-training' },
      },
    ]);
    expect(factsOf(asked(approvedCase(), 'occasions', meeting(), DAY))[0]?.data).toEqual({
      occasion: '2026-03-06.meeting.1',
      kind: 'meeting',
      service: null,
    });
  });

  test('is numbered among those alike: the same day, kind and service', () => {
    const story = expecting(
      training(),
      training(),
      meeting(),
      { ...meeting(), service: 'advice' },
      meeting(),
      meeting('2026-03-09'),
      { ...training(), service: 'validation' },
    );
    expect(occasionsOf(story).map(({ id }) => id)).toEqual([
      '2026-03-06.activity.work-training.1',
      '2026-03-06.activity.work-training.2',
      '2026-03-06.meeting.1',
      '2026-03-06.meeting.advice.1',
      '2026-03-06.meeting.2',
      '2026-03-09.meeting.1',
      '2026-03-06.activity.validation.1',
    ]);
  });

  test('stays not registered, which is no absence, until somebody says how it went', () => {
    expect(occasionsOf(expecting(meeting()))).toEqual([
      {
        id: '2026-03-06.meeting.1',
        date: DAY,
        kind: 'meeting',
        service: null,
        office: 'vallingby',
        district: 'hasselby-vallingby',
        aspirant: { sex: 'woman', ageAtReceipt: 46, targetGroup: 'unemployment-2018' },
        recordedAt: '2026-03-06T11:00:00Z',
        attendance: null,
      },
    ]);
  });

  test('leaves the state as it was but for its version: a case with ten thousand of them is no larger', () => {
    const before = approvedCase().state;
    const { state } = expecting(meeting(), training());
    expect(state).toEqual({ ...before, version: before.version + 2 });
  });

  test('belongs to the office that expected it, also after the case has moved', () => {
    const moved = nextOn(expecting(meeting('2026-03-11')), DAY, 'transfers');
    const registered = next(moved, 'attendances', went('present', '2026-03-11.meeting.1'), '2026-03-11');
    expect(occasionsOf(registered)).toMatchObject([{ office: 'vallingby', attendance: { presence: 'present' } }]);
    expect(occasionsOf(next(moved, 'occasions', training(), DAY)).at(-1)?.office).toBe('skarholmen');
  });

  test('of a service that the catalogue of its day lacks is refused', () => {
    const body = { ...training(), service: 'no-such-thing' };
    expect(refusalOf(asked(approvedCase(), 'occasions', body, DAY))).toEqual(invalid('/service', 'unknown-service'));
  });

  test('may be noted after its day, like anything else', () => {
    expect(asked(approvedCase(), 'occasions', meeting('2026-03-03'), DAY).outcome).toBe('accepted');
  });
});

describe('Registering attendance', () => {
  test.each(['present', 'late', 'absent-with-notice', 'absent-without-notice'])(
    'says %s, on the day of the occasion whenever it is registered',
    (presence) => {
      const facts = factsOf(asked(expecting(training()), 'attendances', went(presence, ID), '2026-03-20'));
      expect(facts).toEqual([
        {
          type: 'attendance.registered',
          schema: 1,
          occurredOn: DAY,
          data: { occasion: ID, presence, service: 'work-training', corrects: null },
        },
      ]);
    },
  );
  const ID = '2026-03-06.activity.work-training.1';

  test('keeps who registered it and when', () => {
    const story = next(expecting(meeting()), 'attendances', went('present'), '2026-03-09');
    expect(occasionsOf(story)[0]?.attendance).toEqual({
      presence: 'present',
      sequence: 6,
      firstRegisteredOn: '2026-03-09',
      registeredAt: '2026-03-09T11:00:00Z',
      by: { client: 'office-vallingby', officer: 'VB-7' },
    });
  });

  test('of an occasion that nobody expected is refused', () => {
    expect(refusalOf(asked(expecting(meeting()), 'attendances', went('present', '2026-03-06.meeting.2'), DAY))).toEqual(
      invalid('/occasion', 'unknown-occasion'),
    );
    expect(refusalOf(asked(begin('2026-03-02'), 'attendances', went('present'), DAY))).toEqual(
      invalid('/occasion', 'unknown-occasion'),
    );
  });

  test.each([
    ['2026-03-10', 'refused', 'the day before'],
    ['2026-03-11', 'accepted', 'on the day'],
    ['2026-03-12', 'accepted', 'the day after'],
  ])('on %s of an occasion on the 11th is %s: %s', (today, outcome) => {
    const decision = asked(
      expecting(meeting('2026-03-11')),
      'attendances',
      went('late', '2026-03-11.meeting.1'),
      today,
    );
    expect(decision.outcome).toBe(outcome);
    if (outcome === 'refused') expect(refusalOf(decision)).toEqual(invalid('/occasion', 'in-the-future'));
  });

  test('is possible during an interruption and after the closure, for what was expected before', () => {
    for (const end of ['interruptions', 'closures'] as const) {
      const story = nextOn(expecting(meeting()), DAY, end);
      expect(asked(story, 'attendances', went('absent-with-notice'), DAY).outcome).toBe('accepted');
    }
  });

  test('moves no clock and changes no status', () => {
    const before = expecting(meeting()).state;
    const after = next(expecting(meeting()), 'attendances', went('absent-without-notice'), DAY).state;
    expect(after).toEqual({ ...before, version: before.version + 1 });
  });
});

describe('A correction', () => {
  const absent = next(expecting(meeting()), 'attendances', went('absent-without-notice'), '2026-03-09');
  const corrected = next(absent, 'attendances', went('present'), '2026-03-10');

  test('is a fact of its own that names the one it corrects; both stand', () => {
    const said = corrected.facts.filter(({ type }) => type === 'attendance.registered');
    expect(said.map(({ sequence, recordedAt, data }) => ({ sequence, recordedAt, ...data }))).toEqual([
      {
        sequence: 6,
        recordedAt: '2026-03-09T11:00:00Z',
        occasion: '2026-03-06.meeting.1',
        presence: 'absent-without-notice',
        service: null,
        corrects: null,
      },
      {
        sequence: 7,
        recordedAt: '2026-03-10T11:00:00Z',
        occasion: '2026-03-06.meeting.1',
        presence: 'present',
        service: null,
        corrects: 6,
      },
    ]);
  });

  test('is what the occasion then says; the day it was first registered stays', () => {
    expect(occasionsOf(corrected)).toMatchObject([
      {
        recordedAt: '2026-03-10T11:00:00Z',
        attendance: { presence: 'present', sequence: 7, firstRegisteredOn: '2026-03-09' },
      },
    ]);
  });

  test('can be corrected again, each time naming the latest', () => {
    const again = next(corrected, 'attendances', went('late'), '2026-03-11');
    expect(again.facts.at(-1)?.data).toMatchObject({ presence: 'late', corrects: 7 });
  });
});

describe('The occasion that facts are about', () => {
  const story = next(expecting(meeting(), training()), 'attendances', went('late'), '2026-03-09');

  test('is, after its first, the one expected', () => {
    expect(lastOccasion(story.facts.slice(0, -1))).toMatchObject({
      id: '2026-03-06.activity.work-training.1',
      attendance: null,
    });
  });

  test('is, after a registration, the one registered, as it was expected long before', () => {
    expect(lastOccasion(story.facts)).toEqual({
      id: '2026-03-06.meeting.1',
      date: DAY,
      kind: 'meeting',
      service: null,
      office: 'vallingby',
      district: 'hasselby-vallingby',
      aspirant: { sex: 'woman', ageAtReceipt: 46, targetGroup: 'unemployment-2018' },
      recordedAt: '2026-03-09T11:00:00Z',
      attendance: {
        presence: 'late',
        sequence: 7,
        firstRegisteredOn: '2026-03-09',
        registeredAt: '2026-03-09T11:00:00Z',
        by: { client: 'office-vallingby', officer: 'VB-7' },
      },
    });
  });

  test('is none after another fact, nor where there are no facts', () => {
    expect(lastOccasion(nextOn(story, '2026-03-10', 'closures').facts)).toBeUndefined();
    expect(lastOccasion([])).toBeUndefined();
  });

  test('is only read from the facts about occasions', () => {
    const about = approvedCase().facts.map((fact) => occasionAfter(fact, [], approvedCase().state));
    expect(about).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('is a fault when attendance is told of one that nobody expected', () => {
    const registered = story.facts.at(-1);
    if (registered === undefined) throw new Error('the story has facts');
    expect(() => occasionAfter(registered, [], story.state)).toThrow('2026-03-06.meeting.1, which nobody expected');
  });
});
