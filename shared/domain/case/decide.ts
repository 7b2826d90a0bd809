import {
  type City,
  districtOn,
  isDistrictOn,
  isOfficeOn,
  isServiceOn,
  officeFor,
  priorityAt,
  thinPlanRuleOn,
} from '../city.ts';
import { type InvalidPerson, personErrors } from '../person/identity.ts';
import { changedPerson } from '../person/person-change.ts';
import { type Applicant, applicantOf, assessEligibility, type RefusalCode } from '../referral/eligibility.ts';
import type { Person, Referral } from '../referral/referral.ts';
import { addDays, ageInYears, type LocalDate } from '../time/local-date.ts';
import { type Occasion, occasionPrefix } from './attendance.ts';
import { type Command, type CommandName, DAY_FIELDS, dayOf } from './commands.ts';
import { type Envelope, type NewFact, newFact } from './facts.ts';
import { type Party, POSSIBLE, possibleIn } from './possible.ts';
import { type CaseState, holderOf } from './state.ts';
import { isThin } from './thin-plan.ts';
import type { Status } from './vocabulary.ts';

/** What a request can be refused for beyond its form; each code has its text where problems are worded. */
export type FieldRule =
  | InvalidPerson['code']
  | 'in-the-future'
  | 'before-referral'
  | 'before-start'
  | 'before-plan'
  | 'before-interruption'
  | 'before-closure'
  | 'before-transfer'
  | 'before-restriction'
  | 'too-far-ahead'
  | 'after-referral'
  | 'unknown-district'
  | 'unknown-service'
  | 'unknown-office'
  | 'unknown-occasion'
  | 'unknown-fact'
  | 'destination-missing'
  | 'already-there'
  | 'nothing-changed'
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
  | { readonly code: 'disclosure-basis-missing' }
  | { readonly code: 'disclosure-withdrawn' }
  | { readonly code: 'not-restricted' };

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
  if (referral.disclosure.givenOn > today) return invalid('/disclosure/givenOn', 'in-the-future');
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
  const priority = priorityAt(city, office, applicant);
  return newFact('case.received', day, {
    district: referral.district,
    office,
    unit: referral.unit,
    ground: referral.ground,
    enrolmentForm: referral.enrolmentForm,
    sex: referral.person.sex,
    ageAtReceipt: age,
    targetGroup: group,
    priority: [...priority.flags],
    priorityPolicy: priority.policy,
    held: referral.benefitDecision === 'awaited',
    disclosure: { basis, givenOn },
  });
}

/** What a decision needs to know beside the case's state. */
export interface DecisionContext {
  readonly today: LocalDate;
  readonly city: City;
  readonly source: Source;
  /** The person as now known: secret, and so no part of the state. */
  readonly person: Person;
  /** A keyed hash of the command's body; a plan keeps it. */
  readonly hash: string;
  /** The occasions that the command names, or that are like the one it adds. */
  readonly occasions: ReadonlyArray<Occasion>;
}

/** Decides a command on a case: the facts it makes, or why it is refused. */
export function decide(state: CaseState, command: Command, context: DecisionContext): Decision {
  if (!POSSIBLE[command.name].states.includes(state.status)) {
    return dayError(state, command, context) ?? notPossible(state, command.name);
  }
  if (command.name === 'attendances') return registerAttendance(command.body, context);
  const error = dayError(state, command, context);
  if (error !== undefined) return error;
  const day = dayOf(command);
  switch (command.name) {
    case 'hold-releases':
      return accepted(newFact('hold.released', day, { reason: command.body.reason }));
    case 'enrolments':
      return accepted(newFact('case.enrolled', day, { form: command.body.form }));
    case 'coaches':
      return accepted(newFact('coach.assigned', day, {}));
    case 'plans':
      return drawUpPlan(state, command.body, context);
    case 'answers':
      return answerPlan(state, command, context.source);
    case 'receipts':
      return receivePlan(state, command);
    case 'measures':
      return startMeasure(command.body, context.city);
    case 'reviews':
      return reviewPlan(state, command.body);
    case 'occasions':
      return expectAttendance(command.body, context);
    case 'interruptions':
      return accepted(newFact('case.interrupted', day, {}));
    case 'restarts':
      return restart(state, day);
    case 'transfers':
      return transfer(state, command.body, context);
    case 'person-changes':
      return changePerson(state, command.body, context);
    case 'disclosure-withdrawals':
      return state.disclosure.withdrawnOn === null
        ? accepted(newFact('disclosure.withdrawn', day, {}))
        : notPossible(state, command.name);
    case 'restrictions':
      return accepted(newFact('processing.restricted', day, {}));
    case 'restriction-liftings':
      return liftRestriction(state, day);
    case 'statements':
      return state.version < command.body.concerns
        ? invalid('/concerns', 'unknown-fact')
        : accepted(newFact('statement.made', day, { concerns: command.body.concerns }));
    case 'closures':
      return accepted(newFact('case.closed', day, { outcome: command.body.outcome }));
    case 'reopenings':
      return reopen(state, day);
  }
}

/**
 * Who may ask for a command as it stands. A district sends a case that it is home to on to another district, and may say
 * to which office; between offices alone cases move when an office or the city asks.
 */
export function mayAsk(party: Party, command: Command): boolean {
  if (!POSSIBLE[command.name].by.includes(party)) return false;
  return party === 'office' || command.name !== 'transfers' || command.body.toDistrict !== undefined;
}

/** Records that another district has referred the person of an open case; once for each district until it moves. */
export function requestTransfer(
  state: CaseState,
  district: string,
  today: LocalDate,
  city: City,
): ReadonlyArray<NewFact> {
  const asToday = (code: string) => districtOn(city, code, today);
  const known = [holderOf(state).district, ...state.transferRequests].map(asToday).includes(asToday(district));
  return known || state.status === 'closed' ? [] : [newFact('transfer.requested', today, { district })];
}

/** How far ahead an occasion can be expected: about a year. */
const DAYS_AHEAD = 400;

/** A day that cannot be: one that has not come (but for what is only expected), or one before the referral. */
function dayError(state: CaseState, command: Command, { today }: DecisionContext): Decision | undefined {
  if (command.name === 'attendances') return undefined;
  const day = dayOf(command);
  const field = `/${DAY_FIELDS[command.name]}`;
  if (day < state.receivedOn) return invalid(field, 'before-referral');
  if (command.name === 'occasions')
    return day > addDays(today, DAYS_AHEAD) ? invalid(field, 'too-far-ahead') : undefined;
  return day > today ? invalid(field, 'in-the-future') : undefined;
}

function notPossible({ status }: CaseState, asked: CommandName): Decision {
  const possible = possibleIn(status).filter((name) => name !== asked);
  return refused({ code: 'not-possible-now', status, possible });
}

type BodyOf<N extends Command['name']> = Extract<Command, { name: N }>['body'];

function drawUpPlan(state: CaseState, body: BodyOf<'plans'>, { city, hash }: DecisionContext): Decision {
  const errors = body.activities.flatMap((activity, index) => activityErrors(activity, index, body.drawnUpOn, city));
  if (errors.length > 0) return refused({ code: 'invalid-request', errors });
  const activities = body.activities.map(({ provider: _, ...activity }) => activity);
  const version = (state.plan?.version ?? 0) + 1;
  const rule = thinPlanRuleOn(city, body.drawnUpOn);
  const thin = isThin(activities, rule);
  return accepted(newFact('plan.drawn-up', body.drawnUpOn, { version, thin, thinPolicy: rule.id, hash, activities }));
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
  const { answer, method } = body;
  return accepted(newFact('plan.answered', body.answeredOn, { version, answer, method, hash: plan.hash }));
}

/** Any version can be received, late too: a receipt informs and blocks nothing (D8). */
function receivePlan(state: CaseState, { body, version }: Extract<Command, { name: 'receipts' }>): Decision {
  const { plan } = state;
  if (plan === null || version > plan.version) return notPossible(state, 'receipts');
  if (version === plan.version && body.on < plan.drawnUpOn) return invalid('/on', 'before-plan');
  return accepted(newFact('plan.receipted', body.on, { version, kind: body.kind }));
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

function expectAttendance(body: BodyOf<'occasions'>, { city, occasions }: DecisionContext): Decision {
  const { date, kind } = body;
  const service = body.service ?? null;
  if (service !== null && !isServiceOn(city, service, date)) return invalid('/service', 'unknown-service');
  const prefix = occasionPrefix({ date, kind, service });
  const alike = occasions.filter((known) => occasionPrefix(known) === prefix).length;
  return accepted(newFact('occasion.expected', date, { occasion: `${prefix}${alike + 1}`, kind, service }));
}

/** Attendance can be registered when its day has come, and corrected after that: each is a fact of its own (D14). */
function registerAttendance(
  { occasion: id, presence }: BodyOf<'attendances'>,
  { occasions, today }: DecisionContext,
): Decision {
  const occasion = occasions.find((known) => known.id === id);
  if (occasion === undefined) return invalid('/occasion', 'unknown-occasion');
  if (occasion.date > today) return invalid('/occasion', 'in-the-future');
  const { date, service, attendance } = occasion;
  const corrects = attendance?.sequence ?? null;
  return accepted(newFact('attendance.registered', date, { occasion: id, presence, service, corrects }));
}

function restart(state: CaseState, day: LocalDate): Decision {
  if (state.interruption !== null && day < state.interruption.from) return invalid('/on', 'before-interruption');
  return accepted(newFact('case.restarted', day, {}));
}

/** A move to another district goes to the office that takes its people, unless another is named. */
function transfer(
  state: CaseState,
  { on, toOffice, toDistrict }: BodyOf<'transfers'>,
  { city, person, source }: DecisionContext,
): Decision {
  const { from: since, district, office } = holderOf(state);
  const from = { district, office };
  if (toOffice === undefined && toDistrict === undefined) return invalid('/toOffice', 'destination-missing');
  if (on < since) return invalid('/on', 'before-transfer');
  if (toDistrict !== undefined && !isDistrictOn(city, toDistrict, on))
    return invalid('/toDistrict', 'unknown-district');
  if (toOffice !== undefined && !isOfficeOn(city, toOffice, on)) return invalid('/toOffice', 'unknown-office');
  const newDistrict = toDistrict ?? district;
  const newOffice = toOffice ?? officeFor(city, newDistrict, ageInYears(person.birthDate, on), on);
  if (newOffice === undefined) return invalid('/toOffice', 'unknown-office');
  const stays = districtOn(city, newDistrict, on) === districtOn(city, district, on) && newOffice === office;
  if (stays) return invalid(toDistrict === undefined ? '/toOffice' : '/toDistrict', 'already-there');
  // Each district is an authority of its own: the data are disclosed to it. What happened before is told as it was.
  const isDisclosed = districtOn(city, newDistrict, on) !== districtOn(city, district, on);
  const isWithdrawn = state.disclosure.withdrawnOn !== null && source === 'live';
  if (isDisclosed && isWithdrawn) return refused({ code: 'disclosure-withdrawn' });
  return accepted(newFact('case.transferred', on, { from, to: { district: newDistrict, office: newOffice } }));
}

function changePerson(
  state: CaseState,
  { on, ...change }: BodyOf<'person-changes'>,
  { today, person, source }: DecisionContext,
): Decision {
  if (Object.keys(change).length === 0) return invalid('', 'nothing-changed');
  const changed = changedPerson(person, change);
  if (changed.birthDate > state.receivedOn) return invalid('/birthDate', 'after-referral');
  const errors = personErrors(changed, today, source).map(({ pointer, code }) => ({
    pointer: pointer.replace(/^\/person/, ''),
    code,
  }));
  if (errors.length > 0) return refused({ code: 'invalid-request', errors });
  const ageAtReceipt = ageInYears(changed.birthDate, state.receivedOn);
  return accepted(newFact('person.changed', on, { sex: changed.sex, ageAtReceipt }));
}

/** Ends the restriction that stands; another can be asked for after it. */
function liftRestriction({ restrictedOn }: CaseState, day: LocalDate): Decision {
  if (restrictedOn === null) return refused({ code: 'not-restricted' });
  return day < restrictedOn ? invalid('/on', 'before-restriction') : accepted(newFact('restriction.lifted', day, {}));
}

function reopen(state: CaseState, day: LocalDate): Decision {
  if (state.closure !== null && day < state.closure.on) return invalid('/on', 'before-closure');
  return accepted(newFact('case.reopened', day, {}));
}
