import { describe, expect, test } from 'vitest';
import { CLOSURE_OUTCOMES } from '../../../../shared/domain/case/vocabulary.ts';
import {
  answerOn,
  approvedCase,
  bodiesOn,
  enrolledCase,
  next,
  nextOn,
  plannedCase,
  planOn,
  type Story,
} from '../case/stories.ts';
import { checked, clock, closedWith, found, held, on, referred, states } from './lives.ts';

describe('An interruption', () => {
  const interrupted = (story: Story, from: string, registered = from) =>
    next(story, 'interruptions', { from, reason: 'illness' }, registered);

  test('leaves the guarantee running', () => {
    const story = interrupted(referred(), '2026-03-04');
    expect(states(story, '2026-03-09')).toEqual(['guarantee/1 at-risk']);
    expect(states(story, '2026-03-10')).toEqual(['guarantee/1 missed']);
  });

  test.each([
    ['2026-04-13', '2026-04-13', 'void', 'voids a follow-up that is not past due'],
    ['2026-06-05', '2026-06-05', 'void', 'voids it on its last day'],
    ['2026-06-08', '2026-06-08', 'missed', 'changes nothing after it'],
    ['2026-04-13', '2026-06-05', 'void', 'counts when it is registered on the last day'],
    ['2026-04-13', '2026-06-08', 'missed', 'hides no breach when it is registered later'],
  ])('from %s, registered %s, leaves it %s: it %s', (from, registered, state) => {
    const story = interrupted(approvedCase(), from, registered);
    expect(states(story, '2026-07-01')).toEqual(['guarantee/1 met', `review/1 ${state}`]);
  });

  test('and a restart void an unexpired guarantee and open the next: Friday the 6th leads to Wednesday the 11th', () => {
    const story = nextOn(interrupted(referred(), '2026-03-04'), '2026-03-06', 'restarts');
    expect(states(story, '2026-03-06')).toEqual(['guarantee/1 void', 'guarantee/2 running']);
    expect(clock(story, 'guarantee/2', '2026-03-06')).toMatchObject({
      startedOn: '2026-03-06',
      warnOn: '2026-03-09',
      dueOn: '2026-03-11',
    });
  });

  test('and a restart leave an expired guarantee missed', () => {
    const story = nextOn(interrupted(referred(), '2026-03-04'), '2026-03-10', 'restarts');
    expect(states(story, '2026-03-10')).toEqual(['guarantee/1 missed', 'guarantee/2 running']);
  });

  test('ends with a promise that only what happens from the restart on can keep', () => {
    const restarted = nextOn(interrupted(plannedCase(), '2026-03-05'), '2026-03-06', 'restarts');
    const before = next(restarted, 'measures', { kind: 'other-measure', startedOn: '2026-03-05' }, '2026-03-09');
    expect(states(before, '2026-03-09')).toEqual(['guarantee/1 met', 'guarantee/2 at-risk']);
    const after = next(before, 'answers', answerOn('2026-03-09'), '2026-03-09', 1);
    expect(states(after, '2026-03-09')).toEqual(['guarantee/1 met', 'guarantee/2 met', 'review/1 running']);
  });

  test('ends with a plan approved before it that keeps no new promise, and follow-ups that wait for a new version', () => {
    const restarted = nextOn(interrupted(approvedCase(), '2026-04-13'), '2026-08-10', 'restarts');
    expect(states(restarted, '2026-08-18')).toEqual(['guarantee/1 met', 'guarantee/2 missed', 'review/1 void']);
    const second = next(restarted, 'plans', planOn('2026-08-11'), '2026-08-11');
    const approved = next(second, 'answers', answerOn('2026-08-12'), '2026-08-12', 2);
    expect(states(approved, '2026-08-12')).toEqual([
      'guarantee/1 met',
      'guarantee/2 met',
      'review/1 void',
      'review/2 running',
    ]);
  });

  test('entered late together with its restart hides no breach', () => {
    const missed = checked(referred(), '2026-03-10');
    const story = next(interrupted(missed, '2026-03-04', '2026-03-16'), 'restarts', { on: '2026-03-06' }, '2026-03-16');
    expect(states(story, '2026-03-16')).toEqual(['guarantee/1 void', 'guarantee/2 missed']);
    expect(found(checked(story, '2026-03-17'))).toEqual([
      'guarantee/1 warned 2026-03-05',
      'guarantee/1 missed 2026-03-10',
      'guarantee/2 missed 2026-03-12',
    ]);
  });
});

describe('A transfer changes no clock', () => {
  const everything = (story: Story, today: string) => [on(story, today), found(checked(story, today))];
  const ways = [{ toDistrict: 'farsta' }, { toOffice: 'rosenlund' }, { toDistrict: 'jarva', toOffice: 'rosenlund' }];
  const stories: ReadonlyArray<readonly [string, Story]> = [
    ['held', held()],
    ['referred', referred()],
    ['with an unanswered plan', plannedCase()],
    ['with an approved plan', approvedCase()],
    ['interrupted', nextOn(approvedCase(), '2026-03-06', 'interruptions')],
    ['restarted', nextOn(approvedCase(), '2026-03-06', 'interruptions', 'restarts')],
  ];

  test.each(stories)('of a case %s, wherever it goes', (_about, story) => {
    for (const where of ways) {
      const moved = next(story, 'transfers', { on: '2026-03-06', reason: 'Flytt.', ...where }, '2026-03-06');
      for (const today of ['2026-03-06', '2026-03-09', '2026-03-10', '2026-06-08']) {
        expect(everything(moved, today)).toEqual(everything(story, today));
      }
    }
  });

  test('nor does one that is registered late', () => {
    const late = next(approvedCase(), 'transfers', bodiesOn('2026-03-03').transfers, '2026-06-08');
    expect(everything(late, '2026-06-08')).toEqual(everything(approvedCase(), '2026-06-08'));
  });

  test('and the new office keeps what the old one promised, from the same day', () => {
    const moved = nextOn(plannedCase(), '2026-03-05', 'transfers');
    const approved = next(moved, 'answers', answerOn('2026-03-09'), '2026-03-09', 1);
    expect(clock(approved, 'guarantee/1', '2026-03-09')).toMatchObject({ state: 'met', startedOn: '2026-03-02' });
  });
});

describe('Who has the next move', () => {
  const waiting = (story: Story) => on(story, '2026-03-06').map(({ id, waitingFor }) => `${id} ${waitingFor}`);
  const unable = next(plannedCase(), 'answers', answerOn('2026-03-05', 'unable'), '2026-03-05', 1);
  const objected = next(plannedCase(), 'answers', answerOn('2026-03-05', 'objected'), '2026-03-05', 1);
  const restarted = (story: Story) => nextOn(story, '2026-03-06', 'interruptions', 'restarts');

  test.each<[string, Story, ReadonlyArray<string>]>([
    ['of a held case is the district', held(), ['guarantee/1 district']],
    ['of one not enrolled, the office', referred(), ['guarantee/1 office']],
    ['of one without plan, the office', enrolledCase(), ['guarantee/1 office']],
    ['of one whose plan is unanswered, the aspirant', plannedCase(), ['guarantee/1 aspirant']],
    ['of one whose plan was objected to, the office', objected, ['guarantee/1 office']],
    ['of one whose aspirant was unable to answer, the office', unable, ['guarantee/1 office']],
    ['of one with a follow-up to come, the office', approvedCase(), ['guarantee/1 null', 'review/1 office']],
    ['of one interrupted, someone else', nextOn(plannedCase(), '2026-03-06', 'interruptions'), ['guarantee/1 other']],
    ['of one restarted, whoever had it before', restarted(plannedCase()), ['guarantee/1 null', 'guarantee/2 aspirant']],
    [
      'of one restarted with an approved plan, the office: a new version is to be drawn up',
      restarted(approvedCase()),
      ['guarantee/1 null', 'guarantee/2 office', 'review/1 null'],
    ],
    [
      'of one closed is nobody, though the office declined it and the promise runs on',
      closedWith(referred(), 'declined-by-office', '2026-03-06'),
      ['guarantee/1 null'],
    ],
  ])('%s', (_about, story, expected) => {
    expect(waiting(story)).toEqual(expected);
  });
});

describe('A reopened case', () => {
  const reopened = (story: Story, day: string) => nextOn(story, day, 'reopenings');

  test.each(CLOSURE_OUTCOMES)('has the promise it would have had, had it not been closed with %s', (outcome) => {
    const story = reopened(closedWith(referred(), outcome, '2026-03-04'), '2026-03-06');
    for (const today of ['2026-03-06', '2026-03-09', '2026-03-10']) {
      expect(on(story, today)).toEqual(on(referred(), today));
    }
  });

  test('has broken a promise whose last day went by while it was closed', () => {
    const closed = checked(closedWith(referred(), 'opened-by-mistake', '2026-03-04'), '2026-03-10');
    expect(found(closed)).toEqual([]);
    const story = checked(reopened(closed, '2026-03-16'), '2026-03-17');
    expect(states(story, '2026-03-16')).toEqual(['guarantee/1 missed']);
    expect(found(story)).toEqual(['guarantee/1 warned 2026-03-05', 'guarantee/1 missed 2026-03-10']);
  });

  test('has not kept its promise by a closure with work that was a mistake', () => {
    const closed = closedWith(referred(), 'work', '2026-03-06');
    expect(states(closed, '2026-03-16')).toEqual(['guarantee/1 met']);
    expect(states(reopened(closed, '2026-03-16'), '2026-03-16')).toEqual(['guarantee/1 missed']);
  });

  test('has the follow-up to come on the day it had', () => {
    const story = reopened(closedWith(approvedCase(), 'moved', '2026-04-13'), '2026-04-20');
    expect(clock(story, 'review/1', '2026-04-20')).toMatchObject({ state: 'running', dueOn: '2026-06-05' });
  });

  test('keeps the findings of before its closing', () => {
    const missed = checked(referred(), '2026-03-10');
    const story = reopened(closedWith(missed, 'moved', '2026-03-12'), '2026-03-16');
    expect(found(story)).toEqual(found(missed));
  });

  test('keeps its promise by what happened while it was closed and is registered afterwards', () => {
    const story = reopened(closedWith(plannedCase(), 'moved', '2026-03-04'), '2026-03-06');
    const answered = next(story, 'answers', answerOn('2026-03-05'), '2026-03-09', 1);
    expect(clock(answered, 'guarantee/1', '2026-03-09')).toMatchObject({
      state: 'met',
      stoppedOn: '2026-03-05',
      registeredOn: '2026-03-09',
    });
  });
});
