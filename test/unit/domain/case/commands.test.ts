import { describe, expect, test } from 'vitest';
import { type CommandName, DAY_FIELDS, dayOf, parseCommand } from '../../../../shared/domain/case/commands.ts';
import { ACTIVITY, answerOn, planOn, reviewOn } from './stories.ts';

const VALID: ReadonlyArray<readonly [CommandName, Readonly<Record<string, unknown>>]> = [
  ['hold-releases', { on: '2026-03-06', reason: 'decision-made' }],
  ['enrolments', { heldOn: '2026-03-06', form: 'group-information' }],
  ['coaches', { coach: 'VB-8', from: '2026-03-06' }],
  ['plans', planOn('2026-03-06')],
  ['answers', answerOn('2026-03-06')],
  ['measures', { kind: 'work', startedOn: '2026-03-06' }],
  ['reviews', reviewOn('2026-03-06')],
  ['closures', { on: '2026-03-06', outcome: 'moved' }],
];

const version = (name: CommandName) => (name === 'answers' ? 1 : undefined);

describe('The body of a command', () => {
  test.each(VALID)('%s is read, and is about the day it names', (name, body) => {
    const parsed = parseCommand(name, body, version(name));
    expect(parsed.ok && parsed.command.name !== 'attendances' && dayOf(parsed.command)).toBe('2026-03-06');
    expect(body[DAY_FIELDS[name]]).toBe('2026-03-06');
  });

  test.each(VALID)(
    '%s with a field that nobody knows is refused, so that a misspelt one never disappears',
    (name, body) => {
      expect(parseCommand(name, { ...body, anmärkning: 'x' }, version(name)).ok).toBe(false);
    },
  );

  test.each(VALID)('%s without its day is refused', (name, body) => {
    const { [DAY_FIELDS[name]]: _, ...without } = body;
    expect(parseCommand(name, without, version(name)).ok).toBe(false);
  });

  test.each(VALID)('%s is never read from %s', (name) => {
    for (const body of [null, undefined, 'text', 3, []]) {
      expect(parseCommand(name, body, version(name)).ok).toBe(false);
    }
  });

  test('of an answer needs the version that its path names', () => {
    expect(parseCommand('answers', answerOn('2026-03-06')).ok).toBe(false);
    expect(parseCommand('answers', answerOn('2026-03-06'), 0).ok).toBe(false);
    expect(parseCommand('answers', answerOn('2026-03-06'), 1.5).ok).toBe(false);
  });

  test.each<[string, CommandName, unknown]>([
    ['an outcome that does not exist', 'closures', { on: '2026-03-06', outcome: 'refused' }],
    ['a day that does not exist', 'closures', { on: '2026-02-29', outcome: 'moved' }],
    ['an instant for a day', 'closures', { on: '2026-03-06T10:00:00Z', outcome: 'moved' }],
    ['a plan without activities', 'plans', { drawnUpOn: '2026-03-06', goal: 'Arbete.', activities: [] }],
    ['a plan without a goal', 'plans', { drawnUpOn: '2026-03-06', goal: '', activities: [ACTIVITY] }],
    ['an activity without provider', 'plans', planOn('2026-03-06', { ...ACTIVITY, provider: undefined })],
    ['a week of more than 168 hours', 'plans', planOn('2026-03-06', { ...ACTIVITY, hoursPerWeek: 169 })],
    ['negative occasions', 'plans', planOn('2026-03-06', { ...ACTIVITY, occasionsPerWeek: -1 })],
    ['a follow-up that nobody took part in', 'reviews', { ...reviewOn('2026-03-06'), participants: [] }],
    ['a follow-up of version zero', 'reviews', reviewOn('2026-03-06', 0)],
    ['a language that is none', 'answers', { ...answerOn('2026-03-06'), language: 'Svenska!' }],
  ])('is refused for %s', (_about, name, body) => {
    expect(parseCommand(name, body, version(name)).ok).toBe(false);
  });
});
