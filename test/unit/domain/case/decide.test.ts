import { describe, expect, test } from 'vitest';
import { type CommandName, parseCommand } from '../../../../shared/domain/case/commands.ts';
import { decide } from '../../../../shared/domain/case/decide.ts';
import {
  ACTIVITY,
  answerOn,
  approvedCase,
  asked,
  begin,
  context,
  enrolledCase,
  factsOf,
  invalid,
  next,
  plannedCase,
  planOn,
  refusalOf,
  reviewOn,
  type Story,
} from './stories.ts';

const TODAY = '2026-03-06';

function fact(story: Story, name: CommandName, body: unknown, version?: number) {
  const facts = factsOf(asked(story, name, body, TODAY, version));
  expect(facts).toHaveLength(1);
  return facts[0];
}

describe('Each command makes one fact', () => {
  const held = begin('2026-03-02', { benefitDecision: 'awaited' });

  test('the wait for the decision ends', () => {
    expect(fact(held, 'hold-releases', { on: '2026-03-05', reason: 'wish-withdrawn' })).toEqual({
      type: 'hold.released',
      schema: 1,
      occurredOn: '2026-03-05',
      data: { reason: 'wish-withdrawn' },
    });
  });

  test('enrolment', () => {
    const body = { heldOn: '2026-03-03', form: 'three-party-meeting' };
    expect(fact(begin('2026-03-02'), 'enrolments', body)).toEqual({
      type: 'case.enrolled',
      schema: 1,
      occurredOn: '2026-03-03',
      data: { form: 'three-party-meeting' },
    });
  });

  test('a coach, whose name the fact does not keep', () => {
    expect(fact(begin('2026-03-02'), 'coaches', { coach: 'VB-8', from: '2026-03-03' })).toEqual({
      type: 'coach.assigned',
      schema: 1,
      occurredOn: '2026-03-03',
      data: {},
    });
  });

  test('a plan, whose goal and providers the fact does not keep', () => {
    const made = fact(enrolledCase(), 'plans', planOn('2026-03-04'));
    expect(made).toEqual({
      type: 'plan.drawn-up',
      schema: 1,
      occurredOn: '2026-03-04',
      data: {
        version: 1,
        thin: false,
        thinPolicy: 'thin-plan-one-short-visit',
        hash: 'k1:plan',
        activities: [
          {
            service: 'work-training',
            hoursPerWeek: 6,
            occasionsPerWeek: 2,
            minutesPerOccasion: 180,
            startsOn: '2026-03-09',
          },
        ],
      },
    });
  });

  test('an answer, whose language and text the fact does not keep', () => {
    const body = { ...answerOn('2026-03-05', 'approved-with-reservation'), interpreter: 'ar', text: 'Gärna mer.' };
    expect(fact(plannedCase(), 'answers', body, 1)).toEqual({
      type: 'plan.answered',
      schema: 1,
      occurredOn: '2026-03-05',
      data: { version: 1, answer: 'approved-with-reservation', method: 'in-person', hash: 'k1:plan' },
    });
  });

  test.each([
    [
      { kind: 'work', startedOn: '2026-03-05', evidence: 'Anställningsbevis.' },
      { kind: 'work', service: null },
    ],
    [
      { kind: 'other-measure', startedOn: '2026-03-05', service: 'validation' },
      { kind: 'other-measure', service: 'validation' },
    ],
  ])('a measure %j', (body, data) => {
    expect(fact(begin('2026-03-02'), 'measures', body)).toEqual({
      type: 'measure.started',
      schema: 1,
      occurredOn: '2026-03-05',
      data,
    });
  });

  test('a follow-up', () => {
    expect(fact(approvedCase(), 'reviews', reviewOn('2026-03-06', 1, 'concluded'))).toEqual({
      type: 'plan.reviewed',
      schema: 1,
      occurredOn: '2026-03-06',
      data: { planVersion: 1, outcome: 'concluded', participants: ['aspirant', 'coach'] },
    });
  });

  test('a closure, whose detail the fact does not keep', () => {
    expect(fact(approvedCase(), 'closures', { on: '2026-03-06', outcome: 'studies', detail: 'Komvux.' })).toEqual({
      type: 'case.closed',
      schema: 1,
      occurredOn: '2026-03-06',
      data: { outcome: 'studies' },
    });
  });
});

describe('A plan', () => {
  test('names each service that the catalogue of its day lacks, and each activity that ends before it starts', () => {
    const body = planOn(
      '2026-03-04',
      ACTIVITY,
      { ...ACTIVITY, service: 'no-such-thing' },
      { ...ACTIVITY, startsOn: '2026-03-09', endsOn: '2026-03-08' },
      { ...ACTIVITY, startsOn: '2026-03-09', endsOn: '2026-03-09' },
      { ...ACTIVITY, service: 'nor-this', endsOn: '2026-03-01' },
    );
    expect(refusalOf(asked(enrolledCase(), 'plans', body, TODAY))).toEqual({
      code: 'invalid-request',
      errors: [
        expect.objectContaining({ pointer: '/activities/1/service', code: 'unknown-service' }),
        expect.objectContaining({ pointer: '/activities/2/endsOn', code: 'before-start' }),
        expect.objectContaining({ pointer: '/activities/4/service', code: 'unknown-service' }),
        expect.objectContaining({ pointer: '/activities/4/endsOn', code: 'before-start' }),
      ],
    });
  });

  test('of one short visit a week is thin, and says so', () => {
    const visit = { ...ACTIVITY, service: 'advice', occasionsPerWeek: 1, minutesPerOccasion: 30 };
    expect(fact(enrolledCase(), 'plans', planOn('2026-03-04', visit))?.data).toMatchObject({ thin: true });
    expect(fact(enrolledCase(), 'plans', planOn('2026-03-04', visit, visit))?.data).toMatchObject({ thin: false });
  });

  test('after another is the next version', () => {
    expect(fact(plannedCase(), 'plans', planOn('2026-03-06'))?.data).toMatchObject({ version: 2 });
  });
});

describe('An answer', () => {
  test('of an aspirant who is unable needs the reason', () => {
    const { text: _, ...withoutText } = answerOn('2026-03-05', 'unable');
    expect(refusalOf(asked(plannedCase(), 'answers', withoutText, TODAY, 1))).toEqual(
      invalid('/text', 'reason-required'),
    );
  });

  test('in a record of the past may lack the reason: nobody is left to ask', () => {
    const { text: _, ...withoutText } = answerOn('2026-03-05', 'unable');
    const parsed = parseCommand('answers', withoutText, 1);
    if (!parsed.ok) throw parsed.error;
    const decision = decide(plannedCase().state, parsed.command, {
      ...context(plannedCase(), TODAY),
      source: 'history',
    });
    expect(decision.outcome).toBe('accepted');
  });

  test('cannot come before the plan', () => {
    expect(refusalOf(asked(plannedCase(), 'answers', answerOn('2026-03-03'), TODAY, 1))).toEqual(
      invalid('/answeredOn', 'before-plan'),
    );
  });

  test('is given to the latest version only', () => {
    const second = next(plannedCase(), 'plans', planOn('2026-03-05'), '2026-03-05');
    expect(refusalOf(asked(second, 'answers', answerOn(TODAY), TODAY, 1)).code).toBe('not-possible-now');
    expect(refusalOf(asked(second, 'answers', answerOn(TODAY), TODAY, 3)).code).toBe('not-possible-now');
    expect(asked(second, 'answers', answerOn(TODAY), TODAY, 2).outcome).toBe('accepted');
  });

  test.each(['approved', 'approved-with-reservation', 'objected'])('once it is %s stands', (answer) => {
    const answered = next(plannedCase(), 'answers', answerOn('2026-03-05', answer), '2026-03-05', 1);
    expect(refusalOf(asked(answered, 'answers', answerOn(TODAY), TODAY, 1)).code).toBe('not-possible-now');
  });

  test('may be given by an aspirant who was unable at first', () => {
    const unable = next(plannedCase(), 'answers', answerOn('2026-03-05', 'unable'), '2026-03-05', 1);
    expect(asked(unable, 'answers', answerOn(TODAY), TODAY, 1).outcome).toBe('accepted');
  });
});

describe('A measure', () => {
  test('of a service that the catalogue of the day lacks is refused', () => {
    const body = { kind: 'other-measure', startedOn: '2026-03-05', service: 'no-such-thing' };
    expect(refusalOf(asked(begin('2026-03-02'), 'measures', body, TODAY))).toEqual(
      invalid('/service', 'unknown-service'),
    );
  });
});

describe('A follow-up', () => {
  test('needs a plan that the aspirant has approved', () => {
    expect(refusalOf(asked(plannedCase(), 'reviews', reviewOn(TODAY), TODAY)).code).toBe('not-possible-now');
    const objected = next(plannedCase(), 'answers', answerOn('2026-03-05', 'objected'), '2026-03-05', 1);
    expect(refusalOf(asked(objected, 'reviews', reviewOn(TODAY), TODAY)).code).toBe('not-possible-now');
  });

  test('is of the version that the aspirant last approved', () => {
    expect(refusalOf(asked(approvedCase(), 'reviews', reviewOn(TODAY, 2), TODAY))).toEqual(
      invalid('/planVersion', 'not-in-force'),
    );
    const objected = next(
      next(approvedCase(), 'plans', planOn(TODAY), TODAY),
      'answers',
      answerOn(TODAY, 'objected'),
      TODAY,
      2,
    );
    expect(asked(objected, 'reviews', reviewOn(TODAY, 1), TODAY).outcome).toBe('accepted');
    expect(refusalOf(asked(objected, 'reviews', reviewOn(TODAY, 2), TODAY))).toEqual(
      invalid('/planVersion', 'not-in-force'),
    );
  });
});

describe('What is not possible', () => {
  test('is refused with the state and what is possible instead', () => {
    const closed = next(begin('2026-03-02'), 'closures', { on: '2026-03-03', outcome: 'moved' }, '2026-03-03');
    expect(refusalOf(asked(closed, 'coaches', { coach: 'VB-8', from: TODAY }, TODAY))).toEqual({
      code: 'not-possible-now',
      status: 'closed',
      possible: [
        'receipts',
        'attendances',
        'person-changes',
        'disclosure-withdrawals',
        'restrictions',
        'restriction-liftings',
        'statements',
        'reopenings',
      ],
    });
  });
});
