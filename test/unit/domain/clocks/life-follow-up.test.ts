import { describe, expect, test } from 'vitest';
import { answerOn, approvedCase, next, plannedCase, planOn, reviewOn, type Story } from '../case/stories.ts';
import { checked, clock, found, on, states } from './lives.ts';

describe('A follow-up', () => {
  const answered = (story: Story, answer: string, day: string, version: number) =>
    next(story, 'answers', answerOn(day, answer), day, version);
  const secondVersion = (day: string) => next(approvedCase(), 'plans', planOn(day), day);

  test.each(['approved', 'approved-with-reservation'])('is timed from the day the plan was %s', (answer) => {
    expect(clock(answered(plannedCase(), answer, '2026-03-05', 1), 'review/1', '2026-05-22')).toMatchObject({
      state: 'at-risk',
      startedOn: '2026-03-05',
      warnOn: '2026-05-22',
      dueOn: '2026-06-05',
    });
  });

  test.each(['objected', 'unable'])('is not timed for a first version that was %s', (answer) => {
    expect(on(answered(plannedCase(), answer, '2026-03-05', 1), '2026-06-08').map(({ id }) => id)).toEqual([
      'guarantee/1',
    ]);
  });

  test('keeps its clock while a new version is only drawn up, objected to, or could not be answered', () => {
    const unanswered = secondVersion('2026-04-13');
    for (const story of [
      unanswered,
      answered(unanswered, 'objected', '2026-04-13', 2),
      answered(unanswered, 'unable', '2026-04-13', 2),
    ]) {
      expect(clock(story, 'review/1', '2026-04-13')).toMatchObject({ state: 'running', dueOn: '2026-06-05' });
      expect(states(story, '2026-04-13')).toHaveLength(2);
    }
  });

  test('of an earlier version ceases when a new one is approved, which has its own: Monday 13 July', () => {
    const story = answered(secondVersion('2026-04-10'), 'approved', '2026-04-13', 2);
    expect(states(story, '2026-04-13')).toEqual(['guarantee/1 met', 'review/1 void', 'review/2 running']);
    expect(clock(story, 'review/2', '2026-04-13')).toMatchObject({ startedOn: '2026-04-13', dueOn: '2026-07-13' });
  });

  test('that is past due stays missed when a new version is approved', () => {
    const story = answered(secondVersion('2026-06-08'), 'approved', '2026-06-08', 2);
    expect(states(story, '2026-06-08')).toEqual(['guarantee/1 met', 'review/1 missed', 'review/2 running']);
    expect(clock(story, 'review/2', '2026-06-08')?.dueOn).toBe('2026-09-08');
  });

  test.each(['kept', 'revised'])(
    'with the plan %s stops its clock and opens the next: Tuesday 11 August',
    (outcome) => {
      const story = next(approvedCase(), 'reviews', reviewOn('2026-05-11', 1, outcome), '2026-05-11');
      expect(clock(story, 'review/1', '2026-05-11')).toMatchObject({
        state: 'met',
        stoppedOn: '2026-05-11',
        stoppedBy: 'review',
      });
      expect(clock(story, 'review/2', '2026-05-11')).toMatchObject({ startedOn: '2026-05-11', dueOn: '2026-08-11' });
    },
  );

  test('that concludes the plan stops its clock and opens none', () => {
    const story = next(approvedCase(), 'reviews', reviewOn('2026-05-11', 1, 'concluded'), '2026-05-11');
    expect(states(story, '2027-01-01')).toEqual(['guarantee/1 met', 'review/1 met']);
  });

  test('held in time and registered late is met, and the breach that was found stands with a note', () => {
    const missed = checked(approvedCase(), '2026-06-08');
    const story = next(missed, 'reviews', reviewOn('2026-06-05'), '2026-06-10');
    expect(clock(story, 'review/1', '2026-06-10')).toMatchObject({
      state: 'met',
      stoppedOn: '2026-06-05',
      registeredOn: '2026-06-10',
    });
    expect(found(story)).toContain('review/1 missed 2026-06-06 met-but-registered-late');
  });
});
