import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES, type CommandName, parseCommand } from '../../../../shared/domain/case/commands.ts';
import { mayAsk } from '../../../../shared/domain/case/decide.ts';
import { type Party, POSSIBLE, possibleIn } from '../../../../shared/domain/case/possible.ts';
import { STATUSES, type Status } from '../../../../shared/domain/case/vocabulary.ts';
import {
  approvedCase,
  asked,
  begin,
  bodiesOn,
  enrolledCase,
  next,
  nextOn,
  planOn,
  refusalOf,
  type Story,
  versionFor,
} from './stories.ts';

const DAY = '2026-03-06';

/** What can be asked for in each state, written as one would on a wall. */
const WALL: Readonly<Record<Status, ReadonlyArray<CommandName>>> = {
  held: [
    'hold-releases',
    'transfers',
    'person-changes',
    'disclosure-withdrawals',
    'restrictions',
    'restriction-liftings',
    'statements',
    'closures',
  ],
  referred: [
    'enrolments',
    'coaches',
    'measures',
    'occasions',
    'attendances',
    'interruptions',
    'transfers',
    'person-changes',
    'disclosure-withdrawals',
    'restrictions',
    'restriction-liftings',
    'statements',
    'closures',
  ],
  enrolled: [
    'coaches',
    'plans',
    'measures',
    'occasions',
    'attendances',
    'interruptions',
    'transfers',
    'person-changes',
    'disclosure-withdrawals',
    'restrictions',
    'restriction-liftings',
    'statements',
    'closures',
  ],
  planned: [
    'coaches',
    'plans',
    'answers',
    'receipts',
    'measures',
    'reviews',
    'occasions',
    'attendances',
    'interruptions',
    'transfers',
    'person-changes',
    'disclosure-withdrawals',
    'restrictions',
    'restriction-liftings',
    'statements',
    'closures',
  ],
  interrupted: [
    'coaches',
    'receipts',
    'measures',
    'attendances',
    'restarts',
    'transfers',
    'person-changes',
    'disclosure-withdrawals',
    'restrictions',
    'restriction-liftings',
    'statements',
    'closures',
  ],
  closed: [
    'receipts',
    'attendances',
    'person-changes',
    'disclosure-withdrawals',
    'restrictions',
    'restriction-liftings',
    'statements',
    'reopenings',
  ],
};

/** Where each command leads, and who may ask for it; the city may ask for everything. */
const SIGNS: Readonly<Record<CommandName, readonly [leadsTo: Status | 'same' | 'as-before', ...by: Array<Party>]>> = {
  'hold-releases': ['referred', 'district'],
  enrolments: ['enrolled', 'office'],
  coaches: ['same', 'office'],
  plans: ['planned', 'office'],
  answers: ['same', 'office'],
  receipts: ['same', 'district'],
  measures: ['same', 'office'],
  reviews: ['same', 'office'],
  occasions: ['same', 'office'],
  attendances: ['same', 'office'],
  interruptions: ['interrupted', 'office'],
  restarts: ['as-before', 'office'],
  transfers: ['same', 'office', 'district'],
  'person-changes': ['same', 'office'],
  'disclosure-withdrawals': ['same', 'office'],
  restrictions: ['same', 'office'],
  'restriction-liftings': ['same', 'office'],
  statements: ['same', 'office'],
  closures: ['closed', 'office'],
  reopenings: ['as-before', 'office'],
};

/** A case that commands have brought into a state, with all that a state can have behind it. */
function inState(status: Status): Story {
  switch (status) {
    case 'held':
      return nextOn(begin('2026-03-02', { benefitDecision: 'awaited' }), DAY, 'restrictions');
    case 'referred':
      return nextOn(begin('2026-03-02'), DAY, 'occasions', 'restrictions');
    case 'enrolled':
      return nextOn(enrolledCase(), DAY, 'occasions', 'restrictions');
    case 'planned':
      return nextOn(next(approvedCase(), 'plans', planOn(DAY), DAY), DAY, 'occasions', 'restrictions');
    case 'interrupted':
      return nextOn(inState('planned'), DAY, 'interruptions');
    case 'closed':
      return nextOn(inState('planned'), DAY, 'closures');
  }
}

const ask = (story: Story, name: CommandName) => asked(story, name, bodiesOn(DAY)[name], DAY, versionFor(name, 2));

const pairs = STATUSES.flatMap((status) =>
  COMMAND_NAMES.map((name) => ({ status, name, possible: WALL[status].includes(name) })),
);

describe('What is possible', () => {
  test.each(STATUSES)('is asked of a case that is %s indeed', (status) => {
    expect(inState(status).state.status).toBe(status);
  });

  test.each(pairs)('when a case is $status, $name: $possible', ({ status, name, possible }) => {
    const decision = ask(inState(status), name);
    expect(decision.outcome).toBe(possible ? 'accepted' : 'refused');
    if (!possible) {
      expect(refusalOf(decision)).toEqual({ code: 'not-possible-now', status, possible: WALL[status] });
    }
  });

  test.each(STATUSES)('is told of a case that is %s', (status) => {
    expect(possibleIn(status)).toEqual(WALL[status]);
  });
});

describe('Where a command leads', () => {
  test.each(COMMAND_NAMES)('%s is on the table as on the wall', (name) => {
    expect(POSSIBLE[name].leadsTo).toBe(SIGNS[name][0]);
  });

  const steps = STATUSES.flatMap((status) => WALL[status].map((name) => ({ status, name })));

  test.each(steps)('from $status, by $name', ({ status, name }) => {
    const [sign] = SIGNS[name];
    const before = inState(status);
    const after = next(before, name, bodiesOn(DAY)[name], DAY, versionFor(name, 2)).state.status;
    const expected = sign === 'as-before' ? 'planned' : sign === 'same' ? status : sign;
    expect(after).toBe(expected);
  });

  test.each(['referred', 'enrolled', 'planned'] as const)('a restart leads back to where it was: %s', (status) => {
    expect(nextOn(inState(status), DAY, 'interruptions', 'restarts').state.status).toBe(status);
  });

  test.each(['held', 'referred', 'enrolled', 'planned', 'interrupted'] as const)(
    'a reopening leads back to where it was: %s',
    (status) => {
      expect(nextOn(inState(status), DAY, 'closures', 'reopenings').state.status).toBe(status);
    },
  );

  test('a restart of a case that was closed and reopened in between still leads back to where it was', () => {
    const names = ['interruptions', 'closures', 'reopenings', 'restarts'] as const;
    expect(nextOn(inState('enrolled'), DAY, ...names).state.status).toBe('enrolled');
  });
});

describe('Who may ask', () => {
  const parties: ReadonlyArray<Party> = ['district', 'office'];
  const rights = COMMAND_NAMES.flatMap((name) => {
    const [, ...by] = SIGNS[name];
    return parties.map((party) => ({ name, party, may: by.includes(party) }));
  });

  test.each(rights)('a $party for $name: $may', ({ name, party, may }) => {
    const parsed = parseCommand(name, bodiesOn(DAY)[name], versionFor(name));
    if (!parsed.ok) throw parsed.error;
    expect(mayAsk(party, parsed.command)).toBe(may);
    expect(POSSIBLE[name].by.includes(party)).toBe(may);
  });

  test.each<[string, Readonly<Record<string, unknown>>, boolean]>([
    ['to another district', { toDistrict: 'skarholmen' }, true],
    ['to another district and an office', { toDistrict: 'skarholmen', toOffice: 'rosenlund' }, true],
    ['to another office only', { toOffice: 'rosenlund' }, false],
    ['to nowhere', {}, false],
  ])('a district for a transfer %s: it may be %j, %s', (_about, to, may) => {
    const parsed = parseCommand('transfers', { on: DAY, reason: 'Flytt.', ...to });
    if (!parsed.ok) throw parsed.error;
    expect(mayAsk('district', parsed.command)).toBe(may);
    expect(mayAsk('office', parsed.command)).toBe(true);
  });
});
