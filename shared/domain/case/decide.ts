import { type City, isDistrictOn, isServiceOn, officeFor, priorityAt } from '../city.ts';
import { type InvalidPerson, personErrors } from '../person/identity.ts';
import { type Applicant, applicantOf, assessEligibility, type RefusalCode } from '../referral/eligibility.ts';
import type { Referral } from '../referral/referral.ts';
import type { LocalDate } from '../time/local-date.ts';
import { type Command, type CommandName, DAY_FIELDS, dayOf } from './commands.ts';
import { type Envelope, type NewFact, newFact } from './facts.ts';
import { POSSIBLE, possibleIn } from './possible.ts';
import type { CaseState } from './state.ts';
import { isThin, type Status } from './vocabulary.ts';

/** What a request can be refused for beyond its form; each code has its text where problems are worded. */
export type FieldRule =
  | InvalidPerson['code']
  | 'in-the-future'
  | 'before-referral'
  | 'before-start'
  | 'before-plan'
  | 'after-referral'
  | 'unknown-district'
  | 'unknown-service'
  | 'reason-required'
  | 'not-in-force';

/** Something in a request that cannot be: where, and by which rule. Never the value itself. */
export interface InvalidField {
  /** JSON Pointer into the body. */
  readonly pointer: string;
  readonly code: FieldRule;
}

/** Why a command or a referral is refused. All of them are expected; none is an exception. */
export type Refusal =
  | { readonly code: 'invalid-request'; readonly errors: ReadonlyArray<InvalidField> }
  | { readonly code: 'not-possible-now'; readonly status: Status; readonly possible: ReadonlyArray<string> }
  | { readonly code: 'not-eligible'; readonly reasons: ReadonlyArray<RefusalCode> }
  | { readonly code: 'disclosure-basis-missing' };

export type Decision =
  | { readonly outcome: 'accepted'; readonly facts: ReadonlyArray<NewFact> }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** Records of the past are taken as they are where only the living can be asked: for a reason, for names. */
type Source = Envelope['source'];

const accepted = (...facts: ReadonlyArray<NewFact>): Decision => ({ outcome: 'accepted', facts });
const refused = (refusal: Refusal): Decision => ({ outcome: 'refused', refusal });
const invalid = (pointer: string, code: FieldRule): Decision =>
  refused({ code: 'invalid-request', errors: [{ pointer, code }] });

/** Decides a referral received on a day that has come. */
export function decideReferral(
  referral: Referral,
  receivedOn: LocalDate,
  today: LocalDate,
  city: City,
  source: Source = 'live',
): Decision {
  if (receivedOn > today) return invalid('/receivedOn', 'in-the-future');
  if (!isDistrictOn(city, referral.district, receivedOn)) {
    return invalid('/district', 'unknown-district');
  }
  const errors = personErrors(referral.person, today, source);
  if (errors.length > 0) return refused({ code: 'invalid-request', errors });
  if (referral.person.birthDate > receivedOn) {
    return invalid('/person/birthDate', 'after-referral');
  }
  if (referral.disclosure == null) return refused({ code: 'disclosure-basis-missing' });
  const applicant = applicantOf(referral, receivedOn);
  const eligibility = assessEligibility(applicant, city.eligibility);
  if (eligibility.outcome === 'not-eligible') return refused({ code: 'not-eligible', reasons: eligibility.reasons });
  const office = officeFor(city, referral.district, applicant.age, receivedOn);
  if (office === undefined) return refused({ code: 'not-eligible', reasons: ['outside-target-group'] });
  return accepted(received(applicant, referral.disclosure, eligibility.targetGroup, office, city));
}

type TargetGroupOf = Extract<NewFact, { type: 'case.received' }>['data']['targetGroup'];

function received(
  applicant: Applicant,
  { basis, givenOn }: NonNullable<Referral['disclosure']>,
  targetGroup: { code: string; matches: ReadonlyArray<string>; policy: string },
  office: string,
  city: City,
): NewFact {
  const { referral, day, age } = applicant;
  const group: TargetGroupOf = { ...targetGroup, matches: [...targetGroup.matches] };
  return newFact('case.received', day, {
    district: referral.district,
    office,
    unit: referral.unit,
    ground: referral.ground,
    enrolmentForm: referral.enrolmentForm,
    sex: referral.person.sex,
    ageAtReceipt: age,
    targetGroup: group,
    priority: [...priorityAt(city, office, applicant)],
    held: referral.benefitDecision === 'awaited',
    disclosure: { basis, givenOn },
  });
}

/** Decides a command on a case: the facts it makes, or why it is refused. */
export function decide(
  state: CaseState,
  command: Command,
  today: LocalDate,
  city: City,
  source: Source = 'live',
): Decision {
  const day = dayOf(command);
  const field = `/${DAY_FIELDS[command.name]}`;
  if (day > today) return invalid(field, 'in-the-future');
  if (day < state.receivedOn) return invalid(field, 'before-referral');
  if (!POSSIBLE[command.name].states.includes(state.status)) return notPossible(state, command.name);
  switch (command.name) {
    case 'hold-releases':
      return accepted(newFact('hold.released', day, { reason: command.body.reason }));
    case 'enrolments':
      return accepted(newFact('case.enrolled', day, { form: command.body.form }));
    case 'coaches':
      return accepted(newFact('coach.assigned', day, {}));
    case 'plans':
      return drawUpPlan(state, command.body, city);
    case 'answers':
      return answerPlan(state, command, source);
    case 'measures':
      return startMeasure(command.body, city);
    case 'reviews':
      return reviewPlan(state, command.body);
    case 'closures':
      return accepted(newFact('case.closed', day, { outcome: command.body.outcome }));
  }
}

function notPossible({ status }: CaseState, asked: CommandName): Decision {
  const possible = possibleIn(status).filter((name) => name !== asked);
  return refused({ code: 'not-possible-now', status, possible });
}

type BodyOf<N extends Command['name']> = Extract<Command, { name: N }>['body'];

function drawUpPlan(state: CaseState, body: BodyOf<'plans'>, city: City): Decision {
  const errors = body.activities.flatMap((activity, index) => activityErrors(activity, index, body.drawnUpOn, city));
  if (errors.length > 0) return refused({ code: 'invalid-request', errors });
  const activities = body.activities.map(({ provider: _, ...activity }) => activity);
  const version = (state.plan?.version ?? 0) + 1;
  return accepted(newFact('plan.drawn-up', body.drawnUpOn, { version, thin: isThin(activities), activities }));
}

function activityErrors(
  { service, startsOn, endsOn }: BodyOf<'plans'>['activities'][number],
  index: number,
  drawnUpOn: LocalDate,
  city: City,
): ReadonlyArray<InvalidField> {
  const errors: Array<InvalidField> = [];
  if (!isServiceOn(city, service, drawnUpOn)) {
    errors.push({ pointer: `/activities/${index}/service`, code: 'unknown-service' });
  }
  if (endsOn !== undefined && endsOn < startsOn) {
    errors.push({ pointer: `/activities/${index}/endsOn`, code: 'before-start' });
  }
  return errors;
}

/** Only the latest version can be answered, and once: a change after an answer needs a new version. */
function answerPlan(
  state: CaseState,
  { body, version }: Extract<Command, { name: 'answers' }>,
  source: Source,
): Decision {
  const { plan } = state;
  if (plan === null || plan.version !== version || (plan.answer !== null && plan.answer !== 'unable')) {
    return notPossible(state, 'answers');
  }
  if (body.answer === 'unable' && body.text === undefined && source === 'live') {
    return invalid('/text', 'reason-required');
  }
  if (body.answeredOn < plan.drawnUpOn) {
    return invalid('/answeredOn', 'before-plan');
  }
  return accepted(newFact('plan.answered', body.answeredOn, { version, answer: body.answer, method: body.method }));
}

function startMeasure(body: BodyOf<'measures'>, city: City): Decision {
  const { kind, startedOn, service } = body;
  if (service !== undefined && !isServiceOn(city, service, startedOn)) {
    return invalid('/service', 'unknown-service');
  }
  return accepted(newFact('measure.started', startedOn, { kind, service: service ?? null }));
}

function reviewPlan(state: CaseState, body: BodyOf<'reviews'>): Decision {
  if (state.approvedPlanVersion === null) return notPossible(state, 'reviews');
  if (body.planVersion !== state.approvedPlanVersion) {
    return invalid('/planVersion', 'not-in-force');
  }
  const { planVersion, heldOn, outcome, participants } = body;
  return accepted(newFact('plan.reviewed', heldOn, { planVersion, outcome, participants }));
}
