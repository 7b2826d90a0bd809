import { describe, expect, test } from 'vitest';
import { assess, clocks, nextCheck, shownFindings } from '../../../../shared/domain/case/compliance.ts';
import type { CaseState } from '../../../../shared/domain/case/state.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import {
  answerOn,
  approvedCase,
  begin,
  enrolledCase,
  next,
  noted,
  plannedCase,
  reviewOn,
  type Story,
} from './stories.ts';

function waiting(state: CaseState, today: string): ReadonlyArray<string> {
  return clocks(state, STOCKHOLM, localDate(today)).map((clock) => `${clock.id} ${clock.waitingFor}`);
}

/** The story after the nightly check of a day. */
function checked(story: Story, day: string): Story {
  const facts = assess(story.state, STOCKHOLM, localDate(day));
  return facts.length === 0 ? story : noted(story, facts, `${day}T03:15:00Z`);
}

function found(story: Story): ReadonlyArray<string> {
  return shownFindings(story.state, STOCKHOLM).map(({ id, asOf, annotation }) => `${id} ${asOf} ${annotation}`);
}

describe('A promise waits for', () => {
  const held = begin('2026-03-02', { benefitDecision: 'awaited' });
  const objected = next(plannedCase(), 'answers', answerOn('2026-03-05', 'objected'), '2026-03-05', 1);
  const unable = next(plannedCase(), 'answers', answerOn('2026-03-05', 'unable'), '2026-03-05', 1);

  test.each<[string, CaseState, string]>([
    ['the district while the decision on support is awaited', held.state, 'district'],
    ['the office until the person is enrolled', begin('2026-03-02').state, 'office'],
    ['the office until a plan is drawn up', enrolledCase().state, 'office'],
    ['the aspirant while a plan is unanswered', plannedCase().state, 'aspirant'],
    ['the office after an objection', objected.state, 'office'],
    ['the office when the aspirant was unable to answer', unable.state, 'office'],
    ['others while the case is interrupted', { ...enrolledCase().state, status: 'interrupted' }, 'other'],
  ])('%s', (_about, state, who) => {
    expect(waiting(state, '2026-03-06')).toEqual([`guarantee/1 ${who}`]);
  });

  test('nobody once it is kept, and a follow-up for the office', () => {
    expect(waiting(approvedCase().state, '2026-03-06')).toEqual(['guarantee/1 null', 'review/1 office']);
  });

  test('the office for a follow-up, also while a new version is unanswered', () => {
    const second = { ...approvedCase().state, plan: plannedCase().state.plan };
    expect(waiting(second, '2026-03-06')).toEqual(['guarantee/1 null', 'review/1 office']);
  });
});

describe('The nightly check', () => {
  const referred = begin('2026-03-02');

  test('finds nothing before the day of warning', () => {
    expect(assess(referred.state, STOCKHOLM, localDate('2026-03-04'))).toEqual([]);
    expect(nextCheck(referred.state, STOCKHOLM)).toBe('2026-03-05');
  });

  test('warns on its day, once', () => {
    const warned = checked(referred, '2026-03-05');
    expect(warned.facts.at(-1)).toMatchObject({
      type: 'deadline.warned',
      occurredOn: '2026-03-05',
      data: { clock: 'guarantee/1', kind: 'warned', asOf: '2026-03-05' },
    });
    expect(assess(warned.state, STOCKHOLM, localDate('2026-03-05'))).toEqual([]);
    expect(nextCheck(warned.state, STOCKHOLM)).toBe('2026-03-10');
  });

  test('records a breach the day after the last, and then has nothing left to say', () => {
    const missed = checked(checked(referred, '2026-03-05'), '2026-03-10');
    expect(missed.facts.at(-1)).toMatchObject({ type: 'deadline.missed', occurredOn: '2026-03-10' });
    expect(nextCheck(missed.state, STOCKHOLM)).toBeNull();
    expect(assess(missed.state, STOCKHOLM, localDate('2027-03-10'))).toEqual([]);
  });

  test('after missed nights records the same as if it had run every night', () => {
    const everyNight = checked(checked(referred, '2026-03-05'), '2026-03-10');
    const once = checked(referred, '2026-04-20');
    expect(once.state.findings).toEqual(everyNight.state.findings);
    expect(found(once)).toEqual([
      'case-1/guarantee/1/warned 2026-03-05 null',
      'case-1/guarantee/1/missed 2026-03-10 null',
    ]);
  });

  test('records findings of several clocks in the order of their days', () => {
    const late = next(approvedCase(), 'closures', { on: '2026-09-01', outcome: 'moved' }, '2026-09-01');
    expect(checked(late, '2026-09-02').state.findings.map(({ clock, kind }) => `${clock} ${kind}`)).toEqual([
      'guarantee/1 warned',
      'review/1 warned',
      'review/1 missed',
    ]);
  });
});

describe('A finding', () => {
  const missed = checked(begin('2026-03-02'), '2026-03-10');

  test('is annotated, not taken away, when the promise turns out to have been kept', () => {
    const late = next(missed, 'measures', { kind: 'work', startedOn: '2026-03-04' }, '2026-03-20');
    expect(found(late)).toEqual([
      'case-1/guarantee/1/warned 2026-03-05 met-but-registered-late',
      'case-1/guarantee/1/missed 2026-03-10 met-but-registered-late',
    ]);
    expect(clocks(late.state, STOCKHOLM, localDate('2026-03-20'))[0]).toMatchObject({
      state: 'met',
      stoppedOn: '2026-03-04',
      registeredOn: '2026-03-20',
    });
  });

  test('stands without a word when the promise was kept too late, or the case closed', () => {
    const tooLate = next(missed, 'measures', { kind: 'work', startedOn: '2026-03-10' }, '2026-03-10');
    expect(found(tooLate).at(-1)).toBe('case-1/guarantee/1/missed 2026-03-10 null');
    const closed = next(missed, 'closures', { on: '2026-03-04', outcome: 'moved' }, '2026-03-20');
    expect(found(closed)).toEqual([
      'case-1/guarantee/1/warned 2026-03-05 null',
      'case-1/guarantee/1/missed 2026-03-10 null',
    ]);
  });

  test('of a follow-up bears the number of its clock', () => {
    const reviewed = next(approvedCase(), 'reviews', reviewOn('2026-05-11'), '2026-05-11');
    const story = checked(reviewed, '2026-08-12');
    expect(found(story)).toContain('case-1/review/2/missed 2026-08-12 null');
    expect(found(story)).not.toContain('case-1/review/1/missed 2026-06-06 null');
  });
});
