import { describe, expect, test } from 'vitest';
import { judge, lastNoteOf } from '../../../../shared/domain/retention/judge.ts';
import { retentionRuleOn } from '../../../../shared/domain/retention/rule.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { RETENTION_RULES } from '../../../../shared/reference/retention.ts';
import { approvedCase, asked, begin, factsOf, invalid, next, nextOn, refusalOf, type Story } from './stories.ts';

const DAY = '2026-03-06';
/** Five years from the last note. */
const RULE = retentionRuleOn(RETENTION_RULES, 'case-file', localDate('2031-09-01'));

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
        'restriction-liftings',
        'statements',
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

  test('is lifted by a fact of its own, and what was decided stands', () => {
    const restricted = next(approvedCase(), 'restrictions', { on: '2026-03-05', scope: 'rapporter' }, DAY);
    const body = { on: DAY, text: 'Fick veta det vid besök.' };
    expect(factsOf(asked(restricted, 'restriction-liftings', body, DAY))).toEqual([
      { type: 'restriction.lifted', schema: 1, occurredOn: DAY, data: {} },
    ]);
    const lifted = next(restricted, 'restriction-liftings', body, DAY);
    expect(lifted.state).toEqual({ ...approvedCase().state, version: restricted.state.version + 1 });
    expect(lifted.facts.slice(0, -1)).toEqual(restricted.facts);
  });

  test('can be lifted on the day it began, and not before', () => {
    const restricted = next(approvedCase(), 'restrictions', { on: '2026-03-05', scope: 'rapporter' }, DAY);
    const on = (day: string) => asked(restricted, 'restriction-liftings', { on: day }, DAY);
    expect(refusalOf(on('2026-03-04'))).toEqual(invalid('/on', 'before-restriction'));
    expect(on('2026-03-05').outcome).toBe('accepted');
  });

  test('is not lifted where there is none, nor twice, and can be asked for again', () => {
    const lift = (story: Story) => asked(story, 'restriction-liftings', { on: DAY }, DAY);
    expect(refusalOf(lift(approvedCase()))).toEqual({ code: 'not-restricted' });
    const lifted = nextOn(approvedCase(), DAY, 'restrictions', 'restriction-liftings');
    expect(refusalOf(lift(lifted))).toEqual({ code: 'not-restricted' });
    const again = nextOn(lifted, DAY, 'restrictions');
    expect(again.state.restrictedOn).toBe(DAY);
    expect(nextOn(again, DAY, 'restriction-liftings').state.restrictedOn).toBe(null);
  });

  test('that has been lifted keeps a case no longer than one that never was', () => {
    const closed = nextOn(approvedCase(), DAY, 'closures', 'restrictions');
    const later = '2031-05-04';
    const lifted = next(closed, 'restriction-liftings', { on: later }, later);
    const judged = ({ state, facts }: Story) =>
      judge(
        {
          state,
          lastNoteOn: lastNoteOf(facts) ?? localDate(later),
          storedOn: localDate(later),
          birthDate: localDate('1979-06-10'),
          hasOtherOpenCase: false,
          placed: [],
        },
        RULE,
        localDate('2031-09-01'),
      );
    expect(judged(closed)).toEqual({ outcome: 'held', reasons: ['restriction'] });
    expect(judged(lifted)).toEqual({ outcome: 'due', isLate: false });
  });

  test('stops nothing that the city has promised', () => {
    const { timeline, status } = approvedCase().state;
    expect(nextOn(approvedCase(), DAY, 'restrictions').state).toMatchObject({ timeline, status });
  });
});

describe('The person’s own statement', () => {
  test('is a fact that names the fact it is about, and none of its words; both stand', () => {
    const before = approvedCase();
    const body = { on: DAY, concerns: 3, text: 'Det var inte vad vi kom fram till.' };
    expect(factsOf(asked(before, 'statements', body, DAY))).toEqual([
      { type: 'statement.made', schema: 1, occurredOn: DAY, data: { concerns: 3 } },
    ]);
    const after = next(before, 'statements', body, DAY);
    expect(after.state).toEqual({ ...before.state, version: before.state.version + 1 });
    expect(after.facts.slice(0, -1)).toEqual(before.facts);
  });

  test('is about something that has happened in the case', () => {
    const about = (concerns: number) => asked(approvedCase(), 'statements', { on: DAY, concerns, text: 'Nej.' }, DAY);
    expect(approvedCase().state.version).toBe(4);
    expect(about(4).outcome).toBe('accepted');
    expect(refusalOf(about(5))).toEqual(invalid('/concerns', 'unknown-fact'));
  });
});
