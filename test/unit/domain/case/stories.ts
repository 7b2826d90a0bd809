import { type Occasion, occasionAfter } from '../../../../shared/domain/case/attendance.ts';
import { type CommandName, parseCommand } from '../../../../shared/domain/case/commands.ts';
import {
  type Decision,
  type DecisionContext,
  decide,
  decideReferral,
  type Refusal,
} from '../../../../shared/domain/case/decide.ts';
import type { Fact, NewFact } from '../../../../shared/domain/case/facts.ts';
import { type Recorded, type RecordedBy, record } from '../../../../shared/domain/case/record.ts';
import type { CaseState } from '../../../../shared/domain/case/state.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { referral, type Told } from '../referral/referrals.ts';

/** A case as a story left it: its state, and every fact it was told. */
export interface Story {
  readonly state: CaseState;
  readonly facts: ReadonlyArray<Fact>;
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

function remembered(story: Story | undefined, told: Recorded): Story {
  return { state: told.state, facts: [...(story?.facts ?? []), ...told.facts] };
}

/** A case that starts with a referral on a day. */
export function begin(day: string, told: Told = {}): Story {
  const decided = factsOf(decideReferral(referral(told), localDate(day), localDate(day), STOCKHOLM));
  return remembered(undefined, record('case-1', undefined, decided, noon(day)));
}

/** What is decided when a command is given on a day. */
export function asked(story: Story, name: CommandName, body: unknown, today: string, version?: number): Decision {
  const parsed = parseCommand(name, body, version);
  if (!parsed.ok) throw parsed.error;
  return decide(story.state, parsed.command, context(story, today));
}

/** What a decision on a story's case knows on a day: the person as referred, and every occasion there has been. */
export function context({ facts }: Story, today: string): DecisionContext {
  let occasions: ReadonlyArray<Occasion> = [];
  for (const fact of facts) {
    const after = occasionAfter(fact, occasions);
    if (after !== undefined) occasions = [...occasions.filter(({ id }) => id !== after.id), after];
  }
  const { person } = referral({});
  return { today: localDate(today), city: STOCKHOLM, source: 'live', person, hash: 'k1:plan', occasions };
}

/** The story after a command that was given, and recorded at noon, on a day. */
export function next(story: Story, name: CommandName, body: unknown, today: string, version?: number): Story {
  const decided = factsOf(asked(story, name, body, today, version));
  return remembered(story, record(story.state.id, story.state, decided, noon(today)));
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
