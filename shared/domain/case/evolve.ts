import { type ClockFactKind, timelineEntry } from '../clocks/timeline.ts';
import type { Fact } from './facts.ts';
import type { CaseState } from './state.ts';
import type { ClosureOutcome } from './vocabulary.ts';

/** The state after one more fact. Facts of a case come in sequence, the first being `case.received`. */
export function evolve(state: CaseState | undefined, fact: Fact): CaseState {
  if (fact.type === 'case.received') {
    if (state !== undefined) throw new Error('case.received can only be the first fact of a case');
    return received(fact);
  }
  if (state === undefined) throw new Error(`${fact.type} cannot be the first fact of a case`);
  if (fact.sequence !== state.version + 1) throw new Error(`fact ${fact.sequence} does not follow ${state.version}`);
  return { ...state, ...change(state, fact), version: fact.sequence };
}

/** The state that a case's facts, in sequence, leave it in; `undefined` when there are none. */
export function fold(facts: ReadonlyArray<Fact>): CaseState | undefined {
  return facts.reduce<CaseState | undefined>(evolve, undefined);
}

function received(fact: Extract<Fact, { type: 'case.received' }>): CaseState {
  const { district, office, held, sex, ageAtReceipt, targetGroup, priority } = fact.data;
  return {
    id: fact.id.slice(0, fact.id.lastIndexOf('/')),
    version: fact.sequence,
    status: held ? 'held' : 'referred',
    receivedOn: fact.occurredOn,
    holders: [{ from: fact.occurredOn, district, office }],
    sex,
    ageAtReceipt,
    targetGroup,
    priority,
    enrolment: null,
    coach: null,
    plan: null,
    approvedPlanVersion: null,
    closure: null,
    timeline: [timelineEntry(held ? 'held' : 'received', fact.occurredOn, fact)],
    findings: [],
  };
}

function change(state: CaseState, fact: Exclude<Fact, { type: 'case.received' }>): Partial<CaseState> {
  const clock = (kind: ClockFactKind) => ({
    timeline: [...state.timeline, timelineEntry(kind, fact.occurredOn, fact)],
  });
  switch (fact.type) {
    case 'hold.released':
      return { status: 'referred', ...clock('released') };
    case 'case.enrolled':
      return {
        status: 'enrolled',
        enrolment: { form: fact.data.form, heldOn: fact.occurredOn },
        ...clock('enrolled'),
      };
    case 'coach.assigned':
      return { coach: { sequence: fact.sequence, from: fact.occurredOn } };
    case 'plan.drawn-up': {
      const { version, thin, activities } = fact.data;
      const drawnUpOn = fact.occurredOn;
      const plan = { version, sequence: fact.sequence, drawnUpOn, thin, activities, answer: null, answeredOn: null };
      return { status: 'planned', plan };
    }
    case 'plan.answered':
      return answered(state, fact, clock);
    case 'measure.started':
      return clock(fact.data.kind === 'work' ? 'work-started' : 'measure-started');
    case 'plan.reviewed':
      return clock(fact.data.outcome === 'concluded' ? 'review-concluded' : 'reviewed');
    case 'case.closed':
      return {
        status: 'closed',
        closure: { on: fact.occurredOn, outcome: fact.data.outcome },
        ...clock(closureKind(fact.data.outcome)),
      };
    case 'deadline.warned':
    case 'deadline.missed':
      return { findings: [...state.findings, fact.data] };
  }
}

function answered(
  state: CaseState,
  fact: Extract<Fact, { type: 'plan.answered' }>,
  clock: (kind: ClockFactKind) => Partial<CaseState>,
): Partial<CaseState> {
  const { version, answer } = fact.data;
  const plan = state.plan === null ? null : { ...state.plan, answer, answeredOn: fact.occurredOn };
  const approved = answer === 'approved' || answer === 'approved-with-reservation';
  return approved ? { plan, approvedPlanVersion: version, ...clock('plan-approved') } : { plan };
}

function closureKind(outcome: ClosureOutcome): ClockFactKind {
  if (outcome === 'work' || outcome === 'subsidised-work') return 'closed-with-work';
  return outcome === 'declined-by-office' ? 'closed-by-office' : 'closed';
}
