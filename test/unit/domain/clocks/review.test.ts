import { describe, expect, test } from 'vitest';
import type { ClockFactKind } from '../../../../shared/domain/clocks/timeline.ts';
import { clock, states, told } from './timelines.ts';

/** Received on Monday 2 March 2026, plan approved on the 4th: to be followed up by 4 June, warned from 21 May. */
const start = [told('received', '2026-03-02'), told('plan-approved', '2026-03-04')];

function reviews(timeline: Parameters<typeof states>[0], today: string): ReadonlyArray<string> {
  return states(timeline, today).filter((line) => line.startsWith('review'));
}

describe('The follow-up of an approved plan', () => {
  test.each([
    ['2026-03-04', 'running'],
    ['2026-05-20', 'running'],
    ['2026-05-21', 'at-risk'],
    ['2026-06-04', 'at-risk'],
    ['2026-06-05', 'missed'],
  ])('is, on %s, %s', (today, state) => {
    expect(reviews(start, today)).toEqual([`review/1 ${state}`]);
  });

  test('has no clock before a plan is approved: an objection or an unable aspirant starts none', () => {
    expect(reviews([told('received', '2026-03-02')], '2027-01-01')).toEqual([]);
  });

  test.each([
    ['2026-06-04', 'met', 'on the last day'],
    ['2026-06-05', 'met-late', 'the day after'],
  ])('held on %s is %s: %s', (on, state) => {
    const shown = clock([...start, told('reviewed', on)], 'review/1', '2026-07-01');
    expect(shown).toMatchObject({ state, stoppedOn: on, stoppedBy: 'review', policy: 'review-three-months' });
  });

  test('opens the next from its day, again and again', () => {
    const timeline = [...start, told('reviewed', '2026-05-11'), told('reviewed', '2026-08-10')];
    expect(clock(timeline, 'review/2', '2026-08-10')).toMatchObject({
      state: 'met',
      startedOn: '2026-05-11',
      dueOn: '2026-08-11',
    });
    expect(clock(timeline, 'review/3', '2026-08-10')).toMatchObject({
      state: 'running',
      startedOn: '2026-08-10',
      dueOn: '2026-11-10',
    });
  });

  test('that concludes the plan stops the clock and opens none', () => {
    expect(reviews([...start, told('review-concluded', '2026-05-11')], '2027-01-01')).toEqual(['review/1 met']);
  });

  test('that came too late opens the next from its day all the same', () => {
    const timeline = [...start, told('reviewed', '2026-06-15')];
    expect(reviews(timeline, '2026-06-15')).toEqual(['review/1 met-late', 'review/2 running']);
  });
});

describe('A newly approved plan version', () => {
  test('voids the unexpired follow-up and opens the next', () => {
    const timeline = [...start, told('plan-approved', '2026-04-13')];
    expect(reviews(timeline, '2026-04-13')).toEqual(['review/1 void', 'review/2 running']);
    expect(clock(timeline, 'review/2', '2026-04-13').dueOn).toBe('2026-07-13');
  });

  test('on the last day voids it; the day after leaves it missed for good', () => {
    expect(reviews([...start, told('plan-approved', '2026-06-04')], '2026-06-04')).toEqual([
      'review/1 void',
      'review/2 running',
    ]);
    const late = [...start, told('plan-approved', '2026-06-05'), told('reviewed', '2026-06-08')];
    expect(reviews(late, '2026-06-08')).toEqual(['review/1 missed', 'review/2 met', 'review/3 running']);
  });

  test('after a follow-up on the same day takes over from it', () => {
    const timeline = [...start, told('reviewed', '2026-05-11'), told('plan-approved', '2026-05-11')];
    expect(reviews(timeline, '2026-05-11')).toEqual(['review/1 met', 'review/2 void', 'review/3 running']);
  });

  test('followed up on the very day it was approved is met by that follow-up', () => {
    const timeline = [...start, told('reviewed', '2026-03-04')];
    expect(reviews(timeline, '2026-03-04')).toEqual(['review/1 met', 'review/2 running']);
    expect(reviews([...start, told('review-concluded', '2026-03-04')], '2027-01-01')).toEqual(['review/1 met']);
  });
});

describe('An interruption', () => {
  test.each([
    ['2026-04-13', '2026-04-13', 'void', 'while the follow-up is not past due voids it'],
    ['2026-06-04', '2026-06-04', 'void', 'on the last day voids it'],
    ['2026-06-05', '2026-06-05', 'missed', 'after the last day changes nothing'],
    ['2026-04-13', '2026-06-04', 'void', 'registered on the last day voids it'],
    ['2026-04-13', '2026-06-05', 'missed', 'registered after the last day hides no breach'],
  ])('from %s, registered %s, leaves it %s: %s', (from, registered, state) => {
    expect(reviews([...start, told('interrupted', from, registered)], '2026-07-01')).toEqual([`review/1 ${state}`]);
  });

  test('and a restart open a new guarantee but no follow-up until a plan is approved again', () => {
    const timeline = [...start, told('interrupted', '2026-04-13'), told('restarted', '2026-08-10')];
    expect(states(timeline, '2026-08-10')).toEqual(['guarantee/1 met', 'guarantee/2 running', 'review/1 void']);
    expect(states([...timeline, told('plan-approved', '2026-08-12')], '2026-08-12')).toEqual([
      'guarantee/1 met',
      'guarantee/2 met',
      'review/1 void',
      'review/2 running',
    ]);
  });

  test('on the day of a follow-up comes after it', () => {
    const timeline = [...start, told('interrupted', '2026-05-11'), told('reviewed', '2026-05-11')];
    expect(reviews(timeline, '2026-05-11')).toEqual(['review/1 met', 'review/2 void']);
  });
});

describe('Closing a case with a follow-up to come', () => {
  test.each<[ClockFactKind, string, string, string?]>([
    ['closed', '2026-04-13', 'void'],
    ['closed-with-work', '2026-04-13', 'void'],
    ['closed', '2026-06-04', 'void'],
    ['closed', '2026-06-05', 'missed'],
    ['closed-with-work', '2026-06-05', 'missed'],
    ['closed-by-office', '2026-04-13', 'missed'],
  ])('%s on %s leaves it, in July, %s', (kind, on, state) => {
    expect(reviews([...start, told(kind, on)], '2026-07-01')).toEqual([`review/1 ${state}`]);
  });

  test('on a day that turns out to be before the approval leaves nothing to follow up', () => {
    const timeline = [...start, told('closed', '2026-03-03', '2026-03-10')];
    expect(states(timeline, '2026-07-01')).toEqual(['guarantee/1 void', 'review/1 void']);
  });
});

describe('The numbers of follow-ups', () => {
  test('follow the order of registration, so that a late one never renames another', () => {
    const timeline = [...start, told('reviewed', '2026-08-10'), told('reviewed', '2026-05-11', '2026-08-12')];
    expect(clock(timeline, 'review/1', '2026-08-12')).toMatchObject({ state: 'met', stoppedOn: '2026-05-11' });
    expect(clock(timeline, 'review/2', '2026-08-12').startedOn).toBe('2026-08-10');
    expect(clock(timeline, 'review/3', '2026-08-12')).toMatchObject({
      startedOn: '2026-05-11',
      state: 'met',
      stoppedOn: '2026-08-10',
    });
  });
});
