import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../../shared/http/caller.ts';
import { notes } from './clocks-by-hand.ts';
import { dateOf } from './days.ts';
import {
  type Asked,
  type AskedCommand,
  type AskedReferral,
  holderOf,
  type Model,
  type ModelCase,
  openCaseOf,
  paper,
  type Remembered,
  versionOf,
} from './model.ts';
import { carryOut } from './rules.ts';
import { DISTRICTS, FACTS, OF_DISTRICTS, OF_DISTRICTS_ALONE, officeOf } from './wall.ts';

/** What a request comes to: `taken 7`, `taken handed-on`, or the code of a problem; and the model after it. */
export interface Verdict {
  readonly outcome: string;
  readonly after: Model;
}

/** How long a request is remembered at least. */
export const REMEMBERED_MILLISECONDS = 7 * 86_400_000;

const keyOf = ({ caller, key }: Asked) => `${caller.client} ${key}`;

/** What a request comes to when it meets the city as the model knows it; a case that it opens is called `newId`. */
export function judge(model: Model, asked: Asked, newId: string): Verdict {
  const after = structuredClone(model);
  const outcome = asked.kind === 'referral' ? refer(after, asked, newId) : command(after, asked);
  return { outcome, after: outcome.startsWith('taken') || outcome === 'open-case-exists' ? after : model };
}

/** Whether a request's key is remembered for another request of the same client. */
export function reusesKey({ remembered }: Model, asked: Asked): boolean {
  const known = remembered.get(keyOf(asked));
  return known !== undefined && !isSame(known, asked);
}

function command(model: Model, asked: AskedCommand): string {
  const { name, caller, caseId, body } = asked;
  const { kind } = caller.party;
  if (kind === 'office' && OF_DISTRICTS_ALONE.has(name)) return 'missing-scope';
  if (kind === 'district' && !OF_DISTRICTS.has(name)) return 'missing-scope';
  if (kind === 'district' && name === 'transfers' && body.toDistrict === undefined) return 'missing-scope';
  const known = model.remembered.get(keyOf(asked));
  const file = model.cases.find(({ id }) => id === caseId);
  if (file === undefined || !maySee(asked, file)) {
    return known !== undefined && isSame(known, asked) && known.caseId === caseId
      ? answeredAgain(model, known, asked)
      : 'not-found';
  }
  if (known !== undefined) return isSame(known, asked) ? known.outcome : 'idempotency-key-reused';
  if (asked.ifMatch !== null && asked.ifMatch !== versionOf(file)) return 'stale-version';
  const refused = carryOut(file, asked, model);
  if (refused !== undefined) return refused;
  file.facts.push(FACTS[name]);
  return remember(model, asked, file, hasHandedOn(caller, file) ? 'taken handed-on' : `taken ${versionOf(file)}`);
}

function refer(model: Model, asked: AskedReferral, newId: string): string {
  const { caller, district, identity, receivedOn = dateOf(model.now) } = asked;
  if (caller.party.kind === 'office') return 'missing-scope';
  if (caller.party.kind === 'district' && caller.party.code !== district) return 'wrong-district';
  if (caller.party.kind === 'district' && asked.receivedOn !== undefined) return 'missing-scope';
  const known = model.remembered.get(keyOf(asked));
  if (known !== undefined) {
    return isSame(known, asked) ? answeredAgain(model, known, asked) : 'idempotency-key-reused';
  }
  if (receivedOn > dateOf(model.now) || !DISTRICTS.includes(district)) return 'invalid-request';
  if (asked.flaw !== null) return asked.flaw;
  const open = openCaseOf(model, identity);
  if (open !== undefined) {
    noteDemand(open, district);
    return 'open-case-exists';
  }
  const office = officeOf(district, asked.born, receivedOn) ?? '';
  const file: ModelCase = {
    id: newId,
    facts: ['case.received'],
    status: asked.isHeld ? 'held' : 'referred',
    identity,
    born: asked.born,
    receivedOn,
    holders: [{ from: receivedOn, district, office }],
    isProtected: asked.named !== null,
    named: asked.named === null ? null : [...asked.named],
    plan: null,
    inForce: null,
    interruption: null,
    closure: null,
    isWithdrawn: false,
    restrictedOn: null,
    askedFor: [],
    occasions: [],
    papers: [paper(asked.isHeld ? 'held' : 'received', receivedOn, model.now)],
    findings: [],
  };
  model.cases.push(file);
  return remember(model, asked, file, 'taken 1');
}

/** Another district wants the person too: once a district, until the case moves. */
export function noteDemand(file: ModelCase, district: string): boolean {
  if (holderOf(file).district === district || file.askedFor.includes(district) || file.status === 'closed')
    return false;
  file.askedFor.push(district);
  file.facts.push(`transfer.requested ${district}`);
  return true;
}

/** Writes down what a check of a morning finds of a case. */
export function check(file: ModelCase, morning: string): void {
  const due = pending(file)
    .filter((note) => note.morning <= morning)
    .toSorted((a, b) => (a.asOf === b.asOf ? a.clock.localeCompare(b.clock) : a.asOf < b.asOf ? -1 : 1));
  file.findings.push(...due.map(({ clock, kind, asOf }) => ({ clock, kind, asOf })));
  file.facts.push(...due.map(({ kind }) => `deadline.${kind}`));
}

/** The first morning on which a check has something to write down of a case. */
export function nextMorning(file: ModelCase): string | null {
  return (
    pending(file)
      .map(({ morning }) => morning)
      .toSorted()[0] ?? null
  );
}

function pending({ papers, findings }: ModelCase) {
  return notes(papers).filter(({ clock, kind }) => !findings.some((one) => one.clock === clock && one.kind === kind));
}

function maySee(asked: Asked, file: ModelCase): boolean {
  const { party } = asked.caller;
  const { district, office } = holderOf(file);
  const holds = party.kind === 'city' || party.code === (party.kind === 'office' ? office : district);
  return holds && isNamed(asked, file);
}

function isNamed({ caller: { client }, officer }: Asked, { isProtected, named }: ModelCase): boolean {
  return !isProtected || (named ?? []).includes(`${client} ${officer}`);
}

/** The first answer once more, unless the person has come under protection since and somebody else is named. */
function answeredAgain({ cases }: Model, { caseId, outcome, wasProtected }: Remembered, asked: Asked): string {
  const file = cases.find(({ id }) => id === caseId);
  return file === undefined || wasProtected || isNamed(asked, file) ? outcome : 'not-found';
}

function hasHandedOn({ party }: Caller, { holders }: ModelCase): boolean {
  const districts = holders.map(({ district }) => district);
  return party.kind === 'district' && districts.includes(party.code) && districts.at(-1) !== party.code;
}

function remember(model: Model, asked: Asked, { id, isProtected }: ModelCase, outcome: string): string {
  if (asked.key === null) return outcome;
  model.remembered.set(keyOf(asked), {
    text: textOf(asked),
    caseId: id,
    outcome,
    at: model.now,
    wasProtected: isProtected,
  });
  return outcome;
}

const textOf = ({ path, sent }: Asked) => JSON.stringify([path, sent]);
const isSame = ({ text }: Remembered, asked: Asked) => isDeepStrictEqual(text, textOf(asked));
