import { describe, expect, test } from 'vitest';
import { evolve, fold } from '../../../../shared/domain/case/evolve.ts';
import { factSchema, newFact } from '../../../../shared/domain/case/facts.ts';
import { record } from '../../../../shared/domain/case/record.ts';
import { caseStateSchema, holderOf } from '../../../../shared/domain/case/state.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import {
  answerOn,
  approvedCase,
  begin,
  enrolledCase,
  next,
  noon,
  noted,
  plannedCase,
  planOn,
  reviewOn,
  type Story,
} from './stories.ts';

function kinds(story: Story): ReadonlyArray<string> {
  return story.state.timeline.map((entry) => `${entry.on} ${entry.kind}`);
}

describe('A case after its referral', () => {
  test('is referred, held by the district and the office of the day, with nothing else known', () => {
    expect(begin('2026-03-02').state).toEqual({
      id: 'case-1',
      version: 1,
      status: 'referred',
      receivedOn: '2026-03-02',
      holders: [{ from: '2026-03-02', district: 'hasselby-vallingby', office: 'vallingby' }],
      sex: 'woman',
      ageAtReceipt: 46,
      targetGroup: { code: 'unemployment-2018', matches: ['unemployment-2018'], policy: 'target-groups-2018' },
      priority: [],
      disclosure: { basis: 'consent', givenOn: '2008-01-01', withdrawnOn: null },
      enrolment: null,
      coach: null,
      plan: null,
      approvedPlanVersion: null,
      services: [],
      interruption: null,
      closure: null,
      transferRequests: [],
      restrictedOn: null,
      timeline: [{ kind: 'received', on: '2026-03-02', recordedOn: '2026-03-02', seenFrom: '2026-03-03' }],
      findings: [],
    });
  });

  test('is held when the applicant wants the decision first, and referred when the wait ends', () => {
    const held = begin('2026-03-02', { benefitDecision: 'awaited' });
    expect(held.state.status).toBe('held');
    const released = next(held, 'hold-releases', { on: '2026-03-10', reason: 'decision-made' }, '2026-03-10');
    expect(released.state.status).toBe('referred');
    expect(kinds(released)).toEqual(['2026-03-02 held', '2026-03-10 released']);
  });
});

describe('Each fact changes what it is about', () => {
  test('enrolment', () => {
    expect(enrolledCase().state).toMatchObject({
      version: 2,
      status: 'enrolled',
      enrolment: { form: 'group-information', heldOn: '2026-03-03' },
    });
    expect(kinds(enrolledCase())).toEqual(['2026-03-02 received', '2026-03-03 enrolled']);
  });

  test('a coach is known by the fact that holds the name, and the state stays', () => {
    const coached = next(enrolledCase(), 'coaches', { coach: 'VB-8', from: '2026-03-04' }, '2026-03-04');
    expect(coached.state).toMatchObject({ status: 'enrolled', coach: { sequence: 3, from: '2026-03-04' } });
    expect(JSON.stringify(coached)).not.toContain('VB-8');
  });

  test('a plan waits for its answer', () => {
    expect(plannedCase().state).toMatchObject({
      status: 'planned',
      plan: {
        version: 1,
        sequence: 3,
        drawnUpOn: '2026-03-04',
        thin: false,
        hash: 'k1:plan',
        answer: null,
        answeredOn: null,
        receipts: {},
      },
      approvedPlanVersion: null,
    });
  });

  test.each([
    ['approved', 1, ['2026-03-05 plan-approved']],
    ['approved-with-reservation', 1, ['2026-03-05 plan-approved']],
    ['objected', null, []],
    ['unable', null, []],
  ])('an answer that it is %s', (answer, approvedPlanVersion, moved) => {
    const answered = next(plannedCase(), 'answers', answerOn('2026-03-05', answer), '2026-03-05', 1);
    expect(answered.state).toMatchObject({
      status: 'planned',
      plan: { answer, answeredOn: '2026-03-05' },
      approvedPlanVersion,
    });
    expect(kinds(answered).slice(2)).toEqual(moved);
  });

  test('an objection to a second version leaves the first in force', () => {
    const second = next(approvedCase(), 'plans', planOn('2026-03-06'), '2026-03-06');
    const objected = next(second, 'answers', answerOn('2026-03-06', 'objected'), '2026-03-06', 2);
    expect(objected.state).toMatchObject({ plan: { version: 2, answer: 'objected' }, approvedPlanVersion: 1 });
  });

  test('work and another measure', () => {
    const work = next(begin('2026-03-02'), 'measures', { kind: 'work', startedOn: '2026-03-03' }, '2026-03-03');
    const both = next(work, 'measures', { kind: 'other-measure', startedOn: '2026-03-04' }, '2026-03-04');
    expect(both.state.status).toBe('referred');
    expect(kinds(both).slice(1)).toEqual(['2026-03-03 work-started', '2026-03-04 measure-started']);
  });

  test.each([
    ['kept', 'reviewed'],
    ['revised', 'reviewed'],
    ['concluded', 'review-concluded'],
  ])('a follow-up that it is %s', (outcome, kind) => {
    const reviewed = next(approvedCase(), 'reviews', reviewOn('2026-03-06', 1, outcome), '2026-03-06');
    expect(kinds(reviewed).at(-1)).toBe(`2026-03-06 ${kind}`);
  });

  test.each([
    ['work', 'closed-with-work'],
    ['subsidised-work', 'closed-with-work'],
    ['declined-by-office', 'closed-by-office'],
    ['studies', 'closed'],
    ['self-supporting-otherwise', 'closed'],
    ['other-authority', 'closed'],
    ['moved', 'closed'],
    ['own-wish', 'closed'],
    ['non-attendance', 'closed'],
    ['unknown', 'closed'],
    ['deceased', 'closed'],
    ['declined-by-aspirant', 'closed'],
    ['opened-by-mistake', 'closed'],
  ])('a closure with %s', (outcome, kind) => {
    const closed = next(begin('2026-03-02'), 'closures', { on: '2026-03-03', outcome }, '2026-03-03');
    expect(closed.state).toMatchObject({
      status: 'closed',
      closure: { on: '2026-03-03', outcome, before: 'referred' },
    });
    expect(kinds(closed).at(-1)).toBe(`2026-03-03 ${kind}`);
  });

  test('a finding is added, and moves no clock', () => {
    const day = localDate('2026-03-05');
    const warned = newFact('deadline.warned', day, { clock: 'guarantee/1', kind: 'warned', asOf: day });
    const story = noted(begin('2026-03-02'), [warned], '2026-03-05T03:15:00Z');
    expect(story.state.findings).toEqual([{ clock: 'guarantee/1', kind: 'warned', asOf: '2026-03-05' }]);
    expect(kinds(story)).toEqual(['2026-03-02 received']);
  });
});

describe('A fact', () => {
  test('is put in its envelope: who, when, from where, and who held the case', () => {
    expect(enrolledCase().facts[1]).toEqual({
      id: 'case-1/2',
      sequence: 2,
      type: 'case.enrolled',
      schema: 1,
      occurredOn: '2026-03-03',
      recordedAt: '2026-03-03T11:00:00Z',
      source: 'live',
      by: { client: 'office-vallingby', officer: 'VB-7' },
      audience: { district: 'hasselby-vallingby', office: 'vallingby' },
      data: { form: 'group-information' },
    });
  });

  test('is written as its schema says, and so is the state', () => {
    const story = approvedCase();
    for (const fact of story.facts) expect(factSchema.parse(fact)).toEqual(fact);
    expect(caseStateSchema.parse(story.state)).toEqual(story.state);
  });

  test('registered later keeps both days', () => {
    const late = next(begin('2026-03-02'), 'measures', { kind: 'work', startedOn: '2026-03-03' }, '2026-03-30');
    expect(late.state.timeline[1]).toEqual({
      kind: 'work-started',
      on: '2026-03-03',
      recordedOn: '2026-03-30',
      seenFrom: '2026-03-31',
    });
  });

  test('from history counts as registered when it happened', () => {
    const { state } = begin('2026-03-02');
    const decided = [newFact('case.enrolled', localDate('2026-03-03'), { form: 'group-information' })];
    const told = record('case-1', state, decided, { ...noon('2026-11-20'), source: 'history' });
    expect(told.state.timeline[1]).toEqual({
      kind: 'enrolled',
      on: '2026-03-03',
      recordedOn: '2026-03-03',
      seenFrom: '2026-03-04',
    });
  });

  test('recorded again under the same number is the same fact: its name is the case and the number', () => {
    expect(approvedCase().facts.map((fact) => fact.id)).toEqual(['case-1/1', 'case-1/2', 'case-1/3', 'case-1/4']);
  });
});

describe('Folding the facts of a case', () => {
  test('gives the state they left it in', () => {
    expect(fold(approvedCase().facts)).toEqual(approvedCase().state);
  });

  test('gives nothing for none', () => {
    expect(fold([])).toBeUndefined();
  });

  test('stops at a gap, at a repetition and at a second beginning: those are faults', () => {
    const [first, second, third] = approvedCase().facts;
    if (first === undefined || second === undefined || third === undefined) throw new Error('the story is too short');
    expect(() => fold([first, third])).toThrow('fact 3 does not follow 1');
    expect(() => fold([first, second, second])).toThrow('fact 2 does not follow 2');
    expect(() => fold([first, first])).toThrow('case.received can only be the first fact of a case');
    expect(() => evolve(undefined, second)).toThrow('case.enrolled cannot be the first fact of a case');
  });

  test('leaves the state before a fact as it was', () => {
    const story = enrolledCase();
    const before = JSON.stringify(story.state);
    next(story, 'plans', planOn('2026-03-04'), '2026-03-04');
    expect(JSON.stringify(story.state)).toBe(before);
  });
});

describe('Recording', () => {
  test('needs at least one fact, and a case to record on', () => {
    expect(() => record('case-1', undefined, [], noon('2026-03-02'))).toThrow('recording needs at least one fact');
    const enrolled = newFact('case.enrolled', localDate('2026-03-03'), { form: 'group-information' });
    expect(() => record('case-1', undefined, [enrolled], noon('2026-03-03'))).toThrow(
      'case.enrolled cannot be the first fact of a case',
    );
  });

  test('several facts at once numbers them in order', () => {
    const day = localDate('2026-03-10');
    const findings = [
      newFact('deadline.warned', localDate('2026-03-05'), {
        clock: 'guarantee/1',
        kind: 'warned',
        asOf: localDate('2026-03-05'),
      }),
      newFact('deadline.missed', day, { clock: 'guarantee/1', kind: 'missed', asOf: day }),
    ];
    const told = record('case-1', begin('2026-03-02').state, findings, noon('2026-03-10'));
    expect(told.facts.map(({ id, sequence }) => ({ id, sequence }))).toEqual([
      { id: 'case-1/2', sequence: 2 },
      { id: 'case-1/3', sequence: 3 },
    ]);
    expect(told.state.version).toBe(3);
  });
});

describe('Who holds a case', () => {
  test('is the last of its holders', () => {
    const { state } = begin('2026-03-02');
    const later = { from: localDate('2026-05-04'), district: 'jarva', office: 'kista' };
    expect(holderOf({ ...state, holders: [...state.holders, later] })).toEqual(later);
    expect(() => holderOf({ ...state, holders: [] })).toThrow('a case always has a holder');
  });
});
