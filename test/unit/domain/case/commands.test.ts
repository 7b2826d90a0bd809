import { describe, expect, test } from 'vitest';
import {
  COMMAND_BODIES,
  COMMAND_NAMES,
  type CommandName,
  DAY_FIELDS,
  dayOf,
  parseCommand,
} from '../../../../shared/domain/case/commands.ts';
import { ACTIVITY, answerOn, bodiesOn, planOn, reviewOn, versionFor } from './stories.ts';

const DAY = '2026-03-06';
const BODIES = bodiesOn(DAY);
const DATED = COMMAND_NAMES.filter((name) => name !== 'attendances');

/** The names of the paths, as the contract lists them. */
const CONTRACT = [
  'enrolments coaches plans answers receipts measures reviews occasions attendances hold-releases interruptions',
  'restarts transfers person-changes disclosure-withdrawals restrictions restriction-liftings statements closures reopenings',
].flatMap((line) => line.split(' '));

describe('The commands on a case', () => {
  test('are those of the contract, each with a body', () => {
    expect([...COMMAND_NAMES].sort()).toEqual(CONTRACT.toSorted());
    expect(Object.keys(COMMAND_BODIES).sort()).toEqual(CONTRACT.toSorted());
  });
});

describe('The body of a command', () => {
  test.each(DATED)('%s is read, and is about the day it names', (name) => {
    const parsed = parseCommand(name, BODIES[name], versionFor(name));
    expect(parsed.ok && parsed.command.name !== 'attendances' && dayOf(parsed.command)).toBe(DAY);
    expect(BODIES[name][DAY_FIELDS[name]]).toBe(DAY);
  });

  test('attendances names an occasion, whose day it is about', () => {
    expect(parseCommand('attendances', BODIES.attendances).ok).toBe(true);
    expect(BODIES.attendances[DAY_FIELDS.attendances]).toBe('2026-03-06.meeting.1');
  });

  test.each(COMMAND_NAMES)(
    '%s with a field that nobody knows is refused, so that a misspelt one never disappears',
    (name) => {
      expect(parseCommand(name, { ...BODIES[name], anmärkning: 'x' }, versionFor(name)).ok).toBe(false);
    },
  );

  test.each(COMMAND_NAMES)('%s without its day or its occasion is refused', (name) => {
    const { [DAY_FIELDS[name]]: _, ...without } = BODIES[name];
    expect(parseCommand(name, without, versionFor(name)).ok).toBe(false);
  });

  test.each(DATED)('%s on a day that does not exist, or at an instant, is refused', (name) => {
    for (const day of ['2026-02-29', '2026-13-01', '2026-03-06T10:00:00Z', '06-03-2026', 20_260_306, null]) {
      const body = { ...BODIES[name], [DAY_FIELDS[name]]: day };
      expect(parseCommand(name, body, versionFor(name)).ok).toBe(false);
    }
  });

  test.each(COMMAND_NAMES)('%s is never read from what is no object', (name) => {
    for (const body of [null, undefined, 'text', 3, []]) {
      expect(parseCommand(name, body, versionFor(name)).ok).toBe(false);
    }
  });

  test.each(['answers', 'receipts'] as const)('of %s needs the version that its path names', (name) => {
    for (const version of [undefined, 0, -1, 1.5, Number.NaN]) {
      expect(parseCommand(name, BODIES[name], version).ok).toBe(false);
    }
    expect(parseCommand(name, BODIES[name], 2)).toMatchObject({ ok: true, command: { version: 2 } });
  });

  test.each(COMMAND_NAMES.filter((name) => versionFor(name) === undefined))(
    'of %s has no version, whatever its path says',
    (name) => {
      const parsed = parseCommand(name, BODIES[name], 7);
      expect(parsed.ok && parsed.command).not.toHaveProperty('version');
    },
  );

  test.each<[string, CommandName, unknown]>([
    ['an outcome that does not exist', 'closures', { on: DAY, outcome: 'refused' }],
    ['a plan without activities', 'plans', { drawnUpOn: DAY, goal: 'Arbete.', activities: [] }],
    ['a plan without a goal', 'plans', { drawnUpOn: DAY, goal: '', activities: [ACTIVITY] }],
    ['a plan of 21 activities', 'plans', planOn(DAY, ...Array.from({ length: 21 }, () => ACTIVITY))],
    ['an activity without provider', 'plans', planOn(DAY, { ...ACTIVITY, provider: undefined })],
    ['a week of more than 168 hours', 'plans', planOn(DAY, { ...ACTIVITY, hoursPerWeek: 169 })],
    ['negative occasions', 'plans', planOn(DAY, { ...ACTIVITY, occasionsPerWeek: -1 })],
    ['a follow-up that nobody took part in', 'reviews', { ...reviewOn(DAY), participants: [] }],
    ['a follow-up of version zero', 'reviews', reviewOn(DAY, 0)],
    ['a language that is none', 'answers', { ...answerOn(DAY), language: 'Svenska!' }],
    ['an answer that does not exist', 'answers', { ...answerOn(DAY), answer: 'accepted' }],
    ['a receipt of approval, which is not the unit’s to give', 'receipts', { kind: 'approved', on: DAY }],
    ['a kind of occasion with a dot, which would blur its id', 'occasions', { date: DAY, kind: 'meeting.1' }],
    ['a kind of occasion with a capital', 'occasions', { date: DAY, kind: 'Meeting' }],
    ['a presence that does not exist', 'attendances', { ...BODIES.attendances, presence: 'not-registered' }],
    ['a reason for an interruption that is free text', 'interruptions', { from: DAY, reason: 'Trött.' }],
    ['a transfer without a reason', 'transfers', { on: DAY, toDistrict: 'bromma' }],
    ['a change to a protection that does not exist', 'person-changes', { on: DAY, protection: 'secret' }],
    ['a change of a local id', 'person-changes', { on: DAY, localId: '2' }],
    ['a restriction without scope', 'restrictions', { on: DAY }],
    ['a statement about no event', 'statements', { on: DAY, concerns: 0, text: 'Nej.' }],
    ['a statement without words', 'statements', { on: DAY, concerns: 1 }],
    ['a reopening without a reason', 'reopenings', { on: DAY }],
    ['a text of more than 4 000 characters', 'reopenings', { on: DAY, reason: 'x'.repeat(4001) }],
  ])('is refused for %s', (_about, name, body) => {
    expect(parseCommand(name, body, versionFor(name)).ok).toBe(false);
  });
});
