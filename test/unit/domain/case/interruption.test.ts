import { describe, expect, test } from 'vitest';
import { approvedCase, asked, begin, enrolledCase, factsOf, next, nextOn, plannedCase } from './stories.ts';

const DAY = '2026-03-06';

describe('An interruption', () => {
  test('is a fact about the day it began, whose reason is not told', () => {
    const body = { from: '2026-03-05', reason: 'parental-leave' };
    expect(factsOf(asked(enrolledCase(), 'interruptions', body, DAY))).toEqual([
      { type: 'case.interrupted', schema: 1, occurredOn: '2026-03-05', data: {} },
    ]);
  });

  test.each([
    ['referred', begin('2026-03-02')],
    ['enrolled', enrolledCase()],
    ['planned', approvedCase()],
  ] as const)('of a case that is %s remembers where it was', (status, story) => {
    expect(nextOn(story, DAY, 'interruptions').state).toMatchObject({
      status: 'interrupted',
      interruption: { from: DAY, before: status },
    });
  });

  test('keeps plan, coach and enrolment', () => {
    const { plan, coach, enrolment } = nextOn(plannedCase(), DAY, 'coaches').state;
    expect(nextOn(plannedCase(), DAY, 'coaches', 'interruptions').state).toMatchObject({ plan, coach, enrolment });
  });
});

describe('A restart', () => {
  test('is a fact about its day, and ends the interruption', () => {
    const interrupted = nextOn(plannedCase(), '2026-03-05', 'interruptions');
    expect(factsOf(asked(interrupted, 'restarts', { on: DAY }, DAY))).toEqual([
      { type: 'case.restarted', schema: 1, occurredOn: DAY, data: {} },
    ]);
    expect(next(interrupted, 'restarts', { on: DAY }, DAY).state).toMatchObject({
      status: 'planned',
      interruption: null,
    });
  });

  test('may be on the very day of the interruption', () => {
    expect(asked(nextOn(plannedCase(), DAY, 'interruptions'), 'restarts', { on: DAY }, DAY).outcome).toBe('accepted');
  });

  test('may be followed by another interruption and another restart', () => {
    const twice = nextOn(plannedCase(), DAY, 'interruptions', 'restarts', 'interruptions', 'restarts');
    expect(twice.state).toMatchObject({ status: 'planned', interruption: null });
    expect(twice.state.timeline.map(({ kind }) => kind)).toEqual([
      'received',
      'enrolled',
      'interrupted',
      'restarted',
      'interrupted',
      'restarted',
    ]);
  });
});
