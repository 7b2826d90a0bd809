import { describe, expect, test } from 'vitest';
import type { ClockFactKind } from '../../../../shared/domain/clocks/timeline.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { reading, under } from './readings.ts';
import { clock, states, told } from './timelines.ts';

/** Monday 2 March 2026: warned from Thursday the 5th, to be kept by Monday the 9th. */
const received = told('received', '2026-03-02');

describe('A promise that nobody has kept yet', () => {
  test.each([
    ['2026-03-02', 'running'],
    ['2026-03-04', 'running'],
    ['2026-03-05', 'at-risk'],
    ['2026-03-07', 'at-risk'],
    ['2026-03-09', 'at-risk'],
    ['2026-03-10', 'missed'],
    ['2027-03-10', 'missed'],
  ])('made on 2 March is, on %s, %s', (today, state) => {
    expect(clock([received], 'guarantee/1', today).state).toBe(state);
  });

  test('shows its three days, its policy and who has the next move', () => {
    expect(clock([received], 'guarantee/1', '2026-03-02')).toMatchObject({
      id: 'guarantee/1',
      kind: 'guarantee',
      policy: 'guarantee-five-days',
      startedOn: '2026-03-02',
      warnOn: '2026-03-05',
      dueOn: '2026-03-09',
      stoppedOn: null,
      stoppedBy: null,
      registeredOn: null,
      waitingFor: 'office',
    });
  });
});

describe('The promise is kept', () => {
  test.each([
    ['plan-approved', 'plan'],
    ['work-started', 'work'],
    ['measure-started', 'other-measure'],
    ['closed-with-work', 'work'],
  ] as const)('by %s, as %s', (kind, by) => {
    const kept = clock([received, told(kind, '2026-03-06')], 'guarantee/1', '2026-03-20');
    expect(kept).toMatchObject({ state: 'met', stoppedOn: '2026-03-06', stoppedBy: by, waitingFor: null });
  });

  test.each([
    ['2026-03-02', 'met', 'on the day it was made'],
    ['2026-03-09', 'met', 'on the last day'],
    ['2026-03-10', 'met-late', 'the day after the last'],
    ['2026-05-04', 'met-late', 'months later'],
  ])('by a plan approved on %s: %s, %s', (on, state) => {
    expect(clock([received, told('plan-approved', on)], 'guarantee/1', '2026-06-01').state).toBe(state);
  });

  test('until midnight in Stockholm: an approval registered at 22:59 UTC on the last winter day is in time', () => {
    const approval = told('plan-approved', '2026-03-09', '2026-03-09T22:59:59Z');
    expect(clock([received, approval], 'guarantee/1', '2026-03-10')).toMatchObject({
      state: 'met',
      registeredOn: '2026-03-09',
    });
  });

  test('although it was registered later: the day it happened decides, and the day of registration is shown', () => {
    const approval = told('plan-approved', '2026-03-06', '2026-04-01');
    expect(clock([received, approval], 'guarantee/1', '2026-04-02')).toMatchObject({
      state: 'met',
      stoppedOn: '2026-03-06',
      registeredOn: '2026-04-01',
    });
  });

  test('by the earliest of several, even when it was registered last', () => {
    const timeline = [
      received,
      told('plan-approved', '2026-03-06'),
      told('measure-started', '2026-03-05', '2026-03-12'),
      told('work-started', '2026-03-09'),
    ];
    expect(clock(timeline, 'guarantee/1', '2026-03-20')).toMatchObject({
      stoppedOn: '2026-03-05',
      stoppedBy: 'other-measure',
    });
  });

  test('not by an enrolment, and not by anything that came too late to be in time', () => {
    expect(states([received, told('enrolled', '2026-03-04')], '2026-03-10')).toEqual(['guarantee/1 missed']);
  });
});

describe('Of several on one day', () => {
  const day = '2026-03-06';
  test.each([
    [['plan-approved', 'work-started', 'measure-started', 'closed-with-work'], 'work'],
    [['closed-with-work', 'plan-approved', 'measure-started'], 'other-measure'],
    [['closed-with-work', 'plan-approved'], 'plan'],
    [['plan-approved', 'measure-started'], 'other-measure'],
    [['measure-started', 'work-started'], 'work'],
    [['closed', 'plan-approved'], 'plan'],
    [['closed', 'work-started'], 'work'],
  ] as const)('recorded as %j, what counts is %s', (kinds, by) => {
    const facts = kinds.map((kind) => told(kind, day));
    expect(clock([received, ...facts], 'guarantee/1', '2026-03-20').stoppedBy).toBe(by);
    expect(clock([received, ...facts.toReversed()], 'guarantee/1', '2026-03-20').stoppedBy).toBe(by);
  });

  test('a closure with work is work that day when nothing else happened on it', () => {
    const timeline = [received, told('closed-with-work', day)];
    expect(clock(timeline, 'guarantee/1', '2026-03-20')).toMatchObject({ state: 'met', stoppedBy: 'work' });
  });
});

describe('Closing a case', () => {
  test.each<[ClockFactKind, string, string, string?]>([
    ['closed', '2026-03-06', 'void', 'before the last day voids the promise'],
    ['closed', '2026-03-09', 'void', 'on the last day voids it'],
    ['closed', '2026-03-10', 'missed', 'after the last day changes nothing'],
    ['closed-with-work', '2026-03-09', 'met', 'with work on the last day keeps it'],
    ['closed-with-work', '2026-03-10', 'missed', 'with work after the last day changes nothing'],
    ['closed-by-office', '2026-03-06', 'missed', 'because the office declined never voids it'],
  ])('%s on %s leaves it %s: %s', (kind, on, state) => {
    expect(clock([received, told(kind, on)], 'guarantee/1', '2026-03-20').state).toBe(state);
  });

  test('because the office declined lets the promise run on', () => {
    const timeline = [received, told('closed-by-office', '2026-03-03')];
    expect(states(timeline, '2026-03-04')).toEqual(['guarantee/1 running']);
    expect(states(timeline, '2026-03-09')).toEqual(['guarantee/1 at-risk']);
    expect(states(timeline, '2026-03-10')).toEqual(['guarantee/1 missed']);
  });

  test('after the promise was kept leaves it kept', () => {
    const timeline = [received, told('plan-approved', '2026-03-04'), told('closed', '2026-03-05')];
    expect(clock(timeline, 'guarantee/1', '2026-03-20')).toMatchObject({ state: 'met', stoppedBy: 'plan' });
  });

  test('after it was kept too late leaves it kept too late', () => {
    const timeline = [received, told('plan-approved', '2026-03-12'), told('closed', '2026-03-13')];
    expect(clock(timeline, 'guarantee/1', '2026-03-20').state).toBe('met-late');
  });

  test('shows neither day nor means of stopping for a promise that ceased', () => {
    expect(clock([received, told('closed', '2026-03-04')], 'guarantee/1', '2026-03-20')).toMatchObject({
      state: 'void',
      stoppedOn: null,
      stoppedBy: null,
      registeredOn: null,
      waitingFor: null,
    });
  });
});

describe('A case that waits for the decision on support', () => {
  const held = told('held', '2026-03-02');

  test('has a promise that has not started, however long it waits', () => {
    expect(clock([held], 'guarantee/1', '2026-12-01')).toMatchObject({
      state: 'not-started',
      startedOn: null,
      warnOn: null,
      dueOn: null,
    });
  });

  test('starts its promise on the day the wait ends', () => {
    expect(clock([held, told('released', '2026-03-16')], 'guarantee/1', '2026-03-16')).toMatchObject({
      state: 'running',
      startedOn: '2026-03-16',
      warnOn: '2026-03-19',
      dueOn: '2026-03-23',
    });
  });

  test('starts it on the day the wait ended, also when that was registered later', () => {
    expect(clock([held, told('released', '2026-03-16', '2026-03-18')], 'guarantee/1', '2026-03-18').dueOn).toBe(
      '2026-03-23',
    );
  });

  test.each(['closed', 'closed-with-work'] as const)('and is %s before that has no promise left', (kind) => {
    expect(states([held, told(kind, '2026-03-10')], '2026-03-20')).toEqual(['guarantee/1 void']);
  });

  test('and that the office declines keeps a promise that has not started', () => {
    expect(states([held, told('closed-by-office', '2026-03-10')], '2026-03-20')).toEqual(['guarantee/1 not-started']);
  });

  test('is void when a closure turns out to have come before the wait ended', () => {
    const timeline = [held, told('released', '2026-03-16'), told('closed', '2026-03-13', '2026-03-17')];
    expect(states(timeline, '2026-04-01')).toEqual(['guarantee/1 void']);
  });
});

describe('Interruption and restart', () => {
  const interrupted = told('interrupted', '2026-03-04');

  test('an interruption leaves the guarantee running', () => {
    expect(states([received, interrupted], '2026-03-04')).toEqual(['guarantee/1 running']);
    expect(states([received, interrupted], '2026-03-10')).toEqual(['guarantee/1 missed']);
  });

  test('a restart voids an unexpired guarantee and opens the next', () => {
    const timeline = [received, interrupted, told('restarted', '2026-03-06')];
    expect(clock(timeline, 'guarantee/1', '2026-03-06').state).toBe('void');
    expect(clock(timeline, 'guarantee/2', '2026-03-06')).toMatchObject({
      state: 'running',
      startedOn: '2026-03-06',
      dueOn: '2026-03-11',
    });
  });

  test('a restart on the last day still voids it; one the day after leaves it missed', () => {
    const restarted = (on: string) => [received, interrupted, told('restarted', on)];
    expect(states(restarted('2026-03-09'), '2026-03-09')).toEqual(['guarantee/1 void', 'guarantee/2 running']);
    expect(states(restarted('2026-03-10'), '2026-03-10')).toEqual(['guarantee/1 missed', 'guarantee/2 running']);
  });

  test('only what happens from the restart on keeps the new promise', () => {
    const timeline = [
      received,
      told('measure-started', '2026-03-03'),
      interrupted,
      told('restarted', '2026-04-13'),
      told('plan-approved', '2026-04-15'),
    ];
    expect(clock(timeline, 'guarantee/1', '2026-05-04')).toMatchObject({ state: 'met', stoppedBy: 'other-measure' });
    expect(clock(timeline, 'guarantee/2', '2026-05-04')).toMatchObject({
      state: 'met',
      stoppedOn: '2026-04-15',
      stoppedBy: 'plan',
    });
  });

  test('and it never turns the old, missed one into one kept late', () => {
    const timeline = [received, interrupted, told('restarted', '2026-04-13'), told('plan-approved', '2026-04-15')];
    expect(states(timeline, '2026-04-15')).toEqual(['guarantee/1 missed', 'guarantee/2 met', 'review/1 running']);
  });

  test('what happens on the day of the restart counts for the new promise', () => {
    const timeline = [received, interrupted, told('work-started', '2026-03-06'), told('restarted', '2026-03-06')];
    expect(states(timeline, '2026-03-06')).toEqual(['guarantee/1 void', 'guarantee/2 met']);
  });

  test('a second restart voids the second promise and opens a third', () => {
    const timeline = [received, told('restarted', '2026-03-06'), told('restarted', '2026-03-10')];
    expect(states(timeline, '2026-03-10')).toEqual(['guarantee/1 void', 'guarantee/2 void', 'guarantee/3 running']);
  });

  test('two restarts on one day leave the later of them running', () => {
    const timeline = [received, told('restarted', '2026-03-06'), told('restarted', '2026-03-06')];
    expect(states(timeline, '2026-03-06')).toEqual(['guarantee/1 void', 'guarantee/2 void', 'guarantee/3 running']);
  });

  test('a restart on the day of the referral voids the first promise', () => {
    expect(states([received, told('restarted', '2026-03-02')], '2026-03-02')).toEqual([
      'guarantee/1 void',
      'guarantee/2 running',
    ]);
  });

  test('a closure that turns out to have come before the restart leaves nothing running', () => {
    const timeline = [received, told('restarted', '2026-03-16'), told('closed', '2026-03-12', '2026-03-18')];
    expect(states(timeline, '2026-04-01')).toEqual(['guarantee/1 missed', 'guarantee/2 void']);
  });

  test('the promises keep their numbers when a restart is registered late', () => {
    const timeline = [received, told('restarted', '2026-03-20'), told('restarted', '2026-03-12', '2026-03-25')];
    expect(clock(timeline, 'guarantee/2', '2026-03-25').startedOn).toBe('2026-03-20');
    expect(clock(timeline, 'guarantee/3', '2026-03-25')).toMatchObject({ startedOn: '2026-03-12', state: 'missed' });
  });
});

describe('The other readings of the promise', () => {
  test('without roll-over the last day may be a Saturday', () => {
    const shown = clock([received], 'guarantee/1', '2026-03-02', under('guarantee-unrolled'));
    expect(shown).toMatchObject({ policy: 'guarantee-unrolled', warnOn: '2026-03-05', dueOn: '2026-03-07' });
  });

  test('in working days the last day is the fifth of them', () => {
    const shown = clock([told('received', '2026-12-21')], 'guarantee/1', '2026-12-21', under('guarantee-working-days'));
    expect(shown).toMatchObject({ warnOn: '2026-12-28', dueOn: '2026-12-30' });
  });

  test('from enrolment the promise starts with it, and never for someone who is not enrolled', () => {
    const policies = under('guarantee-from-enrolment');
    expect(clock([received], 'guarantee/1', '2026-12-01', policies).state).toBe('not-started');
    const enrolled = [received, told('enrolled', '2026-03-10')];
    expect(clock(enrolled, 'guarantee/1', '2026-03-10', policies)).toMatchObject({
      startedOn: '2026-03-10',
      dueOn: '2026-03-16',
    });
  });

  test('from enrolment a closure before it leaves no promise', () => {
    const policies = under('guarantee-from-enrolment');
    const timeline = [received, told('closed', '2026-03-04')];
    expect(clock(timeline, 'guarantee/1', '2026-03-20', policies).state).toBe('void');
  });

  test('from enrolment a restart starts the next promise at once only for someone who has been enrolled', () => {
    const policies = under('guarantee-from-enrolment');
    const restarted = told('restarted', '2026-03-16');
    const before = [received, told('enrolled', '2026-03-03'), restarted];
    expect(clock(before, 'guarantee/2', '2026-03-16', policies).startedOn).toBe('2026-03-16');
    const never = [received, restarted];
    expect(clock(never, 'guarantee/1', '2026-04-16', policies).state).toBe('void');
    expect(clock(never, 'guarantee/2', '2026-04-16', policies).state).toBe('not-started');
    const after = [received, restarted, told('enrolled', '2026-03-18')];
    expect(clock(after, 'guarantee/1', '2026-03-18', policies).state).toBe('void');
    expect(clock(after, 'guarantee/2', '2026-03-18', policies).startedOn).toBe('2026-03-18');
  });

  test('with a plan only, neither work nor another measure keeps the promise', () => {
    const policies = under('guarantee-plan-only');
    const timeline = [received, told('work-started', '2026-03-03'), told('measure-started', '2026-03-04')];
    expect(clock(timeline, 'guarantee/1', '2026-03-10', policies).state).toBe('missed');
    const planned = [...timeline, told('plan-approved', '2026-03-05')];
    expect(clock(planned, 'guarantee/1', '2026-03-10', policies)).toMatchObject({ state: 'met', stoppedBy: 'plan' });
  });

  test('with a plan only, closing with work ends the promise without an answer', () => {
    const timeline = [received, told('closed-with-work', '2026-03-05')];
    expect(clock(timeline, 'guarantee/1', '2026-03-10', under('guarantee-plan-only')).state).toBe('void');
  });
});

describe('When the city changes its promise', () => {
  const guarantee = [
    { ...reading('guarantee-five-days'), id: 'five', validTo: localDate('2026-03-01') },
    { ...reading('guarantee-five-days'), id: 'ten', days: 10, validFrom: localDate('2026-03-02') },
  ];
  const policies = { guarantee, review: under('guarantee-five-days').review };

  test.each([
    ['2026-03-01', 'five', '2026-03-06', 'the day before the change keeps the old'],
    ['2026-03-02', 'ten', '2026-03-12', 'the day of the change has the new'],
    ['2026-03-03', 'ten', '2026-03-13', 'the day after has the new'],
  ])('a referral of %s is under %s, due %s: %s', (day, policy, dueOn) => {
    const shown = clock([told('received', day)], 'guarantee/1', day, policies);
    expect(shown).toMatchObject({ policy, dueOn });
  });

  test('a promise made before keeps its own policy, and a restart after has the new', () => {
    const timeline = [told('received', '2026-02-27'), told('restarted', '2026-03-03')];
    expect(clock(timeline, 'guarantee/1', '2026-03-03', policies).policy).toBe('five');
    expect(clock(timeline, 'guarantee/2', '2026-03-03', policies).policy).toBe('ten');
  });
});

describe('A promise made on a day without any policy', () => {
  test('is a fault in the data, not a guess', () => {
    expect(() => clock([received], 'guarantee/1', '2026-03-02', { guarantee: [], review: [] })).toThrow(RangeError);
  });
});
