import { nextCheck } from '../../shared/domain/case/compliance.ts';
import type { City } from '../../shared/domain/city.ts';
import type { Referral } from '../../shared/domain/referral/referral.ts';
import { accessBy } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { caseReply } from '../../shared/http/case-reply.ts';
import { type CaseThen, showCaseThen } from '../../shared/http/case-then.ts';
import { type ApiRequest, problem, type Reply } from '../../shared/http/endpoint.ts';
import type { postHistory } from '../../shared/http/endpoints/history.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import { refusalReply } from '../../shared/http/refusals.ts';
import { hiddenSince, visible } from '../../shared/http/visibility.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import { caseIdentity } from '../../shared/ports/case-identity.ts';
import type { CaseStore, NewCase, Repeatable } from '../../shared/ports/case-store.ts';
import { type Clock, today as todayBy } from '../../shared/ports/clock.ts';
import { type KeyedHashes, planHash } from '../../shared/ports/keyed-hash.ts';
import { replayHistory } from './replay-history.ts';

export interface ReceiveHistory {
  readonly store: CaseStore;
  readonly hashes: KeyedHashes;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly city: City;
  readonly derivedId: (...parts: ReadonlyArray<string>) => string;
}

type HistoryRequest = ApiRequest<typeof postHistory> & { readonly caller: Caller };

/** What the access log says of a line. */
const IMPORTED = { what: 'POST history', why: 'opening' } as const;

/** A transaction takes a hundred writes; a case itself needs up to ten. The rest are its texts and occasions. */
const MAXIMUM_ITEMS = 90;

/** Imports one line of history, all or nothing. Its case id is derived, so the same line again changes nothing. */
export async function receiveHistory(request: HistoryRequest, deps: ReceiveHistory): Promise<Reply> {
  const { caller, officer, body: line } = request;
  const today = todayBy(deps.clock);
  const at = deps.clock();
  const caseId = deps.derivedId('history', caller.client, line.key);
  const by = { client: caller.client, officer };
  const rules = { today, city: deps.city, hashes: await planHashes(caseId, line, deps.hashes) };
  const replayed = replayHistory(caseId, line, { recordedAt: at, source: 'history', by }, rules);
  if (replayed.outcome === 'malformed')
    return problem('invalid-request', { errors: replayed.errors, extensions: { step: replayed.step } });
  if (replayed.outcome === 'refused') return atStep(replayed.step, refusalReply(replayed.refusal));
  const { recorded, texts, earlierRecords, occasions } = replayed;
  if (texts.size + earlierRecords.size + occasions.length > MAXIMUM_ITEMS) {
    return problem('invalid-request', { errors: [fieldProblem('/then', 'too-long')] });
  }
  const referral = withSomebodyNamed(replayed.referral, { client: caller.client, officer: officer ?? '' });
  const newCase: NewCase = {
    caseId,
    recorded,
    nextCheckOn: nextCheck(recorded.state, deps.city),
    referral,
    ...(await caseIdentity(deps.hashes, referral, today)),
    texts,
    earlierRecords,
    occasions,
    access: accessBy(request, { caseId, ...IMPORTED, outcome: 'recorded', at }),
    repeatable: await repeatableOf(request, deps.hashes),
    historyBodies: await deps.hashes('history', request.bodyText),
  };
  const outcome = await deps.store.open(newCase);
  switch (outcome.outcome) {
    case 'opened': {
      deps.observer.log('HISTORY_IMPORTED', { caseId, facts: recorded.facts.length });
      const { state } = recorded;
      return answered(201, request, { ...newCase, state, present: state, secrets: async () => newCase }, deps);
    }
    case 'replay':
      return again(201, request, caseId, deps);
    case 'already-imported':
      return outcome.same ? again(200, request, caseId, deps) : keyTaken(request, caseId, deps);
    case 'open-case-exists':
      return refused('open-case-exists', request, outcome.caseId, deps);
    case 'in-progress':
      return problem('request-in-progress');
    case 'key-reused':
      return problem('idempotency-key-reused');
  }
}

/** Whoever imports a protected person for whom the records name nobody is the one who may see the case. */
function withSomebodyNamed(referral: Referral, importer: { client: string; officer: string }): Referral {
  const { protection, namedOfficers = [importer] } = referral.person;
  return protection === 'none' ? referral : { ...referral, person: { ...referral.person, namedOfficers } };
}

/** The hash of each plan of a line, by the index of its step. */
async function planHashes(
  caseId: string,
  { then: steps }: HistoryRequest['body'],
  hashes: KeyedHashes,
): Promise<ReadonlyMap<number, string>> {
  const plans = [...steps.entries()].filter(([, [path]]) => path === 'plans');
  return new Map(
    await Promise.all(plans.map(async ([index, [, body]]) => [index, await planHash(hashes, caseId, body)] as const)),
  );
}

async function repeatableOf(request: HistoryRequest, hashes: KeyedHashes): Promise<Repeatable | null> {
  const { idempotencyKey: key, caller } = request;
  if (key === null) return null;
  return { client: caller.client, key, bodies: await hashes('body', 'POST', request.path, request.bodyText) };
}

/**
 * The same line once more: the case as it left it, whatever has become of it since. Whoever is not named for a person
 * protected since is answered as if there were none. 201 and marked as a replay only for the same idempotency key.
 */
async function again(status: 200 | 201, request: HistoryRequest, caseId: string, deps: ReceiveHistory): Promise<Reply> {
  const imported = await deps.store.readHistory(caseId, 'as-imported');
  if (imported === undefined) return problem('not-found');
  if (await hiddenSince(request, imported, deps.hashes)) return refused('not-found', request, caseId, deps);
  await deps.store.logAccess(accessBy(request, { caseId, ...IMPORTED, outcome: 'repeated', at: deps.clock() }));
  return answered(status, request, imported, deps, status === 201 ? { 'idempotency-replayed': 'true' } : {});
}

/**
 * Another line under the key of one that was imported. Whoever may not see that case gets the answer to anything that is
 * not theirs to see, the same as to the line itself. Only a key that is free is answered otherwise, by importing the
 * line: to call this one imported too, or to import it beside the other, would lose it without anybody knowing.
 */
async function keyTaken(request: HistoryRequest, caseId: string, deps: ReceiveHistory): Promise<Reply> {
  const found = await deps.store.readHead(caseId);
  const seen = await visible(request, found, deps.city, todayBy(deps.clock), deps.hashes);
  return refused(seen === undefined ? 'not-found' : 'history-key-taken', request, caseId, deps);
}

/** Tells what a line met with; that is noted with the case it met. */
async function refused(
  code: 'not-found' | 'history-key-taken' | 'open-case-exists',
  request: HistoryRequest,
  caseId: string,
  { store, clock }: ReceiveHistory,
): Promise<Reply> {
  const refusal = { caseId, ...IMPORTED, outcome: 'refused', refusal: code, at: clock() } as const;
  await store.logAccess(accessBy(request, refusal));
  return problem(code, { noted: true });
}

/** The case as a line left it. */
async function answered(
  status: 200 | 201,
  request: HistoryRequest,
  then: CaseThen,
  deps: ReceiveHistory,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return caseReply(status, await showCaseThen(request, then, deps), headers);
}

/** Names the step that a line was refused at, and keeps its pointers true for the whole line. */
function atStep(step: string, refusal: Reply): Reply {
  if (refusal.kind !== 'problem') return refusal;
  const body = step === 'referral' ? '/referral' : `/${step}/1`;
  const errors = refusal.errors?.map((error) => ({ ...error, pointer: `${body}${error.pointer}` }));
  return { ...refusal, ...(errors && { errors }), extensions: { ...refusal.extensions, step } };
}
