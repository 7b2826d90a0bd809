import { type City, isServiceOn, thinPlanRuleOn } from '../city.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Command } from './commands.ts';
import {
  accepted,
  type BodyOf,
  type Decision,
  type DecisionContext,
  type InvalidField,
  invalid,
  notPossible,
  refused,
  type Source,
} from './decision.ts';
import { newFact } from './facts.ts';
import type { CaseState } from './state.ts';
import { isThin } from './thin-plan.ts';

/** Draws up a version of the plan: the next, whatever became of the one before. */
export function drawUpPlan(state: CaseState, body: BodyOf<'plans'>, { city, hash }: DecisionContext): Decision {
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
export function answerPlan(
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
export function receivePlan(state: CaseState, { body, version }: Extract<Command, { name: 'receipts' }>): Decision {
  const { plan } = state;
  if (plan === null || version > plan.version) return notPossible(state, 'receipts');
  if (version === plan.version && body.on < plan.drawnUpOn) return invalid('/on', 'before-plan');
  return accepted(newFact('plan.receipted', body.on, { version, kind: body.kind }));
}

/** Only the plan that is in force is followed up. */
export function reviewPlan(state: CaseState, body: BodyOf<'reviews'>): Decision {
  if (state.approvedPlanVersion === null) return notPossible(state, 'reviews');
  if (body.planVersion !== state.approvedPlanVersion) {
    return invalid('/planVersion', 'not-in-force');
  }
  const { planVersion, heldOn, outcome, participants } = body;
  return accepted(newFact('plan.reviewed', heldOn, { planVersion, outcome, participants }));
}
