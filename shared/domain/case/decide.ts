import { type City, isServiceOn } from '../city.ts';
import { personErrors } from '../person/identity.ts';
import { changedPerson } from '../person/person-change.ts';
import { addDays, ageInYears, type LocalDate } from '../time/local-date.ts';
import { type Command, DAY_FIELDS, dayOf } from './commands.ts';
import { expectAttendance, registerAttendance } from './decide-attendance.ts';
import { answerPlan, drawUpPlan, receivePlan, reviewPlan } from './decide-plan.ts';
import { transfer } from './decide-transfer.ts';
import {
  accepted,
  type BodyOf,
  type Decision,
  type DecisionContext,
  invalid,
  notPossible,
  refused,
} from './decision.ts';
import { newFact } from './facts.ts';
import { type Party, POSSIBLE } from './possible.ts';
import type { CaseState } from './state.ts';

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

function startMeasure(body: BodyOf<'measures'>, city: City): Decision {
  const { kind, startedOn, service } = body;
  if (service !== undefined && !isServiceOn(city, service, startedOn)) {
    return invalid('/service', 'unknown-service');
  }
  return accepted(newFact('measure.started', startedOn, { kind, service: service ?? null }));
}

function restart(state: CaseState, day: LocalDate): Decision {
  if (state.interruption !== null && day < state.interruption.from) return invalid('/on', 'before-interruption');
  return accepted(newFact('case.restarted', day, {}));
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
