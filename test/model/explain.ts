import { check, judge, nextMorning, noteDemand, reusesKey } from './judge.ts';
import { type Asked, caseIn, type Model } from './model.ts';

/** Something that happened: a request with what came of it, a check of a case, or a district's demand noted. */
export type Event =
  | {
      readonly what: 'request';
      readonly asked: Asked;
      /** `unknown` when no answer came and none could be asked for again. */
      readonly outcome: string;
      /** The case that the answer names. */
      readonly caseId: string;
    }
  | { readonly what: 'check'; readonly caseId: string; readonly morning: string; readonly must: boolean }
  | { readonly what: 'demand'; readonly caseId: string; readonly district: string };

/** What the facts of the table tell of each case: enough to tell which explanations end where the table does. */
export type Timelines = ReadonlyMap<string, ReadonlyArray<string>>;

/**
 * An order of some events that happened at once in which each came to what it did, and which leaves every case with the
 * facts that the table has; `undefined` when there is none. One event alone has one order.
 */
export function explain(model: Model, events: ReadonlyArray<Event>, timelines: Timelines): Model | undefined {
  if (events.every(mayBeSkipped) && isAsStored(model, timelines)) return model;
  const tried: Array<Event> = [];
  for (const [index, event] of events.entries()) {
    if (tried.some((earlier) => isAlike(earlier, event))) continue;
    tried.push(event);
    const others = events.toSpliced(index, 1);
    for (const { after, more } of results(model, event, events.length > 1)) {
      if (!mayLeadTo(after, timelines)) continue;
      const explained = explain(after, [...others, ...more], timelines);
      if (explained !== undefined) return explained;
    }
  }
  return undefined;
}

interface Result {
  readonly after: Model;
  /** What follows from it, and may come later. */
  readonly more: ReadonlyArray<Event>;
}

function results(model: Model, event: Event, atOnce: boolean): ReadonlyArray<Result> {
  switch (event.what) {
    case 'request':
      return resultsOf(model, event, atOnce);
    case 'check': {
      if (!model.cases.some(({ id }) => id === event.caseId)) return [];
      const after = structuredClone(model);
      const file = caseIn(after, event.caseId);
      const next = nextMorning(file);
      if (next !== null && next <= event.morning) check(file, event.morning);
      return [{ after, more: [] }];
    }
    case 'demand': {
      const after = structuredClone(model);
      return noteDemand(caseIn(after, event.caseId), event.district) ? [{ after, more: [] }] : [];
    }
  }
}

function resultsOf(
  model: Model,
  { asked, outcome, caseId }: Extract<Event, { what: 'request' }>,
  atOnce: boolean,
): ReadonlyArray<Result> {
  if (outcome === 'request-in-progress') return [{ after: model, more: [] }];
  // A case is read before its key is found taken: the request that took the key may have moved the case out of sight.
  if (atOnce && outcome === 'idempotency-key-reused' && reusesKey(model, asked)) return [{ after: model, more: [] }];
  const verdict = judge(model, asked, caseId);
  const carriedOut = { after: verdict.after, more: [] };
  if (outcome === 'unknown') return [carriedOut, { after: model, more: [] }];
  if (verdict.outcome !== outcome) return [];
  if (!atOnce || asked.kind !== 'referral' || outcome !== 'open-case-exists') return [carriedOut];
  // The case is found first and the demand noted after: something may come between.
  const open = model.cases.filter((one) => one.status !== 'closed' && one.identity === asked.identity);
  const demands = open.map(({ id }): Event => ({ what: 'demand', caseId: id, district: asked.district }));
  return [carriedOut, { after: model, more: demands }];
}

const mayBeSkipped = (event: Event): boolean => event.what === 'demand' || (event.what === 'check' && !event.must);

function isAlike(one: Event, other: Event): boolean {
  if (one.what !== 'request' || other.what !== 'request') return false;
  return one.asked === other.asked && one.outcome === other.outcome && one.caseId === other.caseId;
}

function isAsStored({ cases }: Model, timelines: Timelines): boolean {
  return cases.length === timelines.size && cases.every(({ id, facts }) => timelines.get(id)?.length === facts.length);
}

/** Whether the facts of the table begin as the model's. */
function mayLeadTo({ cases }: Model, timelines: Timelines): boolean {
  return cases.every(({ id, facts }) => facts.every((told, index) => timelines.get(id)?.[index] === told));
}
