import { type Occasion, occasionAfter } from '../../../../shared/domain/case/attendance.ts';
import { COMMAND_BODIES, type CommandName, parseCommand } from '../../../../shared/domain/case/commands.ts';
import { decide } from '../../../../shared/domain/case/decide.ts';
import { decideReferral } from '../../../../shared/domain/case/decide-referral.ts';
import type { Decision, DecisionContext, FieldRule, Refusal } from '../../../../shared/domain/case/decision.ts';
import { evolve } from '../../../../shared/domain/case/evolve.ts';
import type { Fact, NewFact } from '../../../../shared/domain/case/facts.ts';
import { type Recorded, type RecordedBy, record } from '../../../../shared/domain/case/record.ts';
import type { CaseState } from '../../../../shared/domain/case/state.ts';
import { changedPerson } from '../../../../shared/domain/person/person-change.ts';
import type { Person } from '../../../../shared/domain/referral/referral.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { referral, type Told } from '../referral/referrals.ts';

/** A case as a story left it: its state, every fact it was told, and the person as then known. */
export interface Story {
  readonly state: CaseState;
  readonly facts: ReadonlyArray<Fact>;
  readonly person: Person;
}

/** Recorded at noon of a day by an officer of Vällingby. */
export function noon(day: string): RecordedBy {
  return {
    recordedAt: `${day}T11:00:00Z`,
    source: 'live',
    by: { client: 'office-vallingby', officer: 'VB-7' },
  };
}

/** The facts a decision makes; throws the refusal of one that makes none. */
export function factsOf(decision: Decision): ReadonlyArray<NewFact> {
  if (decision.outcome === 'refused') throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
  return decision.facts;
}

/** Why a decision makes no facts; throws when it does. */
export function refusalOf(decision: Decision): Refusal {
  if (decision.outcome === 'accepted') throw new Error('the decision is no refusal');
  return decision.refusal;
}

/** The refusal that points at one field of a request and the rule it breaks. */
export function invalid(pointer: string, code: FieldRule): Refusal {
  return { code: 'invalid-request', errors: [{ pointer, code }] };
}

function remembered(story: Pick<Story, 'facts' | 'person'>, told: Recorded): Story {
  return { ...story, state: told.state, facts: [...story.facts, ...told.facts] };
}

/** A case that starts with a referral on a day. */
export function begin(day: string, told: Told = {}): Story {
  const asked = referral(told);
  const decided = factsOf(decideReferral(asked, localDate(day), localDate(day), STOCKHOLM));
  return remembered({ facts: [], person: asked.person }, record('case-1', undefined, decided, noon(day)));
}

/** What is decided when a command is given on a day. */
export function asked(story: Story, name: CommandName, body: unknown, today: string, version?: number): Decision {
  const parsed = parseCommand(name, body, version);
  if (!parsed.ok) throw parsed.error;
  return decide(story.state, parsed.command, context(story, today));
}

/** What a decision on a story's case knows on a day: the person as now known, and every occasion there has been. */
export function context({ facts, person }: Story, today: string): DecisionContext {
  let occasions: ReadonlyArray<Occasion> = [];
  let state: CaseState | undefined;
  for (const fact of facts) {
    state = evolve(state, fact);
    const after = occasionAfter(fact, occasions, state);
    if (after !== undefined) occasions = [...occasions.filter(({ id }) => id !== after.id), after];
  }
  return { today: localDate(today), city: STOCKHOLM, source: 'live', person, hash: 'k1:plan', occasions };
}

/** The story after a command that was given, and recorded at noon, on a day. */
export function next(story: Story, name: CommandName, body: unknown, today: string, version?: number): Story {
  const decided = factsOf(asked(story, name, body, today, version));
  const told = remembered(story, record(story.state.id, story.state, decided, noon(today)));
  return name === 'person-changes' ? { ...told, person: changed(story.person, body) } : told;
}

function changed(person: Person, body: unknown): Person {
  const { on: _, ...change } = COMMAND_BODIES['person-changes'].parse(body);
  return changedPerson(person, change);
}

/** The story after facts that no command made, such as findings. */
export function noted(story: Story, facts: ReadonlyArray<NewFact>, recordedAt: string): Story {
  return remembered(story, record(story.state.id, story.state, facts, { ...noon('2026-01-01'), recordedAt }));
}

/** An ordinary activity of a plan: three hours of work training, twice a week. */
export const ACTIVITY = {
  service: 'work-training',
  provider: 'Jobbstart',
  hoursPerWeek: 6,
  occasionsPerWeek: 2,
  minutesPerOccasion: 180,
  startsOn: '2026-03-09',
};

export function planOn(drawnUpOn: string, ...activities: ReadonlyArray<Readonly<Record<string, unknown>>>) {
  return { drawnUpOn, goal: 'Eget arbete.', activities: activities.length === 0 ? [ACTIVITY] : activities };
}

export function answerOn(answeredOn: string, answer = 'approved') {
  return { answer, answeredOn, method: 'in-person', language: 'sv', ...(answer === 'unable' ? { text: 'Sjuk.' } : {}) };
}

export function reviewOn(heldOn: string, planVersion = 1, outcome = 'kept') {
  return { planVersion, heldOn, outcome, participants: ['aspirant', 'coach'] };
}

/** Received on Monday 2 March 2026, enrolled on the 3rd, planned on the 4th, approved on the 5th. */
export function approvedCase(): Story {
  return next(plannedCase(), 'answers', answerOn('2026-03-05'), '2026-03-05', 1);
}

export function plannedCase(): Story {
  return next(enrolledCase(), 'plans', planOn('2026-03-04'), '2026-03-04');
}

export function enrolledCase(): Story {
  return next(begin('2026-03-02'), 'enrolments', { heldOn: '2026-03-03', form: 'group-information' }, '2026-03-03');
}

/** The body of every command about a day, as ordinary as can be; the occasion of an attendance is a meeting that day. */
export function bodiesOn(day: string): Readonly<Record<CommandName, Readonly<Record<string, unknown>>>> {
  return {
    'hold-releases': { on: day, reason: 'decision-made' },
    enrolments: { heldOn: day, form: 'group-information' },
    coaches: { coach: 'VB-8', from: day },
    plans: planOn(day),
    answers: answerOn(day),
    receipts: { kind: 'delivered', on: day },
    measures: { kind: 'work', startedOn: day },
    reviews: reviewOn(day),
    occasions: { date: day, kind: 'meeting' },
    attendances: { occasion: `${day}.meeting.1`, presence: 'present' },
    interruptions: { from: day, reason: 'illness' },
    restarts: { on: day },
    transfers: { on: day, toDistrict: 'skarholmen', reason: 'Flytt.' },
    'person-changes': { on: day, familyName: 'Ny' },
    'disclosure-withdrawals': { on: day },
    restrictions: { on: day, scope: 'rapporter' },
    'restriction-liftings': { on: day },
    statements: { on: day, concerns: 1, text: 'Så var det inte.' },
    closures: { on: day, outcome: 'moved' },
    reopenings: { on: day, reason: 'Av misstag.' },
  };
}

/** The plan version that the path of a command names, for the two that name one. */
export function versionFor(name: CommandName, version = 1): number | undefined {
  return name === 'answers' || name === 'receipts' ? version : undefined;
}

/** The story after several ordinary commands on one day. */
export function nextOn(story: Story, day: string, ...names: ReadonlyArray<CommandName>): Story {
  return names.reduce((told, name) => next(told, name, bodiesOn(day)[name], day, versionFor(name)), story);
}
