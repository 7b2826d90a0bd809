import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES, type CommandName, parseCommand } from '../../../../shared/domain/case/commands.ts';
import { COMMAND_FIELDS, hasSecrets } from '../../../../shared/domain/case/secrecy.ts';
import {
  ACTIVITY,
  answerOn,
  approvedCase,
  asked,
  begin,
  bodiesOn,
  enrolledCase,
  factsOf,
  next,
  nextOn,
  plannedCase,
  type Story,
  versionFor,
} from './stories.ts';

const DAY = '2026-03-06';
const SECRET = 'HEMLIGT';
const BODIES = bodiesOn(DAY);

/** Every personal detail that can change, each told from the others by what may not reach a fact. */
const PERSON = {
  identityNumber: '19900118-9811',
  birthDate: '1990-01-18',
  protection: 'secrecy-marking',
  namedOfficers: [{ client: SECRET, officer: SECRET }],
  contact: { phone: SECRET, email: SECRET, address: SECRET },
  givenName: SECRET,
  familyName: SECRET,
};

/** Each command with a mark in every field that holds a name, a reason or free text, and whether it then has a secret. */
const MARKED: ReadonlyArray<readonly [CommandName, Readonly<Record<string, unknown>>, Story, boolean]> = [
  ['hold-releases', BODIES['hold-releases'], begin('2026-03-02', { benefitDecision: 'awaited' }), false],
  ['enrolments', BODIES.enrolments, begin('2026-03-02'), false],
  ['coaches', { ...BODIES.coaches, coach: SECRET }, enrolledCase(), true],
  ['plans', { drawnUpOn: DAY, goal: SECRET, activities: [{ ...ACTIVITY, provider: SECRET }] }, enrolledCase(), true],
  ['answers', { ...answerOn(DAY), interpreter: 'ar', text: SECRET }, plannedCase(), true],
  ['receipts', { ...BODIES.receipts, text: SECRET }, plannedCase(), true],
  ['measures', { ...BODIES.measures, evidence: SECRET }, approvedCase(), true],
  ['reviews', BODIES.reviews, approvedCase(), false],
  ['occasions', BODIES.occasions, approvedCase(), false],
  ['attendances', BODIES.attendances, nextOn(approvedCase(), DAY, 'occasions'), false],
  ['interruptions', BODIES.interruptions, approvedCase(), true],
  ['restarts', BODIES.restarts, nextOn(approvedCase(), DAY, 'interruptions'), false],
  ['transfers', { ...BODIES.transfers, reason: SECRET }, approvedCase(), true],
  ['person-changes', { on: DAY, ...PERSON }, approvedCase(), true],
  ['disclosure-withdrawals', { ...BODIES['disclosure-withdrawals'], text: SECRET }, approvedCase(), true],
  ['restrictions', { on: DAY, scope: SECRET, text: SECRET }, approvedCase(), true],
  [
    'restriction-liftings',
    { ...BODIES['restriction-liftings'], text: SECRET },
    nextOn(approvedCase(), DAY, 'restrictions'),
    true,
  ],
  ['statements', { ...BODIES.statements, text: SECRET }, approvedCase(), true],
  ['closures', { ...BODIES.closures, detail: SECRET }, approvedCase(), true],
  ['reopenings', { ...BODIES.reopenings, reason: SECRET }, nextOn(approvedCase(), DAY, 'closures'), true],
];

/** What of the marked commands may stand in no fact and no state. */
const NOWHERE = [SECRET, 'illness', '9811', '1990-01-18', 'secrecy-marking', '"ar"'];

describe('What is secret', () => {
  test('is looked for in every command', () => {
    expect(MARKED.map(([name]) => name)).toEqual(COMMAND_NAMES);
  });

  test.each(MARKED)('in %s is not in its fact, nor in the state after it', (name, body, story) => {
    const facts = factsOf(asked(story, name, body, DAY, versionFor(name)));
    const { state } = next(story, name, body, DAY, versionFor(name));
    for (const secret of NOWHERE) expect(JSON.stringify([facts, state])).not.toContain(secret);
  });

  test.each(MARKED)('in %s is told to whoever seals it', (name, body, _story, secret) => {
    const parsed = parseCommand(name, body, versionFor(name));
    expect(parsed.ok && hasSecrets(parsed.command)).toBe(secret);
    const marked = Object.keys(body).filter((field) =>
      NOWHERE.some((mark) => JSON.stringify(body[field]).includes(mark)),
    );
    const secrets = Object.entries(COMMAND_FIELDS[name]).filter(([, fieldClass]) => fieldClass === 'secret');
    expect(secrets.map(([path]) => path.split('.')[0])).toEqual(expect.arrayContaining(marked));
  });

  test.each<[CommandName, Readonly<Record<string, unknown>>]>([
    ['closures', BODIES.closures],
    ['measures', BODIES.measures],
    ['receipts', BODIES.receipts],
    ['disclosure-withdrawals', BODIES['disclosure-withdrawals']],
    ['restriction-liftings', BODIES['restriction-liftings']],
    ['person-changes', { on: DAY, sex: 'man' }],
  ])('is nothing in %s, when what is secret was left out', (name, body) => {
    const parsed = parseCommand(name, body, versionFor(name));
    expect(parsed.ok && hasSecrets(parsed.command)).toBe(false);
  });

  test('of what changed in a person the fact tells only what the rules make of it', () => {
    const facts = factsOf(asked(approvedCase(), 'person-changes', { on: DAY, ...PERSON }, DAY));
    expect(facts[0]?.data).toEqual({ sex: 'woman', ageAtReceipt: 36 });
  });
});
