import fc from 'fast-check';
import { type Occasion, occasionAfter } from '../../shared/domain/case/attendance.ts';
import { COMMAND_NAMES, type Command, type CommandName, parseCommand } from '../../shared/domain/case/commands.ts';
import { assess } from '../../shared/domain/case/compliance.ts';
import { decide } from '../../shared/domain/case/decide.ts';
import { decideReferral } from '../../shared/domain/case/decide-referral.ts';
import { requestTransfer } from '../../shared/domain/case/decide-transfer.ts';
import { evolve } from '../../shared/domain/case/evolve.ts';
import type { Fact, NewFact } from '../../shared/domain/case/facts.ts';
import { record } from '../../shared/domain/case/record.ts';
import type { CaseState } from '../../shared/domain/case/state.ts';
import {
  ANSWERS,
  CLOSURE_OUTCOMES,
  PRESENCES,
  RECEIPT_KINDS,
  REVIEW_OUTCOMES,
} from '../../shared/domain/case/vocabulary.ts';
import { changedPerson } from '../../shared/domain/person/person-change.ts';
import { type Person, type Referral, referralSchema } from '../../shared/domain/referral/referral.ts';
import { addDays, type LocalDate, localDate } from '../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';

/** A command, a second district's referral of the person, or days on which nothing happens. */
export type Step = CommandName | 'transfer-requests' | 'nothing';

/** Something that is tried on a case: so many days later, about a day so many days back. */
export interface Attempt {
  readonly daysLater: number;
  readonly daysBack: number;
  /** `null` takes the next step of an ordinary case. */
  readonly name: Step | null;
  readonly choice: number;
}

/** A life of a case: whether it was held, and what was tried. Many attempts are refused; the rest is a plausible case. */
export interface Life {
  readonly held: boolean;
  readonly attempts: ReadonlyArray<Attempt>;
}

/** Mostly within the few days of a promise, sometimes within the months of a follow-up. */
const daysLater = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 110 }));
const daysBack = fc.oneof(
  fc.constant(0),
  fc.constant(0),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 110 }),
);

export const anyLife: fc.Arbitrary<Life> = fc.record({
  held: fc.boolean(),
  attempts: fc.array(
    fc.record({
      daysLater,
      daysBack,
      name: fc.oneof(fc.constant(null), fc.constantFrom<Step>(...COMMAND_NAMES, 'transfer-requests')),
      choice: fc.nat(100),
    }),
    { maxLength: 16, size: 'max' },
  ),
});

/** The first day of every life: Monday 2 March 2026. */
export const BIRTH = localDate('2026-03-02');

/** A case while it is lived: its facts so far, the person as now known, and the day it is. */
export interface Living {
  readonly state: CaseState;
  readonly facts: ReadonlyArray<Fact>;
  readonly person: Person;
  readonly today: LocalDate;
}

const REFERRAL = referralSchema.parse({
  district: 'sodermalm',
  unit: 'income-support',
  officer: { id: 'S-1', name: 'Handläggare' },
  person: {
    localId: '1',
    birthDate: '1980-01-01',
    sex: 'man',
    givenName: 'Test',
    familyName: 'Person',
    protection: 'none',
  },
  ground: 'unemployment',
  purpose: 'work-or-studies',
  enrolmentForm: 'group-information',
  benefitDecision: 'made',
  disclosure: { basis: 'consent', givenOn: '2026-03-01' },
});

/** The case on its first day. */
export function born({ held }: Life): Living {
  const referral: Referral = { ...REFERRAL, benefitDecision: held ? 'awaited' : 'made' };
  const decision = decideReferral(referral, BIRTH, BIRTH, STOCKHOLM);
  if (decision.outcome === 'refused') throw new Error('every life begins with an accepted referral');
  return recorded({ facts: [], person: REFERRAL.person }, decision.facts, BIRTH, '11:00:00');
}

/** What an attempt tries on a case as it stands. */
export function stepOf({ name, choice }: Attempt, { state }: Living): Step {
  return name ?? nextStep(state, choice);
}

/** The case after one attempt, whether or not it was possible. */
export function lived(living: Living, attempt: Attempt): Living {
  const today = addDays(living.today, attempt.daysLater);
  const about = addDays(today, -attempt.daysBack);
  const on = about < living.state.receivedOn ? living.state.receivedOn : about;
  const step = stepOf(attempt, living);
  const later = { ...living, today };
  if (step === 'nothing') return later;
  if (step === 'transfer-requests') {
    const facts = requestTransfer(living.state, oneOf(DISTRICTS, attempt.choice), today, STOCKHOLM);
    return facts.length === 0 ? later : recorded(later, facts, today, '11:00:00');
  }
  const parsed = parseCommand(step, bodyOf(step, attempt.choice, on, living), living.state.plan?.version);
  return parsed.ok ? commanded(later, parsed.command) : later;
}

/** The case after a command given on the day it is, if it was possible. */
export function commanded(living: Living, command: Command): Living {
  const { state, facts, person, today } = living;
  const occasions = occasionsOf(facts);
  const decision = decide(state, command, {
    today,
    city: STOCKHOLM,
    source: 'live',
    person,
    hash: 'k1:plan',
    occasions,
  });
  if (decision.outcome === 'refused') return living;
  const told = recorded(living, decision.facts, today, '11:00:00');
  if (command.name !== 'person-changes') return told;
  const { on: _, ...change } = command.body;
  return { ...told, person: changedPerson(person, change) };
}

/** The case after the nightly check of a day. */
export function checkedOn(living: Living, day: LocalDate): Living {
  const found = assess(living.state, STOCKHOLM, day);
  return found.length === 0 ? living : { ...recorded(living, found, day, '03:15:00'), today: living.today };
}

/** The case after a whole life, with the nightly check every night, on the mornings of its events only, or never. */
export function wholeLife(life: Life, checks: 'nightly' | 'now-and-then' | 'never'): Living {
  let living = born(life);
  for (const attempt of life.attempts) {
    const first = checks === 'nightly' ? 1 : checks === 'now-and-then' ? attempt.daysLater : Number.POSITIVE_INFINITY;
    for (let night = first; night <= attempt.daysLater; night++)
      living = checkedOn(living, addDays(living.today, night));
    living = lived(living, attempt);
  }
  return living;
}

/** Every occasion that a case's facts tell of, as the last of them left it. */
export function occasionsOf(facts: ReadonlyArray<Fact>): ReadonlyArray<Occasion> {
  let state: CaseState | undefined;
  return facts.reduce<ReadonlyArray<Occasion>>((known, fact) => {
    state = evolve(state, fact);
    const after = occasionAfter(fact, known, state);
    return after === undefined ? known : [...known.filter(({ id }) => id !== after.id), after];
  }, []);
}

type Begun = Omit<Living, 'state' | 'today'> & { readonly state?: CaseState };

function recorded(living: Begun, facts: ReadonlyArray<NewFact>, today: LocalDate, time: string): Living {
  const by = { client: 'office-rosenlund', officer: null };
  const told = record('case-1', living.state, facts, { recordedAt: `${today}T${time}Z`, source: 'live', by });
  return { ...living, state: told.state, facts: [...living.facts, ...told.facts], today };
}

/** What an ordinary case would do next, which is not the same in every life. */
function nextStep({ status, plan }: CaseState, choice: number): Step {
  switch (status) {
    case 'held':
      return 'hold-releases';
    case 'referred':
      return 'enrolments';
    case 'enrolled':
      return 'plans';
    case 'planned':
      return plan?.answer === null ? 'answers' : oneOf(IN_A_PLAN, choice);
    case 'interrupted':
      return 'restarts';
    case 'closed':
      return oneOf(ONCE_CLOSED, choice);
  }
}

const IN_A_PLAN: ReadonlyArray<Step> = ['reviews', 'reviews', 'occasions', 'attendances', 'attendances'];
const ONCE_CLOSED: ReadonlyArray<Step> = ['reopenings', 'attendances', 'nothing', 'nothing'];

/** Where a case moves: districts with their own office or with the same, and offices without a change of district. */
const DESTINATIONS = [
  { toDistrict: 'bromma' },
  { toDistrict: 'hasselby-vallingby' },
  { toDistrict: 'sodermalm' },
  { toOffice: 'kista' },
  { toDistrict: 'jarva', toOffice: 'rosenlund' },
];
const DISTRICTS = ['bromma', 'hasselby-vallingby', 'sodermalm', 'jarva', 'spanga-tensta'];

function oneOf<T>(values: ReadonlyArray<T>, choice: number): T {
  const value = values[choice % values.length];
  if (value === undefined) throw new Error('there is nothing to choose from');
  return value;
}

function bodyOf(name: CommandName, choice: number, on: LocalDate, { state, facts }: Living): unknown {
  const occasions = occasionsOf(facts);
  const one = <T>(values: ReadonlyArray<T>) => oneOf(values, choice);
  const bodies: Readonly<Record<CommandName, unknown>> = {
    'hold-releases': { on, reason: 'decision-made' },
    enrolments: { heldOn: on, form: 'group-information' },
    coaches: { coach: 'R-1', from: on },
    plans: {
      drawnUpOn: on,
      goal: 'Arbete.',
      activities: [
        {
          service: 'advice',
          provider: 'Staden',
          hoursPerWeek: 1,
          occasionsPerWeek: choice % 3,
          minutesPerOccasion: 60,
          startsOn: on,
        },
      ],
    },
    answers: { answer: one(ANSWERS), answeredOn: on, method: 'paper', language: 'sv', text: 'Så här.' },
    measures: { kind: one(['work', 'other-measure']), startedOn: on },
    reviews: {
      planVersion: state.approvedPlanVersion ?? 1,
      heldOn: on,
      outcome: one(REVIEW_OUTCOMES),
      participants: ['aspirant'],
    },
    receipts: { kind: one(RECEIPT_KINDS), on },
    occasions: {
      date: addDays(on, choice % 4),
      kind: one(['meeting', 'activity']),
      ...one([{ service: 'advice' }, {}, { service: 'sfi' }]),
    },
    attendances: {
      occasion: occasions.at(choice % Math.max(1, occasions.length))?.id ?? 'none',
      presence: one(PRESENCES),
    },
    interruptions: { from: on, reason: 'illness' },
    restarts: { on },
    transfers: { on, ...one(DESTINATIONS), reason: 'Flytt.' },
    'person-changes': { on, sex: one(['woman', 'man']), birthDate: one(['1979-01-01', '1990-05-05']) },
    'disclosure-withdrawals': { on },
    restrictions: { on, scope: 'rapporter' },
    'restriction-liftings': { on },
    statements: { on, concerns: 1 + (choice % (state.version + 1)), text: 'Så var det inte.' },
    closures: { on, outcome: one(CLOSURE_OUTCOMES) },
    reopenings: { on, reason: 'Av misstag.' },
  };
  return bodies[name];
}
