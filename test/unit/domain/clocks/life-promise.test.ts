import { describe, expect, test } from 'vitest';
import { CLOSURE_OUTCOMES } from '../../../../shared/domain/case/vocabulary.ts';
import {
  answerOn,
  approvedCase,
  asked,
  enrolledCase,
  factsOf,
  next,
  nextOn,
  noted,
  plannedCase,
  type Story,
} from '../case/stories.ts';
import { checked, clock, closedWith, found, held, referred, states } from './lives.ts';

describe('A promise starts', () => {
  test('on the day the referral is received, which is day zero', () => {
    expect(clock(referred(), 'guarantee/1', '2026-03-02')).toMatchObject({
      state: 'running',
      startedOn: '2026-03-02',
      warnOn: '2026-03-05',
      dueOn: '2026-03-09',
    });
  });

  test('or on the day a hold is released, whenever that is registered: Tuesday the 10th leads to Monday the 16th', () => {
    const release = { on: '2026-03-10', reason: 'decision-made' };
    for (const registered of ['2026-03-10', '2026-03-13']) {
      expect(clock(next(held(), 'hold-releases', release, registered), 'guarantee/1', '2026-03-13')).toMatchObject({
        state: 'at-risk',
        startedOn: '2026-03-10',
        warnOn: '2026-03-12',
        dueOn: '2026-03-16',
      });
    }
  });

  test('not while the case is held, however long', () => {
    expect(states(held(), '2026-12-01')).toEqual(['guarantee/1 not-started']);
    expect(found(checked(held(), '2026-12-01'))).toEqual([]);
  });
});

describe('A promise is kept', () => {
  const answered = (answer: string) => next(plannedCase(), 'answers', answerOn('2026-03-06', answer), '2026-03-06', 1);
  const measured = (kind: string) => next(referred(), 'measures', { kind, startedOn: '2026-03-06' }, '2026-03-06');

  test.each([
    ['a plan approved', answered('approved'), 'plan'],
    ['a plan approved with reservation', answered('approved-with-reservation'), 'plan'],
    ['work', measured('work'), 'work'],
    ['another measure', measured('other-measure'), 'other-measure'],
    ['a closure with work', closedWith(referred(), 'work', '2026-03-06'), 'work'],
    ['a closure with subsidised work', closedWith(referred(), 'subsidised-work', '2026-03-06'), 'work'],
  ])('by %s', (_about, story, stoppedBy) => {
    expect(clock(story, 'guarantee/1', '2026-03-20')).toMatchObject({
      state: 'met',
      stoppedOn: '2026-03-06',
      stoppedBy,
      registeredOn: '2026-03-06',
      waitingFor: null,
    });
  });

  test.each([
    ['an objection', answered('objected')],
    ['an aspirant who was unable to answer', answered('unable')],
    ['a plan that nobody has answered', plannedCase()],
    ['an enrolment', enrolledCase()],
    ['a coach', nextOn(enrolledCase(), '2026-03-06', 'coaches')],
    ['the benefit unit’s receipt', nextOn(plannedCase(), '2026-03-06', 'receipts')],
    ['attendance', nextOn(enrolledCase(), '2026-03-06', 'occasions', 'attendances')],
    ['a change of the person', nextOn(enrolledCase(), '2026-03-06', 'person-changes')],
    ['a withdrawal or a restriction', nextOn(referred(), '2026-03-06', 'disclosure-withdrawals', 'restrictions')],
  ])('not by %s', (_about, story) => {
    expect(states(story, '2026-03-10')).toEqual(['guarantee/1 missed']);
  });

  test('by the earliest, even when it was registered last', () => {
    const late = next(approvedCase(), 'measures', { kind: 'other-measure', startedOn: '2026-03-03' }, '2026-04-01');
    expect(clock(late, 'guarantee/1', '2026-04-01')).toMatchObject({
      stoppedOn: '2026-03-03',
      stoppedBy: 'other-measure',
      registeredOn: '2026-04-01',
    });
  });

  test('on one day by work before another measure before a plan before a closure, in whatever order they came', () => {
    const day = '2026-03-06';
    const approved = next(plannedCase(), 'answers', answerOn(day), day, 1);
    const measure = (story: Story, kind: string) => next(story, 'measures', { kind, startedOn: day }, day);
    const by = (story: Story) => clock(story, 'guarantee/1', '2026-03-20')?.stoppedBy;
    expect(by(closedWith(approved, 'work', day))).toBe('plan');
    expect(by(closedWith(measure(approved, 'other-measure'), 'work', day))).toBe('other-measure');
    expect(by(measure(measure(approved, 'other-measure'), 'work'))).toBe('work');
  });
});

describe('Closing a case', () => {
  const kept = ['work', 'subsidised-work'];

  test.each(CLOSURE_OUTCOMES)('with %s, while the promise runs', (outcome) => {
    const state = kept.includes(outcome) ? 'met' : outcome === 'declined-by-office' ? 'missed' : 'void';
    expect(states(closedWith(referred(), outcome, '2026-03-06'), '2026-03-20')).toEqual([`guarantee/1 ${state}`]);
  });

  test.each(CLOSURE_OUTCOMES)('with %s, on the last day is still in time', (outcome) => {
    const state = kept.includes(outcome) ? 'met' : outcome === 'declined-by-office' ? 'missed' : 'void';
    expect(states(closedWith(referred(), outcome, '2026-03-09'), '2026-03-20')).toEqual([`guarantee/1 ${state}`]);
  });

  test.each(CLOSURE_OUTCOMES)('with %s, once the promise is past due, leaves it missed', (outcome) => {
    const closed = closedWith(referred(), outcome, '2026-03-10');
    expect(states(closed, '2026-03-20')).toEqual(['guarantee/1 missed']);
    expect(found(checked(closed, '2026-03-20'))).toContain('guarantee/1 missed 2026-03-10');
  });

  test.each(CLOSURE_OUTCOMES)('with %s, while a follow-up is to come', (outcome) => {
    const state = outcome === 'declined-by-office' ? 'missed' : 'void';
    expect(states(closedWith(approvedCase(), outcome, '2026-04-13'), '2026-06-08')).toEqual([
      'guarantee/1 met',
      `review/1 ${state}`,
    ]);
  });

  test('back-dated to before the last day, but registered after it, voids the promise and keeps the finding', () => {
    const missed = checked(referred(), '2026-03-10');
    const closed = next(missed, 'closures', { on: '2026-03-06', outcome: 'moved' }, '2026-03-16');
    expect(states(closed, '2026-03-16')).toEqual(['guarantee/1 void']);
    expect(found(closed)).toEqual(['guarantee/1 warned 2026-03-05', 'guarantee/1 missed 2026-03-10']);
  });
});

describe('A fact about the last day', () => {
  /** The case after an approval on the last day, registered at an instant, and the checks of the following nights. */
  const approvedAt = (instant: string) => {
    const answer = answerOn('2026-03-09');
    const known = checked(plannedCase(), '2026-03-09');
    const night = (story: Story) => checked(story, '2026-03-10');
    const decided = (story: Story) => factsOf(asked(story, 'answers', answer, instant.slice(0, 10), 1));
    const before = instant < '2026-03-10T03:15:00Z';
    const told = before ? known : night(known);
    const approved = noted(told, decided(told), instant);
    return before ? night(approved) : approved;
  };

  test.each([
    ['2026-03-09T22:59:59Z', '2026-03-09', 'a second before midnight in Stockholm'],
    ['2026-03-10T03:14:59Z', '2026-03-10', 'before 04:15 the morning after'],
  ])('registered at %s leaves no breach: %s', (instant, registeredOn) => {
    const story = approvedAt(instant);
    expect(clock(story, 'guarantee/1', '2026-03-10')).toMatchObject({ state: 'met', registeredOn });
    expect(found(story)).toEqual(['guarantee/1 warned 2026-03-05']);
  });

  test('registered at 04:15 the morning after is met, and the breach stands with a note', () => {
    const story = approvedAt('2026-03-10T03:15:00Z');
    expect(clock(story, 'guarantee/1', '2026-03-10')).toMatchObject({ state: 'met', registeredOn: '2026-03-10' });
    expect(found(story)).toEqual([
      'guarantee/1 warned 2026-03-05',
      'guarantee/1 missed 2026-03-10 met-but-registered-late',
    ]);
  });
});
