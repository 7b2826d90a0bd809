import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES, type CommandName } from '../../../../shared/domain/case/commands.ts';
import type { FieldRule } from '../../../../shared/domain/case/decision.ts';
import {
  approvedCase,
  asked,
  begin,
  bodiesOn,
  enrolledCase,
  invalid,
  next,
  nextOn,
  plannedCase,
  refusalOf,
  type Story,
  versionFor,
} from './stories.ts';

const TODAY = '2026-03-06';
const TOMORROW = '2026-03-07';
const BEFORE_THE_REFERRAL = '2026-03-01';

const held = () => begin('2026-03-02', { benefitDecision: 'awaited' });
const referred = () => begin('2026-03-02');
const interrupted = () => nextOn(approvedCase(), '2026-03-05', 'interruptions');
const restricted = () => nextOn(referred(), '2026-03-05', 'restrictions');
const closed = () => nextOn(approvedCase(), '2026-03-05', 'closures');

/** Each command whose body names its day, where it points at when the day cannot be, on a case that waits for it. */
const COMMANDS: ReadonlyArray<readonly [CommandName, pointer: string, Story]> = [
  ['hold-releases', '/on', held()],
  ['enrolments', '/heldOn', referred()],
  ['coaches', '/from', referred()],
  ['plans', '/drawnUpOn', enrolledCase()],
  ['answers', '/answeredOn', plannedCase()],
  ['receipts', '/on', plannedCase()],
  ['measures', '/startedOn', referred()],
  ['reviews', '/heldOn', approvedCase()],
  ['occasions', '/date', referred()],
  ['interruptions', '/from', referred()],
  ['restarts', '/on', interrupted()],
  ['transfers', '/on', referred()],
  ['person-changes', '/on', referred()],
  ['disclosure-withdrawals', '/on', referred()],
  ['restrictions', '/on', referred()],
  ['restriction-liftings', '/on', restricted()],
  ['statements', '/on', referred()],
  ['closures', '/on', referred()],
  ['reopenings', '/on', closed()],
];
/** Those that cannot be before what they follow, which came after the referral. */
const FOLLOWING: ReadonlyArray<CommandName> = ['answers', 'receipts', 'restarts', 'restriction-liftings', 'reopenings'];
const OF_WHAT_HAPPENED = COMMANDS.filter(([name]) => name !== 'occasions');

const askedAbout = (day: string, name: CommandName, story: Story) =>
  asked(story, name, bodiesOn(day)[name], TODAY, versionFor(name));

describe('The day a command is about', () => {
  test('is tried of every command but an attendance, which is about the day of its occasion', () => {
    expect(COMMANDS.map(([name]) => name)).toEqual(COMMAND_NAMES.filter((name) => name !== 'attendances'));
  });

  test.each(COMMANDS)('of %s may be today', (name, _pointer, story) => {
    expect(askedAbout(TODAY, name, story).outcome).toBe('accepted');
  });

  test.each(OF_WHAT_HAPPENED)('of %s cannot be tomorrow, and the refusal points at %s', (name, pointer, story) => {
    expect(refusalOf(askedAbout(TOMORROW, name, story))).toEqual(invalid(pointer, 'in-the-future'));
  });

  test('of an occasion may be tomorrow: it is only expected', () => {
    expect(askedAbout(TOMORROW, 'occasions', referred()).outcome).toBe('accepted');
  });

  test.each([
    ['2027-04-10', 'accepted'],
    ['2027-04-11', 'refused'],
  ])('of an occasion may be 400 days ahead and no more: %s is %s', (day, outcome) => {
    const decision = askedAbout(day, 'occasions', referred());
    expect(decision.outcome).toBe(outcome);
    if (outcome === 'refused') expect(refusalOf(decision)).toEqual(invalid('/date', 'too-far-ahead'));
  });

  test.each(COMMANDS)('of %s cannot be before the referral, and the refusal points at %s', (name, pointer, story) => {
    expect(refusalOf(askedAbout(BEFORE_THE_REFERRAL, name, story))).toEqual(invalid(pointer, 'before-referral'));
  });

  test.each(COMMANDS.filter(([name]) => !FOLLOWING.includes(name)))(
    'of %s may be the day of the referral itself',
    (name, _pointer, story) => {
      expect(askedAbout('2026-03-02', name, story).outcome).toBe('accepted');
    },
  );

  test.each<[CommandName, string, string, FieldRule, Story]>([
    ['answers', '/answeredOn', '2026-03-03', 'before-plan', plannedCase()],
    ['receipts', '/on', '2026-03-03', 'before-plan', plannedCase()],
    ['restarts', '/on', '2026-03-04', 'before-interruption', interrupted()],
    ['reopenings', '/on', '2026-03-04', 'before-closure', closed()],
    ['transfers', '/on', '2026-03-04', 'before-transfer', moved()],
    ['restriction-liftings', '/on', '2026-03-04', 'before-restriction', restricted()],
  ])('of %s cannot be the day before what it follows: %s %s is %s', (name, pointer, day, code, story) => {
    expect(refusalOf(askedAbout(day, name, story))).toEqual(invalid(pointer, code));
    const dayAfter = day.replace(/\d$/, (digit) => String(Number(digit) + 1));
    expect(askedAbout(dayAfter, name, story).outcome).toBe('accepted');
  });

  const alwaysPossible: ReadonlyArray<CommandName> = [
    'person-changes',
    'disclosure-withdrawals',
    'restrictions',
    'restriction-liftings',
    'statements',
  ];
  const possibleWhenClosed: ReadonlyArray<CommandName> = ['receipts', 'reopenings'];

  test.each(OF_WHAT_HAPPENED.filter(([name]) => !alwaysPossible.includes(name)))(
    'of %s is judged before the state of the case',
    (name, pointer) => {
      const story = possibleWhenClosed.includes(name) ? referred() : closed();
      expect(refusalOf(askedAbout(TODAY, name, story)).code).toBe('not-possible-now');
      expect(refusalOf(askedAbout(TOMORROW, name, story))).toEqual(invalid(pointer, 'in-the-future'));
    },
  );

  function moved(): Story {
    return next(referred(), 'transfers', { on: '2026-03-05', toDistrict: 'bromma', reason: 'Flytt.' }, '2026-03-05');
  }
});
