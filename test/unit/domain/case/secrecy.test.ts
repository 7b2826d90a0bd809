import { describe, expect, test } from 'vitest';
import { type CommandName, parseCommand } from '../../../../shared/domain/case/commands.ts';
import { COMMAND_FIELDS, hasSecrets } from '../../../../shared/domain/case/secrecy.ts';
import {
  ACTIVITY,
  answerOn,
  approvedCase,
  asked,
  begin,
  enrolledCase,
  factsOf,
  plannedCase,
  reviewOn,
  type Story,
} from './stories.ts';

const SECRET = 'HEMLIGT';

/** Each command with a mark in every field that holds free text or a name. */
const MARKED: ReadonlyArray<readonly [CommandName, Readonly<Record<string, unknown>>, Story, boolean]> = [
  [
    'hold-releases',
    { on: '2026-03-06', reason: 'decision-made' },
    begin('2026-03-02', { benefitDecision: 'awaited' }),
    false,
  ],
  ['enrolments', { heldOn: '2026-03-06', form: 'group-information' }, begin('2026-03-02'), false],
  ['coaches', { coach: SECRET, from: '2026-03-06' }, enrolledCase(), true],
  [
    'plans',
    { drawnUpOn: '2026-03-06', goal: SECRET, activities: [{ ...ACTIVITY, provider: SECRET }] },
    enrolledCase(),
    true,
  ],
  ['answers', { ...answerOn('2026-03-06'), text: SECRET }, plannedCase(), true],
  ['measures', { kind: 'work', startedOn: '2026-03-06', evidence: SECRET }, approvedCase(), true],
  ['reviews', reviewOn('2026-03-06'), approvedCase(), false],
  ['closures', { on: '2026-03-06', outcome: 'moved', detail: SECRET }, approvedCase(), true],
];

describe('What is secret', () => {
  test.each(MARKED)('in %s is not in its fact', (name, body, story) => {
    const facts = factsOf(asked(story, name, body, '2026-03-06', name === 'answers' ? 1 : undefined));
    expect(JSON.stringify(facts)).not.toContain(SECRET);
  });

  test.each(MARKED)('in %s is told to whoever seals it', (name, body, _story, secret) => {
    const parsed = parseCommand(name, body, name === 'answers' ? 1 : undefined);
    expect(parsed.ok && hasSecrets(parsed.command)).toBe(secret);
    const marked = Object.keys(body).filter((field) => JSON.stringify(body[field]).includes(SECRET));
    const secrets = Object.entries(COMMAND_FIELDS[name]).filter(([, fieldClass]) => fieldClass === 'secret');
    expect(secrets.map(([path]) => path.split('.')[0])).toEqual(expect.arrayContaining(marked));
  });

  test('is nothing, when the free text was left out', () => {
    const parsed = parseCommand('closures', { on: '2026-03-06', outcome: 'moved' });
    expect(parsed.ok && hasSecrets(parsed.command)).toBe(false);
  });
});
