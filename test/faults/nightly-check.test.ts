import { createHash } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Note, notes } from '../model/clocks-by-hand.ts';
import { type CaseWorld, startCaseWorld } from '../support/case-world.ts';
import { FAULTS, type FaultRates, seededPlan } from '../support/fault-plans.ts';
import { type FaultWorld, type FaultWorlds, startFaultWorlds } from '../support/fault-world.ts';
import { brokenRules, casesAmong, everythingIn } from '../support/stored-cases.ts';
import { type DueCase, dueCases } from './due-cases.ts';
import { CHECK_WORK, stormyQueue } from './stormy-queue.ts';

const deep = process.env['JOBBTORG_DEEP'] !== undefined;
const CASES = deep ? 5_000 : 100;
if (deep) vi.setConfig({ testTimeout: 30 * 60_000, hookTimeout: 30 * 60_000 });

const SEED = 20260616;
const RATES: FaultRates = {
  delayed: 20,
  overtaken: 10,
  repeated: 30,
  lost: 6,
  dropped: 4,
  failed: 4,
  throttled: 4,
  conflicted: 40,
};
const FIRST_NIGHT = '2026-03-12';
const LATER_NIGHT = '2026-06-15';
const LAST_NIGHT = '2026-06-16';
/** One case in so many cannot be read; one case ends every worker that comes to it. */
const UNREADABLE_EACH = 57;
const FATAL = 35;
const NO_WORK = JSON.stringify({ kind: 'assess-cases', run: 'nobody knows' });

/** Numbers that look random and are the same each time. */
function lots(seed: number): () => number {
  let drawn = 0;
  return () => createHash('sha256').update(`${seed} ${drawn++}`).digest().readUInt32BE(0) / 0x1_0000_0000;
}

describe('The check of many cases, while everything that may go wrong does', () => {
  const cases = dueCases(CASES);
  const ids = new Map<DueCase, string>();
  const heads = new Map<string, unknown>();
  let worlds: FaultWorlds;
  let stormy: FaultWorld;
  let calm: CaseWorld;
  let queue: ReturnType<typeof stormyQueue>;
  let isMended = false;

  const isUnreadable = (one: DueCase) => cases.indexOf(one) % UNREADABLE_EACH === 1;
  const isFatal = (one: DueCase) => cases.indexOf(one) === FATAL;
  const isHurt = (one: DueCase) => isUnreadable(one) || isFatal(one);
  const idOf = (one: DueCase) => ids.get(one) ?? '';

  beforeAll(async () => {
    worlds = await startFaultWorlds();
    stormy = await worlds.create();
    calm = await startCaseWorld({ table: stormy.table });
    const fatal = (caseId: string) => !isMended && cases.some((one) => isFatal(one) && idOf(one) === caseId);
    queue = stormyQueue({ stormy, calm, random: lots(SEED), fatal });
    for (const world of [stormy, calm]) world.setClock('2026-06-16T08:00:00.000Z');
    for (const one of cases) {
      const { status, body } = await calm.call('POST', '/v1/history', one.line);
      expect(status, JSON.stringify(body)).toBe(201);
      ids.set(one, String(body.id));
    }
    for (const one of cases.filter(isUnreadable)) await spoil(idOf(one));
    stormy.proxy.follow(seededPlan(SEED, RATES));
  });
  afterAll(() => worlds.stop());

  const headKey = (caseId: string) => ({ pk: `CASE#${caseId}`, sk: 'HEAD' });
  const write = (Item: Record<string, unknown>) =>
    stormy.table.client.send(new PutCommand({ TableName: stormy.table.name, Item }));
  async function spoil(caseId: string) {
    const { table } = stormy;
    const { Item = {} } = await table.client.send(new GetCommand({ TableName: table.name, Key: headKey(caseId) }));
    heads.set(caseId, Item);
    await write({ ...Item, state: '{}' });
  }

  /** An administrator asks until the answer comes. */
  async function ask(asOf: string, key: string): Promise<string> {
    for (let tries = 0; tries < 20; tries++) {
      const { status, body } = await stormy.call('POST', '/v1/check-runs', { asOf }, { key });
      if (status === 202) return String(body.id);
      expect(status).toBe(503);
    }
    throw new Error('nobody answered');
  }
  const readRun = async (id: string) => (await calm.call('GET', `/v1/check-runs/${id}`)).body;
  const found = async () =>
    casesAmong(await everythingIn(stormy.table)).flatMap(({ id, facts }) =>
      facts.flatMap((fact) =>
        fact.type === 'deadline.warned' || fact.type === 'deadline.missed'
          ? [`${id} ${fact.data.clock} ${fact.data.kind} ${fact.data.asOf}`]
          : [],
      ),
    );

  /** By hand: what the checks up to a morning are to have written down of some cases. */
  const notesOf = (some: ReadonlyArray<DueCase>, upTo: string) =>
    some.flatMap((one) =>
      notes(one.papers)
        .filter(({ morning }) => morning <= upTo)
        .map((note) => ({ id: idOf(one), ...note })),
    );
  const asText = (some: ReadonlyArray<Note & { readonly id: string }>) =>
    some.map(({ id, clock, kind, asOf }) => `${id} ${clock} ${kind} ${asOf}`).toSorted();
  const counted = (some: ReadonlyArray<Pick<Note, 'kind'>>, kind: Note['kind']) =>
    some.filter((note) => note.kind === kind).length;
  const hurt = () => cases.filter(isHurt);
  const well = () => cases.filter((one) => !isHurt(one));
  const reasons = (some: ReadonlyArray<DueCase>) =>
    some.map((one) => ({ caseId: idOf(one), reason: isFatal(one) ? 'NotReached' : 'ZodError' })).toSorted(byCase);
  const byCase = (a: { readonly caseId: string }, b: { readonly caseId: string }) => a.caseId.localeCompare(b.caseId);

  it('finds on a night what an official would, each promise once, and lists the cases it cannot judge', async () => {
    const due = notesOf(well(), FIRST_NIGHT);
    const hurtAndDue = hurt().filter((one) => notesOf([one], FIRST_NIGHT).length > 0);
    const id = await ask(FIRST_NIGHT, 'first-night');
    queue.put(NO_WORK);
    await queue.drain(...CHECK_WORK);
    const run = await readRun(id);
    const casesDue = new Set(due.map((note) => note.id)).size;
    expect(run.failures.toSorted(byCase)).toEqual(reasons(hurtAndDue));
    expect(run).toMatchObject({
      finishedAt: expect.any(String),
      found: casesDue + hurtAndDue.length,
      assessed: casesDue,
      warned: counted(due, 'warned'),
      missed: counted(due, 'missed'),
      unchanged: 0,
      failed: hurtAndDue.length,
    });
    expect((await found()).toSorted()).toEqual(asText(due));
    expect(queue.deadLetters()).toContain(NO_WORK);
  });

  it('finds the same when three months of nights were skipped and two runs of one night overlap', async () => {
    const before = notesOf(well(), FIRST_NIGHT);
    const all = notesOf(well(), LATER_NIGHT);
    const fresh = all.filter((note) => note.morning > FIRST_NIGHT);
    const freshCases = new Set(fresh.map((note) => note.id)).size;
    const hurtAndDue = hurt().filter((one) => notesOf([one], LATER_NIGHT).length > 0);
    const both = [await ask(LATER_NIGHT, 'later-night'), await ask(LATER_NIGHT, 'later-night-again')];
    await queue.drain('dispatch-check');
    const rounds = await queue.drain(...CHECK_WORK);
    const runs = await Promise.all(both.map(readRun));
    for (const run of runs) {
      expect(run.failures.toSorted(byCase)).toEqual(reasons(hurtAndDue));
      expect(run).toMatchObject({
        finishedAt: expect.any(String),
        found: freshCases + hurtAndDue.length,
        assessed: freshCases,
        failed: hurtAndDue.length,
      });
    }
    const sum = (count: string) => runs.reduce((total, run) => total + run[count], 0);
    expect([sum('warned'), sum('missed')]).toEqual([counted(fresh, 'warned'), counted(fresh, 'missed')]);
    expect(sum('unchanged')).toBe(freshCases);
    expect((await found()).toSorted()).toEqual(asText([...before, ...fresh]));
    expect(rounds).toBeGreaterThan(3);
  });

  it('finds the rest when what was wrong with those cases is mended and what was given up is sent again', async () => {
    for (const [, head] of heads) await write({ ...Object(head) });
    isMended = true;
    const late = await ask(LAST_NIGHT, 'last-night');
    await queue.drain('dispatch-check');
    const given = queue.deadLetters();
    for (const letter of given) queue.put(letter);
    await queue.drain(...CHECK_WORK);
    expect(await readRun(late)).toMatchObject({ finishedAt: expect.any(String), failed: 0, failures: [] });
    const all = asText(notesOf(cases, LAST_NIGHT));
    expect((await found()).toSorted()).toEqual(all);
    expect(brokenRules(await everythingIn(stormy.table))).toEqual([]);
    const again = await ask(LAST_NIGHT, 'nothing-left');
    await queue.drain(...CHECK_WORK);
    expect(await readRun(again)).toMatchObject({ finishedAt: expect.any(String), found: 0, failed: 0 });
    const { met } = stormy.proxy;
    console.info(
      `${CASES} cases, ${all.length} findings; deliveries:`,
      Object.fromEntries(queue.befallen),
      'requests to the table:',
      Object.fromEntries(met),
    );
    expect([...met.keys()].toSorted()).toEqual(FAULTS.toSorted());
    expect([...queue.befallen.values()].every((count) => count > 0)).toBe(true);
  });
});
