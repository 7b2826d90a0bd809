import { describe, expect, test } from 'vitest';
import { approvedCase, asked, begin, factsOf, next, nextOn, refusalOf } from './stories.ts';

const DAY = '2026-03-06';

describe('The ground for disclosing data', () => {
  test('is withdrawn on a day, and what was told before stands', () => {
    const before = approvedCase();
    expect(factsOf(asked(before, 'disclosure-withdrawals', { on: DAY, text: 'Vill inte mer.' }, DAY))).toEqual([
      { type: 'disclosure.withdrawn', schema: 1, occurredOn: DAY, data: {} },
    ]);
    const withdrawn = nextOn(before, DAY, 'disclosure-withdrawals');
    expect(withdrawn.state).toEqual({
      ...before.state,
      version: before.state.version + 1,
      disclosure: { basis: 'consent', givenOn: '2008-01-01', withdrawnOn: DAY },
    });
    expect(withdrawn.facts.slice(0, -1)).toEqual(before.facts);
  });

  test('is withdrawn once; the refusal tells what else is possible', () => {
    const refusal = refusalOf(
      asked(nextOn(begin('2026-03-02'), DAY, 'disclosure-withdrawals'), 'disclosure-withdrawals', { on: DAY }, DAY),
    );
    expect(refusal).toEqual({
      code: 'not-possible-now',
      status: 'referred',
      possible: [
        'enrolments',
        'coaches',
        'measures',
        'occasions',
        'attendances',
        'interruptions',
        'transfers',
        'person-changes',
        'restrictions',
        'closures',
      ],
    });
  });

  test('may be withdrawn after the closure too', () => {
    const closed = nextOn(approvedCase(), DAY, 'closures');
    expect(asked(closed, 'disclosure-withdrawals', { on: DAY }, DAY).outcome).toBe('accepted');
  });
});

describe('A restriction of how data may be used', () => {
  test('is a fact whose scope is not told', () => {
    const body = { on: '2026-03-05', scope: 'rapporter', text: 'Uppgiften är fel.' };
    expect(factsOf(asked(approvedCase(), 'restrictions', body, DAY))).toEqual([
      { type: 'processing.restricted', schema: 1, occurredOn: '2026-03-05', data: {} },
    ]);
  });

  test('may be asked for again, and the latest day stands', () => {
    const once = next(approvedCase(), 'restrictions', { on: '2026-03-05', scope: 'rapporter' }, DAY);
    expect(once.state.restrictedOn).toBe('2026-03-05');
    expect(nextOn(once, DAY, 'restrictions').state.restrictedOn).toBe(DAY);
  });

  test('stops nothing that the city has promised', () => {
    const { timeline, status } = approvedCase().state;
    expect(nextOn(approvedCase(), DAY, 'restrictions').state).toMatchObject({ timeline, status });
  });
});
