import { type ClockFactKind, timelineEntry } from '../clocks/timeline.ts';
import type { Fact } from './facts.ts';
import { type CaseState, holderOf } from './state.ts';
import type { ClosureOutcome, Presence } from './vocabulary.ts';

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
  const { district, office, held, sex, ageAtReceipt, targetGroup, priority, disclosure } = fact.data;
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
    disclosure: { ...disclosure, withdrawnOn: null },
    enrolment: null,
    coach: null,
    plan: null,
    approvedPlanVersion: null,
    services: [],
    interruption: null,
    closure: null,
    transferRequests: [],
    restrictedOn: null,
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
      const { version, thin, hash, activities } = fact.data;
      const unanswered = { answer: null, answeredOn: null, receipts: {} };
      const { sequence, occurredOn: drawnUpOn } = fact;
      return { status: 'planned', plan: { version, sequence, drawnUpOn, thin, hash, activities, ...unanswered } };
    }
    case 'plan.answered':
      return answered(state, fact, clock);
    case 'plan.receipted':
      return receipted(state, fact);
    case 'measure.started':
      return { ...begun(state, fact), ...clock(fact.data.kind === 'work' ? 'work-started' : 'measure-started') };
    case 'plan.reviewed':
      return clock(fact.data.outcome === 'concluded' ? 'review-concluded' : 'reviewed');
    case 'occasion.expected':
      return {};
    case 'attendance.registered':
      return ATTENDED.has(fact.data.presence) ? begun(state, fact) : {};
    case 'case.interrupted':
      return {
        status: 'interrupted',
        interruption: { from: fact.occurredOn, before: state.status },
        ...clock('interrupted'),
      };
    case 'case.restarted':
      return { status: state.interruption?.before ?? state.status, interruption: null, ...clock('restarted') };
    case 'transfer.requested':
      return { transferRequests: [...state.transferRequests, fact.data.district] };
    case 'case.transferred':
      return transferred(state, fact);
    case 'person.changed':
      return fact.data;
    case 'disclosure.withdrawn':
      return { disclosure: { ...state.disclosure, withdrawnOn: fact.occurredOn } };
    case 'processing.restricted':
      return { restrictedOn: fact.occurredOn };
    case 'restriction.lifted':
      return { restrictedOn: null };
    case 'statement.made':
      return {};
    case 'case.closed':
      return {
        status: 'closed',
        closure: { on: fact.occurredOn, outcome: fact.data.outcome, before: state.status },
        ...clock(closureKind(fact.data.outcome)),
      };
    case 'case.reopened':
      return {
        status: state.closure?.before ?? state.status,
        closure: null,
        timeline: withoutLastClosure(state.timeline),
      };
    case 'calendar.corrected':
      return clock('calendar-corrected');
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

/** What the benefit unit says of an earlier version stays in the facts; the state knows of the latest only. */
function receipted(state: CaseState, fact: Extract<Fact, { type: 'plan.receipted' }>): Partial<CaseState> {
  const { plan } = state;
  if (plan === null || plan.version !== fact.data.version) return {};
  return { plan: { ...plan, receipts: { ...plan.receipts, [fact.data.kind]: fact.occurredOn } } };
}

/** A service is begun once, where and when it first was. */
function begun(
  state: CaseState,
  fact: Extract<Fact, { type: 'measure.started' | 'attendance.registered' }>,
): Partial<CaseState> {
  const { service } = fact.data;
  if (service === null || state.services.some((known) => known.service === service)) return {};
  const { district } = holderOf(state);
  return { services: [...state.services, { service, startedOn: fact.occurredOn, district }] };
}

/** Everything stays as it was but who holds the case; a coach stays at the office. */
function transferred(state: CaseState, fact: Extract<Fact, { type: 'case.transferred' }>): Partial<CaseState> {
  const { from, to } = fact.data;
  return {
    holders: [...state.holders, { from: fact.occurredOn, ...to }],
    coach: from.office === to.office ? state.coach : null,
    transferRequests: [],
  };
}

/** Clocks are reckoned as if the closure had not been (contract: reopenings). */
function withoutLastClosure(timeline: CaseState['timeline']): CaseState['timeline'] {
  const last = timeline.findLastIndex(({ kind }) => CLOSURES.has(kind));
  return timeline.filter((_, index) => index !== last);
}

const CLOSURES: ReadonlySet<ClockFactKind> = new Set(['closed', 'closed-by-office', 'closed-with-work']);
const ATTENDED: ReadonlySet<Presence> = new Set(['present', 'late']);

function closureKind(outcome: ClosureOutcome): ClockFactKind {
  if (outcome === 'work' || outcome === 'subsidised-work') return 'closed-with-work';
  return outcome === 'declined-by-office' ? 'closed-by-office' : 'closed';
}
