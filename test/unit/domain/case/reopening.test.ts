import { describe, expect, test } from 'vitest';
import { CLOSURE_OUTCOMES } from '../../../../shared/domain/case/vocabulary.ts';
import { approvedCase, asked, begin, factsOf, next, nextOn, refusalOf } from './stories.ts';

const DAY = '2026-03-06';
const BY_MISTAKE = { on: DAY, reason: 'Avslutat av misstag.' };

describe('A reopening', () => {
  test('is a fact about its day, whose reason is not told', () => {
    const closed = nextOn(approvedCase(), '2026-03-05', 'closures');
    expect(factsOf(asked(closed, 'reopenings', BY_MISTAKE, DAY))).toEqual([
      { type: 'case.reopened', schema: 1, occurredOn: DAY, data: {} },
    ]);
  });

  test.each(CLOSURE_OUTCOMES)('after a closure with %s leaves the case as if it had never been closed', (outcome) => {
    const before = approvedCase();
    const closed = next(before, 'closures', { on: DAY, outcome }, DAY);
    const reopened = next(closed, 'reopenings', BY_MISTAKE, DAY);
    expect(reopened.state).toEqual({ ...before.state, version: before.state.version + 2 });
  });

  test('keeps the closure as a fact: what happened is not undone', () => {
    const reopened = nextOn(approvedCase(), DAY, 'closures', 'reopenings');
    expect(reopened.facts.slice(-2).map(({ type }) => type)).toEqual(['case.closed', 'case.reopened']);
  });

  test('is of a closure only', () => {
    expect(refusalOf(asked(begin('2026-03-02'), 'reopenings', BY_MISTAKE, DAY)).code).toBe('not-possible-now');
    const reopened = nextOn(approvedCase(), DAY, 'closures', 'reopenings');
    expect(refusalOf(asked(reopened, 'reopenings', BY_MISTAKE, DAY)).code).toBe('not-possible-now');
  });

  test('may be on the very day of the closure', () => {
    expect(asked(nextOn(approvedCase(), DAY, 'closures'), 'reopenings', BY_MISTAKE, DAY).outcome).toBe('accepted');
  });

  test('may be followed by another closure, which then counts alone', () => {
    const again = next(
      nextOn(begin('2026-03-02'), '2026-03-03', 'closures', 'reopenings'),
      'closures',
      { on: DAY, outcome: 'work' },
      DAY,
    );
    expect(again.state.closure).toEqual({ on: DAY, outcome: 'work', before: 'referred' });
    expect(again.state.timeline.map(({ kind, on }) => `${on} ${kind}`)).toEqual([
      '2026-03-02 received',
      '2026-03-06 closed-with-work',
    ]);
  });

  test('leaves what was noted of the closed case: receipts, attendances, changes of the person', () => {
    const closed = nextOn(nextOn(approvedCase(), DAY, 'occasions'), DAY, 'closures');
    const noted = nextOn(closed, DAY, 'receipts', 'attendances', 'restrictions');
    const reopened = nextOn(noted, DAY, 'reopenings');
    expect(reopened.state).toMatchObject({
      status: 'planned',
      plan: { receipts: { delivered: DAY } },
      restrictedOn: DAY,
    });
  });
});
