import { expect } from 'vitest';
import type { FaultWorld } from '../support/fault-world.ts';
import { toldOf } from '../support/stored-cases.ts';
import { ask } from './asking.ts';
import { counted, deliver, startRun } from './checking.ts';
import { compareAll, compareCase } from './compare.ts';
import { dateOf, latestMorning, plusDays, wallClock } from './days.ts';
import type { Deed, Request, Story } from './deeds.ts';
import { type Event, explain, type Timelines } from './explain.ts';
import { nextMorning, REMEMBERED_MILLISECONDS } from './judge.ts';
import { type Asked, EMPTY, type Model } from './model.ts';
import { sendingIn } from './sending.ts';
import type { Tally } from './tally.ts';

/** The almanac ends with 2027, and promises are made for months ahead. */
const LAST_DAY = '2027-06-30';

type Nights = Extract<Deed, { do: 'nights' }>;

/** What a check that ran meanwhile had to look at, and by the papers of which morning. */
interface Meanwhile {
  readonly due: ReadonlyArray<string>;
  readonly morning: string;
}

/** Lives a story through in a world, holding each step against the model, and the whole table at the end. */
export async function live(world: FaultWorld, { begins, deeds }: Story, tally: Tally): Promise<void> {
  const sending = sendingIn(world, tally);
  /** With the instant at which its key was first used. */
  const asked: Array<{ readonly asked: Asked; readonly since: string }> = [];
  /** Referrals by their keys: each is counted once, however often it comes. */
  const outsideRules = new Set<string>();
  let keys = 0;
  let model: Model = EMPTY(`${begins}T08:00:00.000Z`);
  world.setClock(model.now);

  const desk = () => ({
    newKey: () => `story-key-${keys++}`,
    asked: asked.filter(({ since }) => isRecent(since, model.now)).map((earlier) => earlier.asked),
  });
  const prepared = (request: Request): ReadonlyArray<Asked> => {
    const found = ask(request, model, desk());
    if (found === undefined) return [];
    tally.count('steps', found.kind === 'referral' ? 'referrals' : found.name);
    if (found.key !== null) {
      const since = asked.find((earlier) => earlier.asked.key === found.key)?.since ?? model.now;
      asked.push({ asked: found, since });
    }
    return [found];
  };
  const advance = (to: string) => {
    model = { ...model, now: to > model.now ? to : new Date(Date.parse(model.now) + 60_000).toISOString() };
    world.setClock(model.now);
  };

  /** Takes up what happened at once; throws when no order of it explains the answers and the table. */
  async function settle(events: ReadonlyArray<Event>): Promise<void> {
    const timelines = await timelinesOf(world, model, events);
    const explained = explain(model, events, timelines);
    if (explained === undefined) throw new Error(inexplicable(model, events, timelines));
    const changed = explained.cases.filter(
      ({ id, facts }) => model.cases.find((one) => one.id === id)?.facts.length !== facts.length,
    );
    model = explained;
    for (const file of changed) await compareCase(world, file);
  }

  async function send(requests: ReadonlyArray<Asked>, check?: Promise<Meanwhile>): Promise<void> {
    const events = await Promise.all(requests.map((one) => sending.send(one)));
    for (const { asked: one, outcome } of events) {
      if (outcome === 'not-eligible') outsideRules.add(`${one.caller.client} ${one.key}`);
    }
    const { due, morning } = (await check) ?? { due: [], morning: '' };
    const seen = check === undefined ? [] : [...model.cases.map(({ id }) => id), ...events.map(({ caseId }) => caseId)];
    const checks = [...new Set(seen)]
      .filter((caseId) => caseId !== '')
      .map((caseId): Event => ({ what: 'check', caseId, morning, must: due.includes(caseId) }));
    await settle([...events, ...checks]);
  }

  /** A run meanwhile: cases that were due are judged at some moment; others may become due in time or not. */
  async function meanwhile(): Promise<Meanwhile> {
    const morning = latestMorning(model.now);
    const started = { due: dueOn(model, morning), morning };
    const run = await startRun(world, dateOf(model.now));
    await deliver(world, run, 'once');
    tally.count('checks', 'meanwhile');
    return started;
  }

  async function night({ isOverlapped, isEarly, deliveries }: Nights): Promise<void> {
    const asOf = dateOf(model.now);
    const morning = latestMorning(model.now);
    const due = dueOn(model, morning);
    const runs = await Promise.all(Array.from({ length: isOverlapped ? 2 : 1 }, () => startRun(world, asOf)));
    for (const run of runs) expect(run.batches.flatMap(({ cases }) => cases).toSorted()).toEqual(due);
    await Promise.all(runs.map((run) => deliver(world, run, deliveries)));
    tally.count('checks', `${deliveries}${isOverlapped ? ' overlapped' : ''}${isEarly ? ' early' : ''}`);
    if (deliveries === 'never') return;
    const before = findingsIn(model);
    await settle(due.map((caseId) => ({ what: 'check', caseId, morning, must: true })));
    expect(await counted(world, runs)).toBe(findingsIn(model) - before);
    tally.count('checks', 'nights');
  }

  async function nights(deed: Nights): Promise<void> {
    const first = dateOf(model.now);
    if (first > LAST_DAY) return;
    const mornings = Array.from({ length: deed.days }, (_, index) => plusDays(first, index + 1));
    const checked =
      deed.checked === 'none' ? [] : deed.checked === 'last' || deed.days > 4 ? mornings.slice(-1) : mornings;
    for (const morning of checked) {
      advance(deed.isEarly ? `${morning}T00:45:00.000Z` : checkTime(morning));
      await night(deed);
    }
    advance(`${mornings.at(-1)}T${deed.time}:00.000Z`);
  }

  for (const deed of deeds) {
    switch (deed.do) {
      case 'send':
        await send(prepared(deed.request));
        break;
      case 'times': {
        const requests = prepared(deed.request);
        await send(requests.flatMap((one) => Array<Asked>(one.key === null ? 1 : deed.times).fill(one)));
        break;
      }
      case 'at-once': {
        const about = deed.requests.find((one) => one.do === 'act');
        const together = deed.together && about !== undefined;
        const requests = deed.requests.map((one) => (together && one.do === 'act' ? { ...one, on: about.on } : one));
        const ready = requests.map(withKey).flatMap(prepared);
        await send(ready, deed.isChecked ? meanwhile() : undefined);
        break;
      }
      case 'nights':
        await nights(deed);
        break;
      case 'later':
        advance(`${plusDays(dateOf(model.now), deed.days)}T${deed.time}:00.000Z`);
        break;
    }
  }
  await compareAll(world, model, outsideRules.size);
}

/** What came of a request without a key cannot be told from what came of others at the same moment. */
function withKey(one: Request): Request {
  return one.do === 'act' && one.key === 'none' ? { ...one, key: 'new' } : one;
}

const isRecent = (at: string, now: string) => Date.parse(now) - Date.parse(at) < REMEMBERED_MILLISECONDS;

const findingsIn = ({ cases }: Model) => cases.reduce((sum, { findings }) => sum + findings.length, 0);

/** The cases that a check as of a day has to look at, as the model has it. */
function dueOn({ cases }: Model, asOf: string): ReadonlyArray<string> {
  return cases
    .filter((file) => (nextMorning(file) ?? '9999') <= asOf)
    .map(({ id }) => id)
    .toSorted();
}

/** A minute after the check begins on a morning, by Stockholm's clocks. */
function checkTime(morning: string): string {
  const summer = `${morning}T02:16:00.000Z`;
  return wallClock(summer).slice(11) >= '04:15' ? summer : `${morning}T03:16:00.000Z`;
}

/** What the table has of each case: of those that the model knows and those that answers have named. */
async function timelinesOf(world: FaultWorld, model: Model, events: ReadonlyArray<Event>): Promise<Timelines> {
  const named = events.flatMap((event) => (event.what === 'demand' || event.caseId === '' ? [] : [event.caseId]));
  const ids = new Set([...model.cases.map(({ id }) => id), ...named]);
  const timelines = [...ids].map(async (id) => [id, await toldOf(world.table, id)] as const);
  return new Map((await Promise.all(timelines)).filter(([, facts]) => facts.length > 0));
}

function inexplicable(model: Model, events: ReadonlyArray<Event>, timelines: Timelines): string {
  const happened = events.map((event) => {
    if (event.what !== 'request') return event;
    const { path, caller, officer, key, ifMatch, sent } = event.asked;
    return { path, client: caller.client, officer, key, ifMatch, sent, outcome: event.outcome, caseId: event.caseId };
  });
  const before = { now: model.now, cases: model.cases };
  return `no order explains ${JSON.stringify({ happened, before, stored: [...timelines] }, undefined, 1)}`;
}
