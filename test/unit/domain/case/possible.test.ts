import { describe, expect, test } from 'vitest';
import type { CommandName } from '../../../../shared/domain/case/commands.ts';
import { POSSIBLE, possibleIn } from '../../../../shared/domain/case/possible.ts';
import { STATUSES, type Status } from '../../../../shared/domain/case/vocabulary.ts';
import { answerOn, approvedCase, asked, planOn, refusalOf, reviewOn, type Story } from './stories.ts';

/** What an office or a district can do in each state, written as one would on a wall. */
const WALL: Readonly<Record<Status, ReadonlyArray<CommandName>>> = {
  held: ['hold-releases', 'closures'],
  referred: ['enrolments', 'coaches', 'measures', 'closures'],
  enrolled: ['coaches', 'plans', 'measures', 'closures'],
  planned: ['coaches', 'plans', 'answers', 'measures', 'reviews', 'closures'],
  interrupted: ['coaches', 'measures', 'closures'],
  closed: [],
};

const BODIES: Readonly<Record<CommandName, unknown>> = {
  'hold-releases': { on: '2026-03-06', reason: 'decision-made' },
  enrolments: { heldOn: '2026-03-06', form: 'group-information' },
  coaches: { coach: 'VB-8', from: '2026-03-06' },
  plans: planOn('2026-03-06'),
  answers: answerOn('2026-03-06'),
  measures: { kind: 'work', startedOn: '2026-03-06' },
  reviews: reviewOn('2026-03-06'),
  closures: { on: '2026-03-06', outcome: 'moved' },
};

/** A case in a state, with an approved plan so that nothing but the state stands in the way. */
function inState(status: Status): Story {
  const story = approvedCase();
  const unanswered = story.state.plan === null ? null : { ...story.state.plan, answer: null, answeredOn: null };
  return { ...story, state: { ...story.state, status, plan: unanswered } };
}

const names = Object.keys(BODIES).filter((name): name is CommandName => name in POSSIBLE);
const pairs = STATUSES.flatMap((status) =>
  names.map((name) => ({ status, name, possible: WALL[status].includes(name) })),
);

describe('What is possible', () => {
  test.each(pairs)('when a case is $status, $name: $possible', ({ status, name, possible }) => {
    const decision = asked(inState(status), name, BODIES[name], '2026-03-06', name === 'answers' ? 1 : undefined);
    expect(decision.outcome).toBe(possible ? 'accepted' : 'refused');
    if (!possible) {
      expect(refusalOf(decision)).toEqual({ code: 'not-possible-now', status, possible: WALL[status] });
    }
  });

  test.each(STATUSES)('is told of a case that is %s', (status) => {
    expect(possibleIn(status)).toEqual(WALL[status]);
  });

  test('belongs to the office, but that the district ends the wait for its own decision', () => {
    const districts = names.filter((name) => POSSIBLE[name].by.includes('district'));
    expect(districts).toEqual(['hold-releases']);
  });
});
