import { expect } from 'vitest';
import type { Answer } from '../support/case-world.ts';
import type { FaultWorld } from '../support/fault-world.ts';
import { dateOf } from './days.ts';
import type { Event } from './explain.ts';
import type { Asked } from './model.ts';
import type { Tally } from './tally.ts';

/** How often something is tried again that nothing but bad luck stood in the way of. */
export const PATIENCE = 60;

export type RequestEvent = Extract<Event, { what: 'request' }>;

/** Sends requests, again and again where no answer comes, and holds repeated answers against the first. */
export interface Sending {
  send(asked: Asked): Promise<RequestEvent>;
}

interface FirstAnswer {
  readonly day: string;
  readonly body: Answer['body'];
}

/**
 * A request with a key is sent until it has an answer of its own: that is the product's promise. One without a key is
 * sent once, and what came of it may stay unknown.
 */
export function sendingIn(world: FaultWorld, tally: Tally): Sending {
  const first = new Map<string, FirstAnswer>();
  const fresh = new Set<string>();

  const once = async (asked: Asked): Promise<RequestEvent> => {
    const { path, sent, caller: as, officer, key, ifMatch } = asked;
    const options = {
      as,
      officer,
      ...(key === null ? {} : { key }),
      ...(ifMatch === null ? {} : { ifMatch: `"${ifMatch}"` }),
    };
    const answer = await world.call('POST', path, sent, options);
    const outcome = outcomeOf(answer);
    tally.count(
      'answers',
      answer.status === 201 ? (replayed(answer) ? '201 again' : '201') : `${answer.status} ${outcome}`,
    );
    if (answer.status === 201) {
      tally.count('taken', asked.kind === 'referral' ? 'referrals' : asked.name);
      if (key !== null) asBefore(`${as.client} ${key}`, answer);
    }
    return { what: 'request', asked, outcome, caseId: String(answer.body.id ?? '') };
  };

  /** The same request has the same answer, and is carried out once. */
  const asBefore = (key: string, answer: Answer) => {
    const day = dateOf(world.deps.clock());
    const known = first.get(key);
    if (!replayed(answer)) {
      expect(fresh.has(key), `${key} was carried out twice`).toBe(false);
      fresh.add(key);
    }
    if (known === undefined) {
      first.set(key, { day, body: answer.body });
      return;
    }
    const both = {
      sameDay: known.day === day,
      masked: [known.body, answer.body].some(({ person }) => person === null),
    };
    expect(comparable(answer.body, both)).toEqual(comparable(known.body, both));
  };

  return {
    send: async (asked) => {
      for (let tries = 0; tries < PATIENCE; tries++) {
        const event = await once(asked);
        if (event.outcome === 'temporarily-unavailable' && asked.key === null) return { ...event, outcome: 'unknown' };
        const isSettled = !['temporarily-unavailable', 'request-in-progress'].includes(event.outcome);
        if (isSettled || asked.key === null) return event;
      }
      throw new Error(`${asked.path} had no answer however often it was asked`);
    },
  };
}

const replayed = ({ headers }: Answer): boolean => headers['idempotency-replayed'] === 'true';

/** `taken 7`, or the code of the problem; every answer but a success is a problem of the caller's, or asks for patience. */
function outcomeOf({ status, headers, body }: Answer): string {
  if (status === 201) return body.status === 'transferred' ? 'taken handed-on' : `taken ${body.version}`;
  expect(headers['content-type']).toBe('application/problem+json');
  expect(status, JSON.stringify(body)).toSatisfy((code: number) => (code >= 400 && code < 500) || code === 503);
  expect(body.status).toBe(status);
  return String(body.type).replace('/v1/problems/', '');
}

/** An answer as it can be compared with another of it: clocks change with the days, and rights may hide the person. */
function comparable(body: Answer['body'], { sameDay, masked }: { sameDay: boolean; masked: boolean }): unknown {
  if (body.clocks === undefined) return body;
  const { person, coach, plan, clocks, ...rest } = body;
  const standing = (clock: { state: string }) => (sameDay ? clock : { ...clock, state: '' });
  const told = masked ? { person: null, coach: null, plan: withoutTexts(plan) } : { person, coach, plan };
  return { ...rest, ...told, clocks: clocks.map(standing) };
}

function withoutTexts(plan: Answer['body']): unknown {
  if (plan === null) return null;
  const activities = plan.activities.map((activity: object) => ({ ...activity, provider: null }));
  return { ...plan, goal: null, activities };
}
