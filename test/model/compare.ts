import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { caseStateSchema } from '../../shared/domain/case/state.ts';
import { CITY } from '../support/case-world.ts';
import type { FaultWorld } from '../support/fault-world.ts';
import {
  brokenRules,
  brokenRulesOf,
  casesAmong,
  everythingIn,
  type StoredCase,
  storedItems,
  toldBy,
} from '../support/stored-cases.ts';
import { annotation, ledger, shownAs } from './clocks-by-hand.ts';
import { dateOf } from './days.ts';
import { nextMorning } from './judge.ts';
import { holderOf, type Model, type ModelCase, versionOf } from './model.ts';
import { PATIENCE } from './sending.ts';

/** Holds a case against its model: what lies in the table, and what whoever may see it is told. */
export async function compareCase(world: FaultWorld, file: ModelCase): Promise<void> {
  const stored = await storedCase(world, file.id);
  expect(brokenRulesOf(stored)).toEqual([]);
  const occasions = stored.facts.flatMap((fact) => (fact.type === 'occasion.expected' ? [fact.data.occasion] : []));
  expect({ ...told(stored), occasions, nextCheckOn: stored.head.nextCheckOn ?? null }).toEqual({
    version: versionOf(file),
    status: file.status,
    receivedOn: file.receivedOn,
    holders: file.holders,
    approvedPlanVersion: file.inForce,
    interruption: file.interruption,
    restrictedOn: file.restrictedOn,
    // Two districts that ask at the same moment may be noted in either order.
    transferRequests: file.askedFor.toSorted(),
    findings: file.findings,
    occasions: file.occasions.map(({ id }) => id),
    nextCheckOn: nextMorning(file),
  });
  await compareView(world, file);
}

/** Holds the whole table against the model at the end of a story in which so many referrals fell outside the rules. */
export async function compareAll(world: FaultWorld, { cases }: Model, outsideRules: number): Promise<void> {
  const items = await everythingIn(world.table);
  expect(brokenRules(items)).toEqual([]);
  const stored = casesAmong(items);
  expect(stored.map(({ id }) => id).toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
  const timelines = stored.map(({ id, facts }) => [id, facts.map(toldBy)]);
  expect(Object.fromEntries(timelines)).toEqual(Object.fromEntries(cases.map(({ id, facts }) => [id, facts])));
  const counters = items.filter(({ pk }) => pk.startsWith('REFUSALS#'));
  expect(counters.reduce((sum, { refused }) => sum + Number(refused), 0)).toBe(outsideRules);
}

async function storedCase({ table }: FaultWorld, id: string): Promise<StoredCase> {
  const query = new QueryCommand({
    TableName: table.name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': `CASE#${id}` },
  });
  const { Items = [], LastEvaluatedKey } = await table.client.send(query);
  if (LastEvaluatedKey !== undefined) throw new Error('a story never fills a page');
  const [stored] = casesAmong(storedItems(Items));
  if (stored === undefined) throw new Error(`case ${id} is not in the table`);
  return stored;
}

/** What of a state the model knows too. */
const knownState = caseStateSchema
  .pick({
    version: true,
    status: true,
    receivedOn: true,
    holders: true,
    approvedPlanVersion: true,
    interruption: true,
    restrictedOn: true,
    transferRequests: true,
    findings: true,
  })
  .strip();

function told({ head, facts }: StoredCase) {
  const state = knownState.parse(JSON.parse(head.state));
  expect(state.version).toBe(facts.length);
  return { ...state, transferRequests: state.transferRequests.toSorted() };
}

/** What the city's named officer sees of a case, against what the ledger says. */
async function compareView(world: FaultWorld, file: ModelCase): Promise<void> {
  const today = dateOf(world.deps.clock());
  const { status, body, headers } = await read(world, file.id);
  expect(status, JSON.stringify(body)).toBe(200);
  const { district, office } = holderOf(file);
  expect(headers['etag']).toBe(`"${versionOf(file)}"`);
  expect(body).toMatchObject({ version: versionOf(file), status: file.status, district, office });
  const entries = ledger(file.papers);
  const waitingFor = (kind: string) => {
    if (file.status === 'closed') return null;
    if (file.status === 'interrupted') return 'other';
    if (file.status === 'held') return 'district';
    return kind === 'guarantee' && file.status === 'planned' && file.plan?.answer === null ? 'aspirant' : 'office';
  };
  const byHand = entries.map((entry) => ({
    ...shownAs(entry, today),
    kind: entry.kind,
    waitingFor: entry.ended === null ? waitingFor(entry.kind) : null,
  }));
  const shown = body.clocks.map(({ policy: _, explanation: __, ...clock }: Record<string, unknown>) => clock);
  expect(shown).toEqual(byHand);
  const findings = file.findings.map((finding) => ({
    id: `${file.id}/${finding.clock}/${finding.kind}`,
    ...finding,
    annotation: annotation(
      finding,
      entries.find(({ id }) => id === finding.clock),
    ),
  }));
  expect(body.findings).toEqual(findings);
}

async function read(world: FaultWorld, id: string) {
  for (let tries = 0; ; tries++) {
    const answer = await world.call('GET', `/v1/cases/${id}`, undefined, { as: CITY, officer: 'officer-1' });
    if (answer.status !== 503 || tries === PATIENCE) return answer;
  }
}
