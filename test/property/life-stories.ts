import fc from 'fast-check';
import { type Occasion, occasionAfter } from '../../shared/domain/case/attendance.ts';
import { COMMAND_NAMES, type CommandName, parseCommand } from '../../shared/domain/case/commands.ts';
import { assess } from '../../shared/domain/case/compliance.ts';
import { decide, decideReferral } from '../../shared/domain/case/decide.ts';
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
import { type Referral, referralSchema } from '../../shared/domain/referral/referral.ts';
import { addDays, type LocalDate, localDate } from '../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';

/** Something that an office tries on a case: so many days later, about a day so many days back. */
export interface Attempt {
  readonly daysLater: number;
  readonly daysBack: number;
  /** `null` takes the next step of an ordinary case. */
  readonly name: CommandName | null;
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
      name: fc.oneof(fc.constant(null), fc.constantFrom(...COMMAND_NAMES)),
      choice: fc.nat(100),
    }),
    { maxLength: 16, size: 'max' },
  ),
});

/** The first day of every life: Monday 2 March 2026. */
export const BIRTH = localDate('2026-03-02');

/** A case while it is lived: its facts so far, and the day it is. */
export interface Living {
  readonly state: CaseState;
  readonly facts: ReadonlyArray<Fact>;
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
  return recorded(undefined, decision.facts, BIRTH, '11:00:00');
}

/** The case after one attempt, whether or not it was possible. */
export function lived(living: Living, attempt: Attempt): Living {
  const today = addDays(living.today, attempt.daysLater);
  const about = addDays(today, -attempt.daysBack);
  const on = about < living.state.receivedOn ? living.state.receivedOn : about;
  const name = attempt.name ?? nextStep(living.state);
  const body = bodyOf(name, attempt.choice, on, living);
  const parsed = parseCommand(name, body, living.state.plan?.version);
  if (!parsed.ok) return { ...living, today };
  const decision = decide(living.state, parsed.command, {
    today,
    city: STOCKHOLM,
    source: 'live',
    person: REFERRAL.person,
    hash: 'k1:plan',
    occasions: occasionsOf(living.facts),
  });
  return decision.outcome === 'refused' ? { ...living, today } : recorded(living, decision.facts, today, '11:00:00');
}

/** The case after the nightly check of a day. */
export function checkedOn(living: Living, day: LocalDate): Living {
  const found = assess(living.state, STOCKHOLM, day);
  return found.length === 0 ? living : { ...recorded(living, found, day, '03:15:00'), today: living.today };
}

function occasionsOf(facts: ReadonlyArray<Fact>): ReadonlyArray<Occasion> {
  return facts.reduce<ReadonlyArray<Occasion>>((known, fact) => {
    const after = occasionAfter(fact, known);
    return after === undefined ? known : [...known.filter(({ id }) => id !== after.id), after];
  }, []);
}

function recorded(living: Living | undefined, facts: ReadonlyArray<NewFact>, today: LocalDate, time: string): Living {
  const by = { client: 'office-rosenlund', officer: null };
  const told = record('case-1', living?.state, facts, { recordedAt: `${today}T${time}Z`, source: 'live', by });
  return { state: told.state, facts: [...(living?.facts ?? []), ...told.facts], today };
}

/** What an ordinary case would do next. */
function nextStep({ status, plan }: CaseState): CommandName {
  if (status === 'held') return 'hold-releases';
  if (status === 'referred') return 'enrolments';
  if (status === 'enrolled') return 'plans';
  return plan?.answer === null ? 'answers' : 'reviews';
}

function bodyOf(name: CommandName, choice: number, on: LocalDate, { state, facts }: Living): unknown {
  const occasions = occasionsOf(facts);
  const one = <T>(values: ReadonlyArray<T>) => values[choice % values.length];
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
    occasions: { date: on, kind: one(['meeting', 'activity']), service: 'advice' },
    attendances: {
      occasion: occasions.at(choice % Math.max(1, occasions.length))?.id ?? 'none',
      presence: one(PRESENCES),
    },
    interruptions: { from: on, reason: 'illness' },
    restarts: { on },
    transfers: { on, toDistrict: one(['bromma', 'skarholmen', 'sodermalm']), reason: 'Flytt.' },
    'person-changes': { on, sex: one(['woman', 'man']), birthDate: one(['1979-01-01', '1990-05-05']) },
    'disclosure-withdrawals': { on },
    restrictions: { on, scope: 'rapporter' },
    closures: { on, outcome: one(CLOSURE_OUTCOMES) },
    reopenings: { on, reason: 'Av misstag.' },
  };
  return bodies[name];
}
